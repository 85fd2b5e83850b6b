"""The model that is used where none is named is the one its index was written for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tiny import tiny_model
from transcript_rupture.default_model import INDEX, check_default
from transcript_rupture.errors import ModelError


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
