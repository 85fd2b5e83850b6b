"""The batch as a whole: files in, whole results out, whatever happens between."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from batch.material import SENTINEL, contents, table, talk, write
from batch.outcome import ONE, ids, lines, run
from transcript_rupture.batch import Options, Recipe

TABLES = {f"{name}.csv" for name in "sessions turns markers episodes errors".split()}
RECORDS = {"manifest.jsonl", "run.json"}


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """A folder with two sessions, and where to put the results."""
    return write(tmp_path / "in", a=talk(), b=talk(4)), tmp_path / "out"


def test_a_batch_leaves_two_files_a_session_and_the_tables(
    places: tuple[Path, Path],
) -> None:
    source, out = places

    result = run(source, out)

    assert ids(result) == ["a", "b"]
    assert (result.files, result.failed, result.reused) == (2, 0, 0)
    sessions = {f"{s}.{kind}" for s in "ab" for kind in ("timeline.json", "html")}
    assert set(contents(out)) == sessions | TABLES | RECORDS
    assert [line.split(",")[0] for line in lines(out, "sessions.csv")] == [
        "session",
        "a",
        "b",
    ]


def test_the_summary_tells_what_the_timeline_holds(places: tuple[Path, Path]) -> None:
    source, out = places

    summary = run(source, out).sessions[0]

    timeline = json.loads((out / "a.timeline.json").read_text("utf-8"))
    assert summary.turns == len(timeline["turns"])
    flagged = {m["turn"] for m in timeline["markers"] if m["flagged"]}
    assert summary.flagged == len(flagged)
    assert [(e.start_turn, e.end_turn) for e in summary.episodes] == [
        (e["start_turn"], e["end_turn"]) for e in timeline["episodes"]
    ]


@pytest.mark.slow
def test_the_bytes_do_not_depend_on_the_number_of_jobs(tmp_path: Path) -> None:
    source = write(tmp_path / "in", a=talk(), b=talk(4), bad="", c=talk(2))
    write(source / "sub", a=talk(5))
    (source / "many.csv").write_text(table(3))

    run(source, tmp_path / "one")
    run(source, tmp_path / "two", Options(jobs=2))

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_sessions_of_the_same_name_get_numbers_and_say_so(tmp_path: Path) -> None:
    source = write(tmp_path / "in", a=talk())
    write(source / "sub", a=talk(4))
    (source / "own.csv").write_text(table(1).replace("S0", "a"))

    result = run(source, tmp_path / "out")

    assert ids(result) == ["a", "a-2", "a-3"]
    again = json.loads((tmp_path / "out" / "a-3.timeline.json").read_text("utf-8"))
    assert again["session"]["id"] == "a-3"
    assert "renamed-session" in [notice["code"] for notice in again["notices"]]
    assert run(source, tmp_path / "out").reused == 3


def test_several_sessions_in_one_file_are_several_sessions(tmp_path: Path) -> None:
    source = write(tmp_path / "in")
    (source / "many.csv").write_text(table(3))

    assert ids(run(source, tmp_path / "out")) == ["S0", "S1", "S2"]


def test_without_text_nothing_that_was_said_is_written(
    places: tuple[Path, Path],
) -> None:
    source, out = places

    run(source, out, replace(ONE, recipe=Recipe(text=False)))

    said = [words for line in talk().splitlines() for words in [line[3:]]]
    everything = b"".join(contents(out).values()).decode()
    assert [words for words in said if words in everything] == []
    assert "text" not in lines(out, "turns.csv")[0].split(",")
    assert run(source, out, replace(ONE, recipe=Recipe(text=False))).reused == 2


def test_what_was_said_stands_only_in_timelines_and_tables(
    places: tuple[Path, Path],
) -> None:
    source, out = places

    run(source, out)

    files = contents(out)
    holding = {name for name, data in files.items() if SENTINEL.encode() in data}
    assert holding <= {"a.timeline.json", "a.html", "b.timeline.json", "b.html"} | {
        "turns.csv",
        "markers.csv",
    }
    assert "a.timeline.json" in holding


def test_no_result_tells_where_it_was_made(places: tuple[Path, Path]) -> None:
    source, out = places

    run(source, out)

    made_in = str(source.parent).encode()
    assert [n for n, data in contents(out).items() if made_in in data] == []


def test_a_limit_takes_the_first_files(places: tuple[Path, Path]) -> None:
    source, out = places

    assert ids(run(source, out, replace(ONE, limit=1))) == ["a"]


def test_nothing_to_do_writes_nothing(tmp_path: Path) -> None:
    result = run(write(tmp_path / "in"), tmp_path / "out")

    assert result.files == 0
    assert not (tmp_path / "out").exists()


def test_without_the_mark_tables_are_plain_utf8(places: tuple[Path, Path]) -> None:
    source, out = places

    run(source, out)
    marked = (out / "turns.csv").read_bytes()
    run(source, out, replace(ONE, bom=False))

    assert marked == b"\xef\xbb\xbf" + (out / "turns.csv").read_bytes()


def test_own_rules_take_part(places: tuple[Path, Path]) -> None:
    source, out = places
    rule = (
        '[[rule]]\nid = "OWN1"\ncode = "complaint_about_therapist"\nwhy = "a test"\n'
        f'phrases = ["{SENTINEL}"]\nfires_on = ["{SENTINEL}"]\n'
    )

    run(source, out, replace(ONE, recipe=Recipe(rule_texts=(rule,))))

    assert b"rule:OWN1" in (out / "a.timeline.json").read_bytes()
