"""Which files are meant: files, folders, globs and the standard input, in order."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from transcript_rupture.batch.naming import by_name
from transcript_rupture.batch.records import Problem, SourceFile
from transcript_rupture.errors import UnreadableFileError
from transcript_rupture.read import FORMATS

# ``.md`` is left out: in a folder it is a README more often than a session.
KNOWN = frozenset(e for known in FORMATS for e in known.extensions) - {".md"}
OUTPUTS = ("manifest.jsonl", "run.json")
STDIN, STDIN_MARK = "stdin", "-"


@dataclass(slots=True)
class Found:
    """The files to read in a fixed order, what was wrong, how many were passed over."""

    files: list[SourceFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    other_files: int = 0


def find_files(places: Sequence[str], *, out: Path | None = None) -> Found:
    """Everything the places name, each file once, sorted by name."""
    found = Found()
    named: dict[Path, str] = {}
    for place in places:
        if place == STDIN_MARK:
            continue
        for path, name in _expand(place, found, out):
            named.setdefault(path.resolve(), name)
    names = _distinct(named)
    found.files = [SourceFile(names[path], path) for path in named]
    if STDIN_MARK in places:
        found.files.append(SourceFile(STDIN, None, sys.stdin.buffer.read()))
    found.files.sort(key=lambda file: by_name(file.name))
    return found


def _expand(place: str, found: Found, out: Path | None) -> Iterator[tuple[Path, str]]:
    path = Path(place)
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except (OSError, ValueError):
        is_folder = exists = False
    if is_folder:
        yield from _walk(path, found, out)
    elif exists:
        yield path, path.name
    elif matches := _matches(place):
        for match in matches:
            yield from _expand(match, found, out)
    else:
        missing = UnreadableFileError("there is no such file", "check the path")
        found.problems.append(Problem.of(missing, file=path.name or place))


def _matches(place: str) -> list[str]:
    """What a pattern stands for, where the shell has left it as it is."""
    if not glob.has_magic(place):
        return []
    return sorted(glob.glob(place, recursive=True))  # noqa: PTH207  # Path.glob takes no absolute pattern


def _walk(folder: Path, found: Found, out: Path | None) -> Iterator[tuple[Path, str]]:
    def refused(error: OSError) -> None:
        closed = UnreadableFileError(
            "the folder cannot be opened", "ask for the right to read it"
        )
        name = Path(error.filename or folder)
        found.problems.append(Problem.of(closed, file=_relative(name, folder)))

    own = out.resolve() if out is not None else None
    for here, folders, names in os.walk(folder, onerror=refused):
        folders[:] = [] if _is_output(names) else sorted(_visible(folders))
        folders[:] = [name for name in folders if Path(here, name).resolve() != own]
        if _is_output(names) or Path(here).resolve() == own:
            continue
        for name in sorted(_visible(names)):
            if Path(name).suffix.lower() in KNOWN:
                yield Path(here, name), _relative(Path(here, name), folder)
            else:
                found.other_files += 1


def _visible(names: Iterable[str]) -> Iterator[str]:
    """Neither hidden files nor what this or an earlier run wrote."""
    return (n for n in names if not n.startswith(".") and ".timeline." not in n)


def _is_output(names: Sequence[str]) -> bool:
    return all(name in names for name in OUTPUTS)


def _relative(path: Path, folder: Path) -> str:
    name = path.relative_to(folder).as_posix()
    return folder.resolve().name if name == "." else name


def _distinct(named: dict[Path, str]) -> dict[Path, str]:
    """Names that two files share get their folders in front, as many as it takes."""
    names = dict(named)
    while clashing := _shared(names):
        for path in clashing:
            depth = names[path].count("/") + 2
            names[path] = "/".join(path.parts[-depth:])
    return names


def _shared(names: dict[Path, str]) -> list[Path]:
    seen: dict[str, list[Path]] = {}
    for path, name in names.items():
        seen.setdefault(name, []).append(path)
    return [path for paths in seen.values() if len(paths) > 1 for path in paths]
