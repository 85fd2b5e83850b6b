"""What a run finished, set aside until the tables are put together."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from transcript_rupture.batch.records import FileDone, Problem


@dataclass(frozen=True, slots=True)
class Share:
    """What one session adds to the tables: its rows and its doubts."""

    rows: Mapping[str, str] = field(repr=False)
    warnings: tuple[Problem, ...] = ()


class Spool:
    """Keeps the rows of finished files on disk; memory stays flat over thousands."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers: dict[str, int] = {}

    def keep(self, done: FileDone) -> None:
        """Set a file's rows aside."""
        plain = [
            [dict(session.rows), [asdict(doubt) for doubt in session.warnings]]
            for session in done.sessions
        ]
        self._path(done.task.number).write_text(json.dumps(plain), "utf-8")
        self._numbers[done.task.file.name] = done.task.number

    def __contains__(self, name: str) -> bool:
        return name in self._numbers

    def take(self, name: str) -> Iterator[Share]:
        """What a file's sessions add to the tables, in order."""
        plain = json.loads(self._path(self._numbers[name]).read_text("utf-8"))
        for rows, warnings in plain:
            yield Share(rows, tuple(Problem(**doubt) for doubt in warnings))

    def _path(self, number: int) -> Path:
        return self._folder / f"{number}.rows"
