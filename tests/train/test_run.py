"""A whole run on a handful of invented sessions: labels in, a sealed folder out."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tiny import tiny_base
from transcript_rupture.cli import app
from transcript_rupture.errors import SettingsError
from transcript_rupture.pipeline import build_analyzer
from transcript_rupture.read import read_bytes
from transcript_rupture.train.settings import StageSettings, TrainSettings

pytestmark = pytest.mark.slow
VOICES = "pqrstu"
TURNS = (
    ("T: What was that like for you?", "C: Fine, I suppose. {minimal_response}"),
    ("T: I lost you there, I think. {tracking_the_shift}", "C: You did, yes."),
    ("T: So, the diary. {missed_rupture}", "C: You never asked. {feeling_unseen}"),
    ("T: How was the week?", "C: Long, and my sister came to stay with us."),
    ("T: Did you take the bus?", "C: Yes. {ordinary_brief_answer}"),
)


def write_corpus(folder: Path, voices: str = VOICES, kind: str = "invented") -> Path:
    """Two sessions a voice; every family occurs in each."""
    (folder / "sessions").mkdir(parents=True)
    for voice in voices:
        for number in (1, 2):
            pairs = [*TURNS, *TURNS]
            random.Random(f"{voice}{number}").shuffle(pairs)
            text = "\n".join(line for pair in pairs for line in pair)
            file = folder / f"sessions/{voice}{number:02d}.txt"
            file.write_text(f"corpus: {kind}\n---\n{text}\n", encoding="utf-8")
    return folder


def write_contrasts(folder: Path) -> Path:
    """One contrast."""
    folder.mkdir()
    (folder / "one.toml").write_text(
        '[[contrast]]\nkind = "target"\ncode = "feeling_unseen"\n'
        'shows = "C: You never asked."\nseems = "C: She never asked."\n',
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("train")
    corpus, base = write_corpus(place / "corpus"), tiny_base(place / "base")
    out = place / "toy-1"
    words = ["train", str(corpus), "-o", str(out), "--base", str(base)]
    done = CliRunner().invoke(app, [*words, "--epochs", "1", "--folds", "2"])
    assert done.exit_code == 0, done.output
    return out


def test_a_trained_folder_analyzes_and_names_its_model(trained: Path) -> None:
    (transcript,) = read_bytes(
        b"T: How was it?\nC: Fine.\nT: Oh?\nC: Yes.", name="s.txt"
    )
    timeline = build_analyzer(model=trained)(transcript)

    assert timeline.provenance.model is not None
    assert timeline.provenance.model.name == "toy-1"
    assert timeline.provenance.detectors == ("rules", "measures", "model")
    assert "no-model" not in {notice.code for notice in timeline.notices}


def test_the_record_and_the_card_say_what_was_learned_from(trained: Path) -> None:
    record = json.loads((trained / "training.json").read_text("utf-8"))
    card = (trained / "README.md").read_text("utf-8")

    assert record["material"] == {"invented": {"sessions": 12, "turns": 240}}
    assert record["groups"] == [f"voice-{v}" for v in VOICES]
    fits = ("final", "fold-1", "fold-2")
    assert set(record["history"]) == {*fits, *(f"{name}-first" for name in fits)}
    assert "| invented | 12 | 240 |" in card
    assert "Not evaluated yet" in card


def test_what_is_not_natural_is_learned_once_and_before_the_folds(
    tmp_path: Path,
) -> None:
    natural = write_corpus(tmp_path / "natural", kind="real")
    other, base = write_corpus(tmp_path / "other", "ab"), tiny_base(tmp_path / "base")
    out = tmp_path / "toy-2"
    words = ["train", str(natural), str(other), "-o", str(out), "--base", str(base)]
    words += ["--contrasts", str(write_contrasts(tmp_path / "contrasts"))]
    done = CliRunner().invoke(app, [*words, "--natural", "real", "--folds", "2"])

    assert done.exit_code == 0, done.output
    card = (out / "README.md").read_text("utf-8")
    assert "both dialogues of 1 written contrasts" in card
    record = json.loads((out / "training.json").read_text("utf-8"))
    assert set(record["history"]) == {"final", "first", "fold-1", "fold-2"}
    assert set(record["unseen_average_precision"]) == {"real"}


def test_a_run_on_other_labels_does_not_go_on_from_an_old_one(trained: Path) -> None:
    corpus, base = trained.parent / "corpus", trained.parent / "base"
    words = ["train", str(corpus), "-o", str(trained), "--base", str(base)]
    done = CliRunner().invoke(app, [*words, "--epochs", "1", "--seed", "1"])

    assert done.exit_code == 3
    assert "remove the folder toy-1.work" in done.stderr


def test_too_few_voices_are_refused_before_the_work_begins(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    for file in (corpus / "sessions").glob("[q-u]*.txt"):
        file.unlink()
    done = CliRunner().invoke(app, ["train", str(corpus), "-o", str(tmp_path / "m")])

    assert done.exit_code == 3
    assert "at least 4 are needed" in done.stderr
    assert not (tmp_path / "m").exists()


def test_settings_that_make_no_sense_are_refused() -> None:
    with pytest.raises(SettingsError, match="keep_plain"):
        StageSettings(keep_plain=0)
    with pytest.raises(SettingsError, match="folds"):
        TrainSettings(folds=1)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--natural", "invented", "--calibrate", "real"], "'real' is not natural"),
        (["--contrasts", "nowhere"], "no contrasts in nowhere"),
    ],
)
def test_a_run_that_cannot_be_meant_is_refused_in_one_line(
    tmp_path: Path, more: list[str], says: str
) -> None:
    one = write_corpus(tmp_path / "one", "pq")
    two = write_corpus(tmp_path / "two", "rs", kind="real")
    words = ["train", str(one), str(two), "-o", str(tmp_path / "m"), *more]
    done = CliRunner().invoke(app, words)

    assert done.exit_code != 0
    assert says in done.stderr
    assert not (tmp_path / "m").exists()
