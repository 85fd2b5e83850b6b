"""The second run: it does what is new, and ends with the bytes of a first run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from batch.material import contents, table, talk, write
from batch.outcome import ONE, ids, run
from transcript_rupture.batch import FileDone, Recipe
from transcript_rupture.config import LinkSettings, Settings
from transcript_rupture.domain import Role


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """A folder with two sessions, and where to put the results."""
    return write(tmp_path / "in", a=talk(), b=talk(4)), tmp_path / "out"


def test_a_second_run_does_nothing_and_ends_with_the_same_bytes(
    places: tuple[Path, Path],
) -> None:
    source, out = places
    run(source, out)
    before = contents(out)

    result = run(source, out)

    assert (ids(result), result.reused) == (["a", "b"], 2)
    assert contents(out) == before


def test_only_what_changed_is_done_again(places: tuple[Path, Path]) -> None:
    source, out = places
    run(source, out)
    write(source, b=talk(5), c=talk(1))
    seen: dict[str, bool] = {}

    def watch(done: FileDone, _: int) -> None:
        seen[done.task.file.name] = done.reused

    run(source, out, watch=watch)

    assert seen == {"a.txt": True, "b.txt": False, "c.txt": False}


@pytest.mark.parametrize(
    "damage",
    [
        lambda out: (out / "a.html").unlink(),
        lambda out: (out / "a.timeline.json").write_text("{}"),
        lambda out: (out / "manifest.jsonl").unlink(),
        lambda out: (out / "manifest.jsonl").write_text('{"name": "a.txt", "sh'),
    ],
)
def test_damaged_results_are_made_again(
    places: tuple[Path, Path], damage: Callable[[Path], object]
) -> None:
    source, out = places
    run(source, out)
    before = contents(out)
    damage(out)

    run(source, out)

    assert contents(out) == before


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe(text=False),
        Recipe(roles=(("T", Role.CLIENT), ("C", Role.THERAPIST))),
        Recipe(settings=Settings(link=LinkSettings(gap_turns=2))),
    ],
)
def test_what_changes_the_results_makes_everything_new(
    places: tuple[Path, Path], recipe: Recipe
) -> None:
    source, out = places
    run(source, out)

    assert run(source, out, replace(ONE, recipe=recipe)).reused == 0


def test_without_resume_everything_is_done_again(places: tuple[Path, Path]) -> None:
    source, out = places
    run(source, out)
    before = contents(out)

    result = run(source, out, replace(ONE, resume=False))

    assert result.reused == 0
    assert contents(out) == before


def test_results_of_a_session_that_is_gone_are_removed(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in"), tmp_path / "out"
    (source / "many.csv").write_text(table(3))
    run(source, out)
    (source / "many.csv").write_text(table(2))

    run(source, out)

    assert not (out / "S2.html").exists()
    assert (out / "S1.html").exists()
