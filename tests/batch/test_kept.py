"""A run over some of the files: tables, manifest and folder go on to agree."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from batch.material import contents, table, talk, write
from batch.outcome import ONE, ids, lines, run, statuses
from transcript_rupture.batch import FileDone, Options

SOME = {"a": talk(), "b": talk(4), "bad": "", "Z": talk(2)}


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """Four files that were read once, one of them in vain, and the results."""
    source, out = write(tmp_path / "in", **SOME), tmp_path / "out"
    (source / "many.csv").write_text(table(2))
    run(source, out)
    return source, out


def tabled(out: Path) -> list[str]:
    return [line.split(",")[0] for line in lines(out, "sessions.csv")[1:]]


def recorded(out: Path) -> Any:
    return json.loads((out / "run.json").read_text("utf-8"))["counts"]


def all_but_counts(out: Path) -> dict[str, bytes]:
    return {name: data for name, data in contents(out).items() if name != "run.json"}


@pytest.mark.parametrize("options", [ONE, replace(ONE, resume=False), Options(jobs=2)])
@pytest.mark.parametrize("name", ["a.txt", "bad.txt", "many.csv", "Z.txt"])
def test_a_run_over_one_file_leaves_everything_else_as_it_was(
    places: tuple[Path, Path], name: str, options: Options
) -> None:
    source, out = places
    before, counted = all_but_counts(out), recorded(out)

    result = run(source / name, out, options)

    assert all_but_counts(out) == before
    assert recorded(out) == {**counted, "kept_sessions": result.kept}
    assert result.kept == 5 - len(result.sessions)


def test_tables_hold_new_and_kept_sessions_in_one_order(
    places: tuple[Path, Path],
) -> None:
    source, out = places
    write(source, aa=talk(1))

    result = run(source / "aa.txt", out)

    assert (ids(result), result.kept) == (["aa"], 5)
    assert tabled(out) == ["a", "aa", "b", "S0", "S1", "Z"]
    assert recorded(out)["sessions"] == 6
    assert recorded(out)["kept_sessions"] == 5


def test_a_source_that_is_gone_keeps_its_session(places: tuple[Path, Path]) -> None:
    source, out = places
    (source / "b.txt").unlink()

    result = run(source, out)

    assert (ids(result), result.kept) == (["a", "S0", "S1", "Z"], 1)
    assert tabled(out) == ["a", "b", "S0", "S1", "Z"]
    assert "b.txt" in statuses(out)


@pytest.mark.parametrize(
    "damage",
    [
        lambda out: (out / "b.html").unlink(),
        lambda out: (out / "b.timeline.json").write_text("{}"),
    ],
)
def test_what_is_no_longer_whole_is_in_no_table_and_not_in_the_manifest(
    places: tuple[Path, Path], damage: Callable[[Path], object]
) -> None:
    source, out = places
    damage(out)

    result = run(source / "a.txt", out)

    assert result.kept == 3
    assert tabled(out) == ["a", "S0", "S1", "Z"]
    assert "b.txt" not in statuses(out)


def test_a_run_that_was_stopped_keeps_what_it_did_not_reach(
    places: tuple[Path, Path],
) -> None:
    source, out = places
    before = all_but_counts(out)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    result = run(source, out, replace(ONE, resume=False), watch=interrupt)

    assert result.interrupted
    assert (ids(result), result.kept) == (["a"], 4)
    assert all_but_counts(out) == before


@pytest.mark.parametrize("resume", [True, False])
def test_a_run_over_another_file_overwrites_nothing(
    tmp_path: Path,
    resume: bool,  # noqa: FBT001  # a parameter of the test
) -> None:
    out = tmp_path / "out"
    monday, tuesday = write(tmp_path / "monday"), write(tmp_path / "tuesday")
    (monday / "m.csv").write_text(table(1))
    (tuesday / "t.csv").write_text(table(2))
    run(monday, out)
    first = (out / "S0.timeline.json").read_bytes()

    result = run(tuesday, out, replace(ONE, resume=resume))

    assert ids(result) == ["S0-2", "S1"]
    assert (out / "S0.timeline.json").read_bytes() == first
    assert tabled(out) == ["S0", "S0-2", "S1"]
    assert set(statuses(out)) == {"m.csv", "t.csv"}
    assert run(monday, out).reused == run(tuesday, out).reused == 1


def test_a_stop_and_a_second_run_end_with_the_bytes_of_one_run(
    places: tuple[Path, Path],
) -> None:
    source, out = places
    straight = contents(out)
    stopped: list[FileDone] = []

    def interrupt(done: FileDone, _: int) -> None:
        stopped.append(done)
        if len(stopped) == 2:
            raise KeyboardInterrupt

    again = out.parent / "again"
    run(source, again, watch=interrupt)
    run(source, again, Options(jobs=2))

    assert contents(again) == straight
