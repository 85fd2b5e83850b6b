"""JSON text and whole files."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from builders import client, marker, timeline
from transcript_rupture.codec import to_dict
from transcript_rupture.domain import Timeline
from transcript_rupture.errors import WriteError
from transcript_rupture.write import write_text
from transcript_rupture.write.json import render

SENTINEL = "lapwing under glass"


def test_the_json_text_holds_the_timeline_and_ends_its_line() -> None:
    given = timeline([client("Grüße 🙂")], [marker(0)])

    text = render(given)

    assert json.loads(text) == to_dict(given)
    assert "Grüße 🙂" in text
    assert text.endswith("}\n")


def test_the_same_timeline_gives_the_same_bytes(sixty_turns: Timeline) -> None:
    assert render(sixty_turns) == render(sixty_turns)


def test_without_text_the_json_holds_no_speech() -> None:
    assert SENTINEL not in render(timeline([client(SENTINEL)]), text=False)


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    target = tmp_path / "s1.timeline.json"
    target.write_text("old", encoding="utf-8")

    write_text(target, "new\r\nlines ü\n")

    assert target.read_bytes() == "new\r\nlines ü\n".encode()
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()

    write_text(tmp_path / "ours", "x")

    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_missing_folder_is_our_own_error(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"s1\.html could not be written"):
        write_text(tmp_path / "nowhere" / "s1.html", "x")


def test_when_replacing_fails_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "s1.html"
    target.write_text("old", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="No space left"):
        write_text(target, "new")

    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_text_that_is_no_unicode_is_our_own_error(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="not valid Unicode"):
        write_text(tmp_path / "s1.html", "\ud800")

    assert list(tmp_path.iterdir()) == []
