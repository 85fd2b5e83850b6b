"""Rated sessions: turns that people or other raters have coded.

Sessions come as JSON Lines (``session``, ``group``, ``turns`` with ``id``, ``role``,
``text`` and, where known, ``start`` in seconds); labels as one JSON file a session
(``turns``: utterance id to code to clarity 1 possible, 2 clear, 3 strong; ``episodes``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from transcript_rupture.codebook import family_of
from transcript_rupture.domain import (
    Detector,
    Evidence,
    Family,
    Role,
    Session,
    Source,
    Transcript,
    TurnMeasures,
    Utterance,
)
from transcript_rupture.errors import ReadError
from transcript_rupture.measure import measure
from transcript_rupture.pipeline import find_evidence
from transcript_rupture.segment import segment

CLEAR = 2
Detectors = Mapping[str, Detector]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """A session, what the detectors found in it, and what its rater saw.

    ``gold`` holds per family the best clarity (0 to 3) of each turn.
    """

    group: str
    session: Session
    measures: tuple[TurnMeasures, ...] = field(repr=False)
    evidence: tuple[Evidence, ...] = field(repr=False)
    gold: Mapping[Family, tuple[int, ...]] = field(repr=False)

    def labels(self, family: Family, role: Role) -> Iterator[tuple[int, int]]:
        """Turn and label (1 clear, 0 nothing) of one side; possible codes left out."""
        for turn in self.session.turns:
            clarity = self.gold[family][turn.index]
            if turn.role is role and clarity != 1:
                yield turn.index, int(clarity >= CLEAR)


def load_rated(sessions: Path, labels: Path, *, detectors: Detectors) -> list[Rated]:
    """Read rated sessions and run the detectors on each of them."""
    try:
        lines = sessions.read_text("utf-8").split("\n")
        rows = [json.loads(line) for line in lines if line.strip()]
        pairs = [(row, _labels(labels, str(row["session"]))) for row in rows]
    except (OSError, ValueError, KeyError) as error:
        raise ReadError(
            "rated sessions could not be read",
            "give a JSON Lines file of sessions and a folder of label files",
        ) from error
    return [_rated(row, codes, detectors) for row, codes in pairs if codes is not None]


def _labels(folder: Path, session: str) -> Mapping[str, Mapping[str, int]] | None:
    file = folder / f"{session}.json"
    if not file.exists():
        return None
    turns: Mapping[str, Mapping[str, int]] = json.loads(file.read_text("utf-8"))[
        "turns"
    ]
    return turns


def _rated(
    row: Mapping[str, Any], codes: Mapping[str, Mapping[str, int]], detectors: Detectors
) -> Rated:
    session = segment(_transcript(row))
    measures = measure(session)
    return Rated(
        group=str(row.get("group", row["session"])),
        session=session,
        measures=measures,
        evidence=tuple(find_evidence(session, measures, detectors=detectors)),
        gold={family: _gold(session, codes, family) for family in Family},
    )


def _transcript(row: Mapping[str, Any]) -> Transcript:
    source = Source(name="rated", format="rated", encoding="utf-8", sha256="0" * 64)
    return Transcript(
        session_id=str(row["session"]),
        utterances=tuple(_utterances(row["turns"])),
        source=source,
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


def _gold(
    session: Session, codes: Mapping[str, Mapping[str, int]], family: Family
) -> tuple[int, ...]:
    return tuple(
        max(
            (
                clarity
                for utterance in turn.utterances
                for code, clarity in codes.get(utterance, {}).items()
                if family_of(code) is family
            ),
            default=0,
        )
        for turn in session.turns
    )
