"""The model that is used where none is named is the one its index was written for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tiny import tiny_model
from transcript_rupture import pipeline
from transcript_rupture.classify import open_model
from transcript_rupture.default_model import (
    INDEX,
    check_default,
    default_model,
    read_index,
)
from transcript_rupture.errors import ModelError, ReadError
from transcript_rupture.train.card import render_card


def test_a_default_model_that_the_index_does_not_know_is_refused(
    tmp_path: Path,
) -> None:
    folder = tiny_model(tmp_path / "toy")
    index = tmp_path / INDEX
    index.write_text(json.dumps({"default": "toy", "models": {}}), encoding="utf-8")

    with pytest.raises(
        ModelError, match=r"toy is not the model that index\.json names"
    ):
        check_default(folder)

    known = {"toy": {"sha256": folder.sha256}}
    index.write_text(json.dumps({"default": "toy", "models": known}), encoding="utf-8")
    check_default(folder)


def test_an_analyzer_refuses_a_default_model_that_is_not_the_known_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny_model(tmp_path / "toy")
    (tmp_path / INDEX).write_text('{"default": "toy"}', encoding="utf-8")
    monkeypatch.setattr(pipeline, "default_model", lambda: folder.path)

    with pytest.raises(ModelError, match="toy is not the model"):
        pipeline.build_analyzer()


def test_an_index_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    (tmp_path / INDEX).write_text("{", encoding="utf-8")

    with pytest.raises(ReadError, match=r"index\.json cannot be read; mend it"):
        read_index(tmp_path)


def test_the_card_of_an_earlier_record_is_left_as_it_is() -> None:
    shipped = default_model()
    assert shipped is not None

    with pytest.raises(ModelError, match="of an earlier version; its card stays"):
        render_card(open_model(shipped))
