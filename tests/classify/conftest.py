"""One tiny model for all tests of this stage."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiny import tiny_model
from transcript_rupture.classify import Classifier, ModelFolder


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> ModelFolder:
    folder: Path = tmp_path_factory.mktemp("models") / "toy"
    return tiny_model(folder)


@pytest.fixture(scope="session")
def classifier(model: ModelFolder) -> Classifier:
    return Classifier(model)
