"""The network: order, neighbors, and what a model folder promises."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from transcript_rupture.classify import ModelFolder, load_classifier, open_model
from transcript_rupture.classify.encode import Encoded
from transcript_rupture.classify.folder import CONFIG, MANIFEST, NETWORK, file_sha256
from transcript_rupture.classify.runtime import Network, batches
from transcript_rupture.errors import ModelError
from transcript_rupture.train.encoder import TurnEncoder
from transcript_rupture.train.export import rounded
from transcript_rupture.train.loop import predict

rows = st.lists(
    st.integers(3, 40).map(lambda n: Encoded(tuple(range(2, 2 + n)), target=n // 2)),
    min_size=1,
    max_size=8,
)


@pytest.fixture(scope="module")
def network(model: ModelFolder) -> Network:
    return Network(model.path / NETWORK)


@given(rows)
def test_a_row_scores_the_same_alone_and_among_others(
    network: Network, rows: list[Encoded]
) -> None:
    together = network(rows)
    alone = np.concatenate([network([row]) for row in rows])

    assert np.abs(together - alone).max() < 1e-4


def test_the_small_network_answers_as_the_trained_one_does(
    network: Network, model: ModelFolder
) -> None:
    torch.manual_seed(0)
    whole = TurnEncoder(model.path.with_name("toy-base"))
    given_rows = [Encoded(tuple(range(2, n)), target=n // 2) for n in range(6, 30)]
    expected = predict(whole, given_rows)

    assert np.abs(network(given_rows) - expected).max() < 0.03


def test_the_same_rows_give_the_same_bytes(network: Network) -> None:
    given_rows = [Encoded(tuple(range(2, n)), target=3) for n in (9, 30, 12)]

    assert network(given_rows).tobytes() == network(given_rows).tobytes()


@given(st.lists(st.integers(1, 300), max_size=60))
def test_every_row_is_in_one_batch(lengths: list[int]) -> None:
    assert sorted(i for batch in batches(lengths) for i in batch) == list(
        range(len(lengths))
    )


def test_rounding_a_row_loses_at_most_half_a_step() -> None:
    table = np.array([[0.0, 0.0], [1.0, -0.5], [100.0, 3.0]], dtype=np.float32)
    whole, scales = rounded(table)

    assert (np.abs(whole * scales - table) <= scales / 2 + 1e-6).all()


@pytest.fixture
def copy(model: ModelFolder, tmp_path: Path) -> Path:
    return Path(shutil.copytree(model.path, tmp_path / "copy"))


def test_a_changed_file_is_refused_by_name(copy: Path) -> None:
    (copy / NETWORK).write_bytes(b"something else")

    with pytest.raises(ModelError, match=r"copy/model\.onnx"):
        open_model(copy)


def test_a_missing_file_is_refused_by_name(copy: Path) -> None:
    (copy / "fusion.json").unlink()

    with pytest.raises(ModelError, match=r"copy/fusion\.json is missing"):
        load_classifier(copy)


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path, copy: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        open_model(tmp_path)
    (copy / MANIFEST).write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="no model folder"):
        open_model(copy)


@pytest.mark.parametrize(
    ("key", "value", "what"),
    [("labels", ["anger"], "another codebook"), ("window", {"feet": 3}, "incomplete")],
)
def test_a_model_for_something_else_is_refused(
    copy: Path, key: str, value: object, what: str
) -> None:
    config = json.loads((copy / CONFIG).read_text("utf-8")) | {key: value}
    (copy / CONFIG).write_text(json.dumps(config), encoding="utf-8")
    manifest = json.loads((copy / MANIFEST).read_text("utf-8"))
    manifest["files"][CONFIG] = file_sha256(copy / CONFIG)
    (copy / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")

    with pytest.raises(ModelError, match=what):
        open_model(copy)


def rewrite(copy: Path, files: object) -> None:
    manifest = json.loads((copy / MANIFEST).read_text("utf-8"))
    manifest["files"] = files(manifest["files"]) if callable(files) else files
    (copy / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def test_a_manifest_that_reaches_outside_its_folder_is_refused(copy: Path) -> None:
    outside = copy.parent / "outside.txt"
    outside.write_text("not of this model", encoding="utf-8")
    rewrite(copy, lambda files: {**files, "../outside.txt": file_sha256(outside)})

    with pytest.raises(ModelError, match="does not name the files"):
        open_model(copy)


@pytest.mark.parametrize("files", [{}, [], None, {"model.onnx": "0"}])
def test_a_manifest_that_leaves_a_file_out_is_refused(
    copy: Path, files: object
) -> None:
    rewrite(copy, files)

    with pytest.raises(ModelError, match="does not name the files"):
        open_model(copy)
