"""The table and the lines at the end of a batch."""

from __future__ import annotations

from pathlib import Path

import pytest

from transcript_rupture.batch import (
    BatchResult,
    EpisodeSummary,
    Problem,
    SessionSummary,
)
from transcript_rupture.cli.outcome import (
    episode_words,
    exit_code,
    problem_lines,
    session_table,
    summary_line,
)


def episode(**changes: object) -> EpisodeSummary:
    return EpisodeSummary(
        **{  # type: ignore[arg-type]  # a builder for tests
            "type": "mixed",
            "level": "major",
            "start_turn": 12,
            "end_turn": 31,
            "resolution": "attempted_unresolved",
            **changes,
        }
    )


def session(name: str, *episodes: EpisodeSummary) -> SessionSummary:
    return SessionSummary(
        id=name, html=f"{name}.html", turns=84, flagged=6, episodes=episodes
    )


def problem(number: int = 1, line: int | None = None) -> Problem:
    return Problem(
        file=f"{number}.txt",
        stage="read",
        code="MalformedFile",
        line=line,
        message="it is torn",
        remedy="export it again",
    )


def test_an_episode_is_told_in_words() -> None:
    told = "mixed major, turns 12-31: repair found, strain remains"
    assert episode_words(episode()) == told
    assert (
        episode_words(episode(end_turn=12, resolution="partly_resolved"))
        == "mixed major, turn 12: seems partly resolved"
    )


def test_the_table_has_a_row_an_episode() -> None:
    calm, strained = session("calm"), session("strained", episode(), episode(type="x"))

    table = session_table(BatchResult(out=Path("out"), sessions=(calm, strained)))

    mixed = "mixed major, turns 12-31: repair found, strain remains"
    assert table.splitlines() == [
        f"session   turns  flagged turns  {'candidate episodes':<{len(mixed)}}  timeline",
        f"calm         84              6  {'none':<{len(mixed)}}  out/calm.html",
        f"strained     84              6  {mixed}  out/strained.html",
        " " * 32 + mixed.replace("mixed", "x"),
    ]


def test_problems_are_told_up_to_what_one_can_read() -> None:
    problems = tuple(problem(n, line=7) for n in range(25))

    lines = list(problem_lines(BatchResult(out=Path("out"), problems=problems)))

    assert len(lines) == 21
    assert lines[0] == "error: 0.txt, line 7: it is torn; export it again"
    assert lines[-1] == "error: 5 more in out/errors.csv"


@pytest.mark.parametrize(
    ("result", "code"),
    [
        (BatchResult(out=Path(), sessions=(session("a"),)), 0),
        (BatchResult(out=Path(), sessions=(session("a"),), failed=1), 1),
        (BatchResult(out=Path(), failed=1), 3),
        (BatchResult(out=Path()), 3),
        (BatchResult(out=Path(), sessions=(session("a"),), interrupted=True), 130),
    ],
)
def test_the_exit_code_tells_how_it_went(result: BatchResult, code: int) -> None:
    assert exit_code(result) == code


def test_the_summary_counts_in_plain_words() -> None:
    result = BatchResult(
        out=Path("out"),
        sessions=(session("a", episode()),),
        files=3,
        failed=1,
        reused=1,
        kept=2,
        other_files=2,
    )

    assert summary_line(result) == (
        "1 session from 3 files; 1 candidate episode for a person to judge; "
        "1 file unchanged; 2 sessions of earlier runs kept; 1 file failed, see errors.csv; "
        "2 files of other kinds left alone; results in out"
    )
