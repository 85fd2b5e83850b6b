"""A progress bar on stderr for people, nothing for pipes and logs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

from transcript_rupture.cli.failing import say

if TYPE_CHECKING:
    from transcript_rupture.batch import FileDone

    Watch = Callable[[FileDone, int], None]


@contextmanager
def watching(*, quiet: bool, verbose: bool) -> Iterator[Watch | None]:
    """Something to tell of each finished file; nobody listens when quiet."""
    if quiet:
        yield None
    elif verbose:
        yield _tell
    elif is_for_people():
        with _bar() as bar:
            task = bar.add_task("analyzing", total=None)
            yield lambda _, total: bar.update(task, total=total, advance=1)
    else:
        yield None


def is_for_people() -> bool:
    """Whether stderr is a terminal."""
    return sys.stderr.isatty()


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _tell(done: FileDone, total: int) -> None:
    status = "unchanged" if done.reused else done.status
    say(f"{done.task.number + 1}/{total} {done.task.file.name}: {status}")
    if done.trace:
        say(done.trace.rstrip())
