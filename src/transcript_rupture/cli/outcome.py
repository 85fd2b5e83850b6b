"""What a batch came to: a table, the problems, one line, one exit code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from transcript_rupture.cli.columns import aligned
from transcript_rupture.cli.failing import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from transcript_rupture.batch import (
        BatchResult,
        EpisodeSummary,
        Problem,
        SessionSummary,
    )

HEAD = ["session", "turns", "flagged turns", "candidate episodes", "timeline"]
NUMBERS = frozenset({1, 2})
MOST_PROBLEMS = 20


def session_table(result: BatchResult) -> str:
    """Sessions with their candidate episodes, and where the timelines are."""
    if not result.sessions:
        return ""
    rows = [row for s in result.sessions for row in _rows(s, result.out)]
    return aligned([HEAD, *rows], right=NUMBERS) + "\n"


def episode_words(episode: EpisodeSummary) -> str:
    """An episode in words: which way, how much, which turns, how it ended."""
    first, last = episode.start_turn, episode.end_turn
    turns = f"turn {first}" if first == last else f"turns {first}-{last}"
    end = ENDINGS.get(episode.resolution, episode.resolution)
    return f"{episode.type} {episode.level}, {turns}: {end}"


ENDINGS = {
    "not_attempted": "no repair found",
    "attempted_unresolved": "repair found, strain remains",
    "partly_resolved": "seems partly resolved",
    "resolved": "seems resolved",
    "unclear": "ending unclear",
}


def problem_lines(result: BatchResult) -> Iterator[str]:
    """One line for each problem, up to what one can read."""
    for problem in result.problems[:MOST_PROBLEMS]:
        yield f"error: {problem_words(problem)}"
    if more := result.problems[MOST_PROBLEMS:]:
        yield f"error: {len(more)} more in {result.out / 'errors.csv'}"


def problem_words(problem: Problem) -> str:
    """A problem in one line: file, line, what, remedy."""
    where = f"{problem.file}, line {problem.line}" if problem.line else problem.file
    remedy = f"; {problem.remedy}" if problem.remedy else ""
    return f"{where}: {problem.message}{remedy}"


def summary_line(result: BatchResult) -> str:
    """The whole batch in one line."""
    return "; ".join(_facts(result))


def exit_code(result: BatchResult) -> ExitCode:
    """What the shell is told about a batch."""
    if result.interrupted:
        return ExitCode.INTERRUPTED
    if not result.sessions:
        return ExitCode.NOTHING_DONE
    return ExitCode.SOME_FAILED if result.failed else ExitCode.DONE


def _rows(session: SessionSummary, out: Path) -> Iterator[list[str]]:
    words = [episode_words(episode) for episode in session.episodes] or ["none"]
    counts = [str(session.turns), str(session.flagged)]
    yield [session.id, *counts, words[0], str(out / session.html)]
    yield from (["", "", "", word, ""] for word in words[1:])


def _facts(result: BatchResult) -> Iterator[str]:
    if result.interrupted:
        yield "interrupted: run the same command again to go on"
    if not result.files:
        yield "nothing to do: no transcript found"
    else:
        yield f"{_counted(len(result.sessions), 'session')} from {_counted(result.files, 'file')}"
        episodes = sum(len(session.episodes) for session in result.sessions)
        yield f"{_counted(episodes, 'candidate episode')} for a person to judge"
    if result.reused:
        yield f"{_counted(result.reused, 'file')} unchanged"
    if result.kept:
        yield f"{_counted(result.kept, 'session')} of earlier runs kept"
    if result.failed:
        yield f"{_counted(result.failed, 'file')} failed, see errors.csv"
    if result.warnings:
        yield f"{_counted(result.warnings, 'warning')} in errors.csv"
    if result.other_files:
        yield f"{_counted(result.other_files, 'file')} of other kinds left alone"
    if result.files:
        yield f"results in {result.out}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
