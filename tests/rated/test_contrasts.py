"""Contrast files: pairs of dialogues, read whole or refused in one line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from transcript_rupture.codebook import load_codebook
from transcript_rupture.domain import SCORED_FAMILIES, Role
from transcript_rupture.errors import SettingsError
from transcript_rupture.rated import load_contrasts

ROOT = Path(__file__).resolve().parents[2]
CONTRASTS = ROOT / "data/contrasts"
GOOD = """
[[contrast]]
kind = "target"
code = "feeling_unseen"
shows = "T: How was it? / C: You never asked."
seems = "T: How was it? / C: She never asked."
"""


def put(folder: Path, text: str) -> Path:
    (folder / "one.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_contrast_is_two_dialogues_of_which_the_first_shows_the_code(
    tmp_path: Path,
) -> None:
    (contrast,) = load_contrasts(put(tmp_path, GOOD))

    assert (contrast.kind, contrast.code) == ("target", "feeling_unseen")
    assert contrast.shows[-1] == (Role.CLIENT, "You never asked.")
    assert contrast.seems[-1] == (Role.CLIENT, "She never asked.")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("feeling_unseen", "feeling_blue", "unknown code 'feeling_blue'"),
        ("/ C: You never asked.", "", "last turn of 'shows' is not the client's"),
        ('kind = "target"', "", "its keys are others"),
        ('"target"', "3", "a value is not text"),
        ("She never", "You never", "both dialogues are the same"),
        ("She never asked.", "", "a line of 'seems' has no words"),
        ('seems = "T: How', 'seems = "How', "a line of 'seems' has no words, or no T:"),
        ("feeling_unseen", "logistics", "logistics is of family contrast"),
    ],
)
def test_a_wrong_contrast_is_refused_by_file_and_number(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    put(tmp_path, GOOD + GOOD.replace(old, new))

    with pytest.raises(SettingsError, match=r"one\.toml, contrast 2") as refusal:
        load_contrasts(tmp_path)

    assert says in str(refusal.value)
    assert "asked" not in str(refusal.value)


@pytest.mark.parametrize(
    "data", [b"[[contrast", b"[[pair]]\nid = 1", b"contrast = 3", b"# caf\xe9"]
)
def test_a_file_without_contrasts_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "one.toml").write_bytes(data)
    with pytest.raises(SettingsError, match=r"one\.toml cannot be read"):
        load_contrasts(tmp_path)


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no contrasts in"):
        load_contrasts(tmp_path)


def runs(text: str, *, length: int) -> set[str]:
    words = re.findall(r"[a-z']+", text.casefold())
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_the_contrasts_of_the_project_are_many_and_none_stands_there_twice() -> None:
    contrasts = load_contrasts(CONTRASTS)
    dialogues = [d for c in contrasts for d in (c.shows, c.seems)]

    assert len(contrasts) == 892
    assert len(set(dialogues)) == len(dialogues)


def test_the_contrasts_of_the_project_show_every_scored_code() -> None:
    scored = {
        code.name
        for code in load_codebook().codes.values()
        if code.family in SCORED_FAMILIES
    }
    assert scored == {c.code for c in load_contrasts(CONTRASTS)}


def test_contrasts_share_no_long_run_of_words_with_the_behavior_pairs() -> None:
    pairs = tomllib.loads((ROOT / "data/behavior/pairs.toml").read_text("utf-8"))
    tested = {
        run
        for kind in pairs.values()
        for pair in kind
        for part in ("before", "a", "b", "after")
        for run in runs(pair.get(part, ""), length=7)
    }
    taught = {
        run
        for contrast in load_contrasts(CONTRASTS)
        for _, text in (*contrast.shows, *contrast.seems)
        for run in runs(text, length=7)
    }
    assert not tested & taught
