"""The manifest: what was done survives a crash, and nothing else is believed."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from transcript_rupture.batch.manifest import (
    MANIFEST,
    append_entry,
    is_intact,
    load_entries,
    write_entries,
)
from transcript_rupture.batch.records import Entry, Output, Problem

PROBLEM = Problem(
    file="b.txt", stage="read", code="EmptyTranscript", line=None, message="empty"
)
FAILED = Entry(name="b.txt", sha256="1", key="2", status="failed", problems=(PROBLEM,))


def output(timeline: str = "a.timeline.json", html: str = "a.html") -> Output:
    return Output(
        id="a",
        natural="a",
        timeline=timeline,
        timeline_sha256="0" * 64,
        html=html,
        html_sha256="0" * 64,
    )


DONE = Entry(name="a.txt", sha256="3", key="4", status="done", outputs=(output(),))


def test_what_was_appended_is_read_back(tmp_path: Path) -> None:
    append_entry(tmp_path, DONE)
    append_entry(tmp_path, FAILED)

    assert load_entries(tmp_path) == {"a.txt": DONE, "b.txt": FAILED}


def test_no_manifest_means_nothing_was_done(tmp_path: Path) -> None:
    assert load_entries(tmp_path) == {}


def test_the_last_line_about_a_file_counts(tmp_path: Path) -> None:
    again = Entry(name="b.txt", sha256="9", key="9", status="done")

    write_entries(tmp_path, [FAILED, DONE])
    append_entry(tmp_path, again)

    assert load_entries(tmp_path)["b.txt"] == again


@given(st.integers(min_value=1, max_value=100))
def test_a_torn_last_line_is_ignored_and_the_next_line_is_whole(cut: int) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        append_entry(folder, DONE)
        append_entry(folder, FAILED)
        whole = (folder / MANIFEST).read_bytes()
        (folder / MANIFEST).write_bytes(whole[:-cut])
        kept = load_entries(folder)
        append_entry(folder, FAILED)

        assert kept == (
            {"a.txt": DONE} if cut > 1 else {"a.txt": DONE, "b.txt": FAILED}
        )
        assert load_entries(folder) == {"a.txt": DONE, "b.txt": FAILED}


@given(st.binary())
def test_any_bytes_can_be_read_as_a_manifest(data: bytes) -> None:
    with TemporaryDirectory() as name:
        (Path(name) / MANIFEST).write_bytes(data)

        assert load_entries(Path(name)) == {}


def test_outputs_are_intact_only_with_the_hash_they_had(tmp_path: Path) -> None:
    sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    empty = Output(
        id="a",
        natural="a",
        timeline="a.json",
        timeline_sha256=sha256,
        html="a.html",
        html_sha256=sha256,
    )
    (tmp_path / "a.json").touch()
    missing = is_intact(tmp_path, empty)
    (tmp_path / "a.html").touch()

    assert not missing
    assert is_intact(tmp_path, empty)
    (tmp_path / "a.html").write_text("changed")
    assert not is_intact(tmp_path, empty)


def test_a_manifest_cannot_point_out_of_its_folder(tmp_path: Path) -> None:
    assert not is_intact(tmp_path, output(timeline="../a", html="/etc/passwd"))
