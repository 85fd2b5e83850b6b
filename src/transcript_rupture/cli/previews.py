"""``analyze --dry-run``: how each file would be read, and what would be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import typer

from transcript_rupture.cli.columns import aligned
from transcript_rupture.cli.failing import ExitCode, say
from transcript_rupture.cli.outcome import problem_words

if TYPE_CHECKING:
    from transcript_rupture.batch import Preview, SessionPreview
    from transcript_rupture.domain import Session

HEAD = ["file", "format", "encoding", "session", "speakers", "would write"]


def print_previews(previews: Iterable[Preview]) -> ExitCode:
    """Print a row a session; say what would fail; nothing is written."""
    shown = list(previews)
    rows = [row for preview in shown for row in _rows(preview)]
    if rows:
        typer.echo(aligned([HEAD, *rows]))
    problems = [problem for preview in shown for problem in preview.problems]
    for problem in problems:
        say(f"error: {problem_words(problem)}")
    say(f"dry run: {len(rows)} sessions would be analyzed; nothing was written")
    if not rows:
        return ExitCode.NOTHING_DONE
    return ExitCode.SOME_FAILED if problems else ExitCode.DONE


def _rows(preview: Preview) -> Iterator[list[str]]:
    for shown in preview.sessions:
        if shown.session is not None:
            source = shown.session.source
            yield [
                preview.file,
                source.format,
                source.encoding,
                shown.session.id,
                _speakers(shown.session),
                _files(shown),
            ]


def _speakers(session: Session) -> str:
    return ", ".join(
        f"{speaker.label}={speaker.role.value} ({speaker.confidence:.0%})"
        for speaker in session.speakers
    )


def _files(shown: SessionPreview) -> str:
    return f"{shown.stem}.timeline.json, {shown.stem}.html"
