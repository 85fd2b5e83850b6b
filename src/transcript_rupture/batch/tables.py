"""The tables of a batch, written row by row and shown only when whole."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from transcript_rupture.batch.records import Problem
from transcript_rupture.batch.render import error_line, table_header

ERRORS = "errors"
NAMES = ("sessions", "turns", "markers", "episodes", ERRORS)


class Tables:
    """Takes rows in order; memory stays flat over thousands of sessions."""

    def __init__(self, out: Path, partial: Path, *, text: bool, bom: bool) -> None:
        self._out, self._partial = out, partial
        self._files: dict[str, TextIO] = {}
        for name in NAMES:
            self._files[name] = self._path(name).open("w", encoding="utf-8", newline="")
            self._files[name].write(table_header(name, text=text, bom=bom))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in self._files.values():
            file.close()

    def add(self, session: Mapping[str, str]) -> None:
        """Append a session's rows to every table."""
        for name, rows in session.items():
            self._files[name].write(rows)

    def refuse(self, problem: Problem) -> None:
        """Append a line to ``errors.csv``."""
        self._files[ERRORS].write(error_line(problem))

    def publish(self) -> None:
        """Put the tables into the folder, each in one step."""
        for name, file in self._files.items():
            file.flush()
            os.fsync(file.fileno())
            file.close()
            self._path(name).replace(self._out / f"{name}.csv")

    def _path(self, name: str) -> Path:
        return self._partial / f"{name}.csv"
