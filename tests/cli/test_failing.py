"""What goes wrong is one line and an exit code, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from batch.material import SENTINEL, talk, write
from transcript_rupture.cli import app

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="writes to /dev/full")
PROGRAM = [sys.executable, "-m", "transcript_rupture"]


class OddError(Exception):
    """Nothing that the program knows."""


def call(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


@pytest.mark.parametrize(
    "error", [LookupError, OddError, RecursionError, MemoryError, AssertionError]
)
def test_a_defect_is_one_line_that_names_its_type_alone(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def break_down() -> str:
        raise error(SENTINEL)

    monkeypatch.setattr("transcript_rupture.codec.schema_text", break_down)

    result = call("schema")

    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        f"error: unexpected {error.__name__}; please report this defect\n"
    )


def test_who_asks_for_more_is_told_where_a_defect_sits_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise OddError(SENTINEL)

    monkeypatch.setattr("transcript_rupture.batch.run_batch", break_down)
    words = ["analyze", write(tmp_path / "in", a=talk()), "-o", tmp_path / "out"]

    told, plain = call(*words, "-v"), call(*words)

    assert "break_down" in told.stderr
    assert told.stderr.endswith(plain.stderr)
    assert len(plain.stderr.splitlines()) == 1
    assert SENTINEL not in told.output + plain.output


def test_a_system_error_is_one_line_without_a_path(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> str:
        raise PermissionError(13, "Permission denied", "/somewhere/private")

    monkeypatch.setattr("transcript_rupture.codec.schema_text", refuse)

    result = call("schema")

    assert (result.exit_code, result.stderr) == (
        3,
        "error: something could not be read or written (Permission denied)\n",
    )


@needs_full
@pytest.mark.parametrize("words", [["schema"], ["codebook"], ["--help"]])
def test_output_that_cannot_be_written_is_one_line(words: list[str]) -> None:
    with FULL.open("w") as full:
        found = subprocess.run(
            [*PROGRAM, *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert (found.returncode, found.stderr) == (
        3,
        "error: something could not be read or written (No space left on device)\n",
    )


@needs_full
def test_a_complaint_that_cannot_be_written_leaves_the_exit_code() -> None:
    with FULL.open("w") as full:
        found = subprocess.run(
            [*PROGRAM, "codebook", "no_such_code"], stderr=full, check=False
        )

    assert found.returncode == 2


def test_a_pipe_that_nobody_reads_is_left_quietly() -> None:
    read, written = os.pipe()
    os.close(read)

    found = subprocess.run(
        [*PROGRAM, "schema"], stdout=written, stderr=subprocess.PIPE, check=False
    )
    os.close(written)

    assert (found.returncode, found.stderr) == (141, b"")
