"""What a program found: timelines made now, or read from a folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from transcript_rupture.codec import from_dict
from transcript_rupture.domain import Timeline
from transcript_rupture.errors import ReadError
from transcript_rupture.pipeline import Analyzer
from transcript_rupture.rated import RatedTranscript

ENDING = ".timeline.json"


def analyze_rated(
    rows: Iterable[RatedTranscript], analyzer: Analyzer
) -> dict[str, Timeline]:
    """A timeline of each rated session, by session id."""
    return {row.transcript.session_id: analyzer(row.transcript) for row in rows}


def read_timelines(folder: Path) -> dict[str, Timeline]:
    """The timelines that ``analyze`` wrote into a folder, by session id."""
    found = {t.session.id: t for t in map(_read, _files(folder))}
    if not found:
        raise ReadError(
            f"{folder} holds no timelines", f"name a folder with *{ENDING} files"
        )
    return found


def missing_sessions(
    rows: Iterable[RatedTranscript], found: Mapping[str, Timeline]
) -> tuple[str, ...]:
    """Rated sessions for which there is no timeline."""
    names = [row.transcript.session_id for row in rows]
    return tuple(name for name in names if name not in found)


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.glob(f"*{ENDING}"))


def _read(file: Path) -> Timeline:
    try:
        data = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ReadError(
            f"{file.name} cannot be read", "write it again with `analyze`"
        ) from error
    return from_dict(data)
