"""The notebooks run from top to bottom, and are stored without output."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    notebook = nbformat.read(path, as_version=4)
    runner = NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(FOLDER)}}
    )

    runner.execute(env=dict(os.environ))

    outputs = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    assert all(outputs[i] for i in (0, 1, len(outputs) - 1))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_without_output_in_about_ten_cells(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells

    assert 8 <= len(cells) <= 12
    assert not any(cell.get("outputs") for cell in cells)
