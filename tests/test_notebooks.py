"""The notebooks run from top to bottom, and are stored without output."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def notebook_of(path: Path) -> nbformat.NotebookNode:
    read: Callable[..., nbformat.NotebookNode] = nbformat.reads
    return read(path.read_text("utf-8"), as_version=4)


@pytest.mark.slow
@pytest.mark.enable_socket  # the notebook's kernel listens on this machine
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    notebook = notebook_of(path)
    runner = NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(FOLDER)}}
    )

    runner.execute(env=dict(os.environ))

    outputs = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    assert all(outputs[i] for i in (0, 1, len(outputs) - 1))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_without_output_in_about_ten_cells(path: Path) -> None:
    cells = notebook_of(path).cells

    assert 8 <= len(cells) <= 12
    assert not any(cell.get("outputs") for cell in cells)
