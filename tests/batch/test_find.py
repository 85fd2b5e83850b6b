"""Which files a batch takes: each once, in one order, never its own results."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from batch.material import write
from transcript_rupture.batch.find import find_files
from transcript_rupture.batch.records import Problem, SourceFile


def names(places: list[str], **options: Path) -> list[str]:
    return [file.name for file in find_files(places, **options).files]


def test_a_folder_is_searched_in_depth_and_sorted(tmp_path: Path) -> None:
    write(tmp_path, b="x", a="x")
    write(tmp_path / "later", c="x")

    assert names([str(tmp_path)]) == ["a.txt", "b.txt", "later/c.txt"]


def test_the_order_does_not_depend_on_the_order_of_the_arguments(
    tmp_path: Path,
) -> None:
    write(tmp_path, b="x", a="x")
    first, second = str(tmp_path / "a.txt"), str(tmp_path / "b.txt")

    assert names([second, first]) == names([first, second]) == ["a.txt", "b.txt"]


def test_a_file_named_twice_is_taken_once(tmp_path: Path) -> None:
    write(tmp_path, a="x")

    assert names([str(tmp_path), str(tmp_path / "a.txt")]) == ["a.txt"]


def test_hidden_files_and_other_kinds_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path, a="x")
    for name in (".hidden.txt", "README.md", "notes.docx", "s.timeline.json"):
        (tmp_path / name).write_text("x")

    found = find_files([str(tmp_path)])

    assert [file.name for file in found.files] == ["a.txt"]
    assert found.other_files == 2


def test_a_file_named_outright_is_taken_whatever_its_kind(tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_text("x")

    assert names([str(tmp_path / "notes.docx")]) == ["notes.docx"]


def test_results_of_this_and_of_earlier_runs_are_no_transcripts(tmp_path: Path) -> None:
    write(tmp_path, a="x")
    write(tmp_path / "out", turns="x")
    earlier = write(tmp_path / "earlier", turns="x")
    for name in ("manifest.jsonl", "run.json"):
        (earlier / name).write_text("{}")

    assert names([str(tmp_path)], out=tmp_path / "out") == ["a.txt"]


def test_a_pattern_that_the_shell_left_is_expanded(tmp_path: Path) -> None:
    write(tmp_path, a="x", b="x", c1="x")

    assert names([str(tmp_path / "[ab].txt")]) == ["a.txt", "b.txt"]


def test_files_of_the_same_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    write(tmp_path / "monday", a="x", b="x")
    write(tmp_path / "tuesday", a="x")

    found = names([str(tmp_path / "monday"), str(tmp_path / "tuesday")])

    assert found == ["b.txt", "monday/a.txt", "tuesday/a.txt"]


def test_what_is_not_there_is_a_problem_and_stops_nothing(tmp_path: Path) -> None:
    write(tmp_path, a="x")

    found = find_files([str(tmp_path / "gone.txt"), str(tmp_path)])

    assert [file.name for file in found.files] == ["a.txt"]
    assert found.problems == [
        Problem(
            file="gone.txt",
            stage="read",
            code="UnreadableFile",
            line=None,
            message="there is no such file",
            remedy="check the path",
        )
    ]


def test_a_path_that_no_system_knows_is_a_problem() -> None:
    (problem,) = find_files(["a\0b"]).problems

    assert problem.message == "there is no such file"


def test_a_folder_that_may_not_be_opened_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, a="x")
    write(tmp_path / "closed", b="x")
    scan = os.scandir

    def refuse(place: str) -> Iterator[os.DirEntry[str]]:
        if str(place).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(place))
        return scan(place)

    monkeypatch.setattr(os, "scandir", refuse)

    found = find_files([str(tmp_path)])

    assert [file.name for file in found.files] == ["a.txt"]
    assert [(p.file, p.message) for p in found.problems] == [
        ("closed", "the folder cannot be opened")
    ]


def test_a_dash_is_the_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"T: Hello.")))

    assert find_files(["-"]).files == [SourceFile("stdin", None, b"T: Hello.")]
