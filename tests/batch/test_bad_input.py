"""Bad files, defects, full disks: one line each, never a word that was said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from batch.material import SENTINEL, contents, table, talk, write
from batch.outcome import ONE, ids, lines, run, statuses
from transcript_rupture.batch import Problem, Recipe, run_batch
from transcript_rupture.batch.render import error_line
from transcript_rupture.errors import MalformedFileError, SettingsError, WriteError


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """A folder with two sessions, and where to put the results."""
    return write(tmp_path / "in", a=talk(), b=talk(4)), tmp_path / "out"


BAD = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 40,
    "one_speaker.txt": b"T: Hello.\nT: Are you there?\n" * 5,
    "one_line.txt": b"T: " + b"word " * 2_000_000,
    "torn.json": b'{"segments": [{"start": 0.0, "text": "' + SENTINEL.encode(),
    "archive.txt": b"PK\x03\x04" + SENTINEL.encode(),
}


def test_bad_files_are_a_line_each_and_the_rest_is_done(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in", good=talk()), tmp_path / "out"
    (source / "utf16.txt").write_bytes(talk().encode("utf-16"))
    for name, data in BAD.items():
        (source / name).write_bytes(data)

    result = run(source, out)

    assert ids(result) == ["good", "utf16"]
    assert result.failed == len(BAD)
    errors = [line.split(",")[:3] for line in lines(out, "errors.csv")]
    assert errors == [
        ["file", "stage", "code"],
        ["archive.txt", "read", "UnsupportedFormat"],
        ["binary.txt", "read", "UnreadableFile"],
        ["empty.txt", "read", "EmptyTranscript"],
        ["one_line.txt", "read", "UnknownFormat"],
        ["one_speaker.txt", "segment", "Segment"],
        ["torn.json", "read", "MalformedFile"],
    ]
    assert statuses(out)["empty.txt"] == "failed"


def test_times_that_run_backwards_are_a_warning_and_the_session_is_done(
    tmp_path: Path,
) -> None:
    text = "".join(
        f"[00:{59 - n:02}:00] {line}\n" for n, line in enumerate(talk().splitlines())
    )
    source, out = write(tmp_path / "in", back=text), tmp_path / "out"

    result = run(source, out)

    assert (ids(result), result.failed) == (["back"], 0)
    assert any("backwards-time" in line for line in lines(out, "errors.csv"))


def test_a_file_that_may_not_be_read_is_a_line(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = places

    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.parent == source:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = run(source, out)

    assert [problem.code for problem in result.problems] == ["UnreadableFile"] * 2
    assert str(source) not in (out / "errors.csv").read_text("utf-8")


def test_a_defect_is_one_line_without_a_word_of_the_session(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, out = places
    traces: list[str] = []

    def break_down(*_: object, **__: object) -> None:
        raise LookupError(SENTINEL)

    monkeypatch.setattr("transcript_rupture.batch.job.render_timeline", break_down)
    result = run(source, out, watch=lambda done, _: traces.append(done.trace))

    assert [(p.code, p.message) for p in result.problems] == [
        ("Unexpected", "unexpected LookupError")
    ] * 2
    assert "break_down" in traces[0]
    assert SENTINEL not in "".join(traces) + str(contents(out))


def test_a_defect_in_reading_is_one_line_too(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise ZeroDivisionError(SENTINEL)

    monkeypatch.setattr("transcript_rupture.batch.sources.read_file", break_down)
    result = run(*places)

    assert [(p.stage, p.message) for p in result.problems] == [
        ("read", "unexpected ZeroDivisionError")
    ] * 2


def test_a_full_disk_is_said_so(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("transcript_rupture.batch.tables.Tables.publish", refuse)

    with pytest.raises(WriteError, match="No space left on device"):
        run(*places)


def test_one_bad_session_of_a_file_leaves_the_others(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in"), tmp_path / "out"
    alone = 'S9,T,"Is anybody there?"\n' * 3
    (source / "many.csv").write_text(table(2) + alone)

    result = run(source, out)

    assert ids(result) == ["S0", "S1"]
    assert [problem.file for problem in result.problems] == ["many.csv#3"]
    assert statuses(out) == {"many.csv": "partial"}
    assert run(source, out).reused == 0


def test_fail_fast_stops_at_the_first_failure(tmp_path: Path) -> None:
    source = write(tmp_path / "in", a=talk(), b="", c=talk())

    result = run(source, tmp_path / "out", replace(ONE, fail_fast=True))

    assert (ids(result), result.failed) == (["a"], 1)
    assert statuses(tmp_path / "out") == {"a.txt": "done", "b.txt": "failed"}


def test_a_wrong_setting_stops_before_anything_is_written(
    places: tuple[Path, Path],
) -> None:
    source, out = places

    with pytest.raises(SettingsError):
        run(source, out, replace(ONE, recipe=Recipe(format="telegraph")))

    assert not out.exists()


def test_an_output_folder_that_cannot_be_made_is_said_so(
    places: tuple[Path, Path],
) -> None:
    source, _ = places

    with pytest.raises(WriteError, match="output folder"):
        run(source, source / "a.txt")


def test_fail_fast_stops_before_the_first_file_if_a_place_is_not_there(
    tmp_path: Path,
) -> None:
    out = tmp_path / "out"
    write(tmp_path / "in", a=talk())
    places = [str(tmp_path / name) for name in ("nothere.txt", "in", "gone.txt")]

    result = run_batch(places, out, replace(ONE, fail_fast=True))

    assert [problem.file for problem in result.problems] == ["nothere.txt"]
    assert (ids(result), result.failed, statuses(out)) == ([], 1, {})
    assert len(lines(out, "errors.csv")) == 2


def test_a_problem_is_a_line_of_the_errors() -> None:
    error = MalformedFileError("a cue without a time", "correct it, please", line=7)

    line = error_line(Problem.of(error, file="a.vtt"))

    assert line.splitlines() == [
        'a.vtt,read,MalformedFile,7,a cue without a time,"correct it, please"'
    ]


SPOKEN = (
    f"I put the {SENTINEL} away last week",
    "x" * 61,
    f"{SENTINEL} " + "word " * 40,
)


@pytest.mark.parametrize("spoken", SPOKEN)
def test_speech_taken_for_a_session_name_gets_a_number_and_a_warning(
    tmp_path: Path, spoken: str
) -> None:
    source, out = write(tmp_path / "in"), tmp_path / "out"
    (source / "m.csv").write_text(table(2).replace("S1", spoken))

    result = run(source, out)

    assert ids(result) == ["S0", "m-2"]
    assert {name for name in contents(out) if name.endswith(".html")} == {
        "S0.html",
        "m-2.html",
    }
    assert [row.split(",")[:3] for row in lines(out, "errors.csv")[1:]] == [
        ["m.csv", "read", "session-id-too-long"]
    ]
    for name in ("errors.csv", "manifest.jsonl", "run.json", "sessions.csv"):
        assert spoken.strip() not in (out / name).read_text("utf-8")


def test_a_session_of_speech_that_fails_is_told_by_its_number(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in"), tmp_path / "out"
    alone = f'{SENTINEL},T,"Is anybody there?"\n' * 3
    (source / "m.csv").write_text(table(1) + alone)

    result = run(source, out)

    assert [problem.file for problem in result.problems] == ["m.csv#2"]
    for name in ("errors.csv", "manifest.jsonl", "run.json"):
        assert SENTINEL not in (out / name).read_text("utf-8")


def test_a_long_file_name_names_its_session_all_the_same(tmp_path: Path) -> None:
    name = "second session of the group in the spring of that long year, recording two"
    source = write(tmp_path / "in", **{name: talk()})

    result = run(source, tmp_path / "out")

    assert (ids(result), result.warnings) == ([name], 0)
