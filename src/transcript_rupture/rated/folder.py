"""Folders of rated sessions: JSON Lines with label files, or coded dialogues."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from transcript_rupture.domain import (
    Detector,
    EpisodeType,
    Resolution,
    Role,
    Source,
    Transcript,
    Utterance,
)
from transcript_rupture.errors import ReadError
from transcript_rupture.measure import measure
from transcript_rupture.pipeline import find_evidence
from transcript_rupture.rated.coded import SUFFIX, parse_coded
from transcript_rupture.rated.records import (
    STRONG,
    Codes,
    Rated,
    RatedEpisode,
    Rating,
)
from transcript_rupture.segment import segment

Detectors = Mapping[str, Detector]
SESSIONS, LABELS, DIALOGUES = "sessions.jsonl", "labels", "sessions"
INVENTED = "invented"
HIGHEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedTranscript:
    """A transcript with its rating, before any stage has seen it."""

    group: str
    corpus: str
    transcript: Transcript
    rating: Rating = field(repr=False)


def load_rated(folder: Path, *, detectors: Detectors | None = None) -> list[Rated]:
    """Read the rated sessions of a folder and run the detectors on each of them."""
    return [rate(row, detectors=detectors or {}) for row in read_rated(folder)]


def read_rated(folder: Path) -> list[RatedTranscript]:
    """The rated transcripts of a folder, in the order of its files."""
    try:
        if (folder / SESSIONS).exists():
            rows = list(_from_lines(folder))
        else:
            rows = [_from_dialogue(file) for file in sorted(_dialogues(folder))]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReadError(
            "rated sessions could not be read",
            f"give a folder with {SESSIONS} and {LABELS}/, or coded dialogues in "
            f"{DIALOGUES}/",
        ) from error
    if not rows:
        raise ReadError(
            f"the folder {folder.name} is missing or holds no rated sessions",
            f"name one with {SESSIONS} and {LABELS}/, or with coded dialogues",
        )
    names = [row.transcript.session_id for row in rows]
    if len(set(names)) < len(names):
        raise ReadError("two rated sessions have the same id", "rename one of them")
    return rows


def rate(row: RatedTranscript, *, detectors: Detectors) -> Rated:
    """Segment and measure a rated transcript, and run the detectors on it."""
    session = segment(row.transcript)
    measures = measure(session)
    rating = row.rating
    return Rated(
        group=row.group,
        corpus=row.corpus,
        session=session,
        measures=measures,
        evidence=tuple(find_evidence(session, measures, detectors=detectors)),
        codes=tuple(_merged(t.utterances, rating.turns) for t in session.turns),
        near=tuple(
            frozenset().union(*(rating.near.get(u, frozenset()) for u in t.utterances))
            for t in session.turns
        ),
        episodes=rating.episodes,
        disputed=rating.disputed,
        ratings=rating.ratings,
    )


def _merged(utterances: Iterable[str], turns: Mapping[str, Codes]) -> Codes:
    best: dict[str, int] = {}
    for utterance in utterances:
        for code, clarity in turns.get(utterance, {}).items():
            best[code] = max(clarity, best.get(code, 0))
    return best


def _dialogues(folder: Path) -> Iterable[Path]:
    inner = folder / DIALOGUES
    return (inner if inner.is_dir() else folder).glob(f"*{SUFFIX}")


def _from_dialogue(file: Path) -> RatedTranscript:
    """A coded dialogue; its voice, the letter of its name, is its group.

    A header line ``corpus: NAME`` says which part of a corpus it belongs to.
    """
    try:
        found = parse_coded(file.read_text("utf-8"))
    except ReadError as error:
        raise ReadError(f"{file.name}: {error}") from error
    turns = [
        {"id": i, "role": role, "text": text}
        for i, (role, text) in enumerate(found.turns)
    ]
    return RatedTranscript(
        group=f"voice-{file.stem.rstrip('0123456789')}",
        corpus=found.header.get("corpus", INVENTED),
        transcript=_transcript(file.stem, turns),
        rating=found.rating,
    )


def _from_lines(folder: Path) -> Iterator[RatedTranscript]:
    lines = (folder / SESSIONS).read_text("utf-8").split("\n")
    for row in (json.loads(line) for line in lines if line.strip()):
        name = str(row["session"])
        file = folder / LABELS / f"{name}.json"
        if file.exists():
            yield RatedTranscript(
                group=str(row.get("group", name)),
                corpus=str(row.get("corpus", "")),
                transcript=_transcript(name, row["turns"]),
                rating=_rating(json.loads(file.read_text("utf-8")), row["turns"]),
            )


def _rating(labels: Mapping[str, Any], turns: Iterable[Mapping[str, Any]]) -> Rating:
    place = {str(turn["id"]): number for number, turn in enumerate(turns)}
    for row in labels["turns"].values():
        _check(row.values(), most=STRONG)
    # The mean of two raters may lie between two ratings.
    _check(labels.get("ratings", {}).values(), most=HIGHEST)
    return Rating(
        turns=labels["turns"],
        near={k: frozenset(v) for k, v in labels.get("near", {}).items()},
        episodes=tuple(_episodes(labels.get("episodes", ()), place)),
        disputed=tuple(_episodes(labels.get("disputed", ()), place)),
        ratings=labels.get("ratings", {}),
    )


def _episodes(
    rows: Iterable[Mapping[str, Any]], place: Mapping[str, int]
) -> Iterator[RatedEpisode]:
    for row in rows:
        _check([row["intensity"]], most=HIGHEST)
        yield RatedEpisode(
            start=place[str(row["start"])],
            end=place[str(row["end"])],
            type=EpisodeType(row["type"]),
            intensity=int(row["intensity"]),
            resolution=Resolution(row["resolution"]),
        )


def _check(values: Iterable[object], *, most: int) -> None:
    """Each value must be a number from 1 to ``most``; whatever else is no rating."""
    for value in values:
        if not isinstance(value, (int, float)) or not 1 <= value <= most:
            raise ValueError(most)


def _transcript(name: str, turns: Iterable[Mapping[str, Any]]) -> Transcript:
    source = Source(name="rated", format="rated", encoding="utf-8", sha256="0" * 64)
    return Transcript(
        session_id=name, utterances=tuple(_utterances(turns)), source=source
    )


def _utterances(turns: Iterable[Mapping[str, Any]]) -> Iterator[Utterance]:
    for line, turn in enumerate(turns, 1):
        start = turn.get("start")
        yield Utterance(
            id=str(turn["id"]),
            speaker=str(turn["role"]),
            role=Role(turn["role"]),
            text=str(turn["text"]),
            line=line,
            start_ms=None if start is None else round(float(start) * 1000),
        )
