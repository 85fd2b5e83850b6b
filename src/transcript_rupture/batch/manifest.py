"""The memory of an output folder: one line a source file, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from transcript_rupture.batch.records import Entry, Output, Problem
from transcript_rupture.write import write_text

MANIFEST = "manifest.jsonl"


def load_entries(folder: Path) -> dict[str, Entry]:
    """The last line for each source file; a line torn by a crash is left out."""
    try:
        lines = (folder / MANIFEST).read_bytes().split(b"\n")
    except FileNotFoundError:
        return {}
    entries = [entry for line in lines if (entry := _entry(line)) is not None]
    return {entry.name: entry for entry in entries}


def append_entry(folder: Path, entry: Entry) -> None:
    """Add a line that survives a crash of the machine right after."""
    with (folder / MANIFEST).open("ab") as file:
        # A crash may have torn the line before; this one must not join it.
        if file.tell() and not _ends_with_newline(folder / MANIFEST):
            file.write(b"\n")
        file.write(_line(entry).encode())
        file.flush()
        os.fsync(file.fileno())


def write_entries(folder: Path, entries: Iterable[Entry]) -> None:
    """Replace the manifest by these lines in one step."""
    write_text(folder / MANIFEST, "".join(map(_line, entries)))


def is_intact(folder: Path, output: Output) -> bool:
    """Whether a session's files still hold what was written."""
    return all(
        _is_plain(name) and sha256_of(folder / name) == sha256
        for name, sha256 in output.files
    )


def sha256_of(path: Path) -> str | None:
    """The hash of a file's bytes; nothing if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


def _line(entry: Entry) -> str:
    return json.dumps(entry.as_dict(), ensure_ascii=False, sort_keys=True) + "\n"


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _entry(line: bytes) -> Entry | None:
    try:
        row = json.loads(line)
        return _parse(row) if isinstance(row, dict) else None
    except (ValueError, TypeError, KeyError):
        return None


def _parse(row: Mapping[str, object]) -> Entry:
    outputs, problems = _rows(row["outputs"]), _rows(row["problems"])
    return Entry(
        name=str(row["name"]),
        sha256=_text(row["sha256"]),
        key=_text(row["key"]),
        status=str(row["status"]),
        outputs=tuple(Output(**output) for output in outputs),
        problems=tuple(Problem(**problem) for problem in problems),
    )


def _rows(value: object) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _is_plain(name: str) -> bool:
    """A manifest is a file like others: its names may not lead out of the folder."""
    return Path(name).name == name
