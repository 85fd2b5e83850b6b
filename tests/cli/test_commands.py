"""The smaller commands, and what all commands share."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from batch.material import talk, write
from transcript_rupture import __version__
from transcript_rupture.cli import app
from transcript_rupture.cli.columns import aligned
from transcript_rupture.read import FORMATS

HEAVY = ("spacy", "numpy", "jinja2", "pandas", "transcript_rupture.pipeline")
COMMANDS = (
    "analyze train evaluate compare promote inspect codebook formats schema doctor"
).split()


def call(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)), input=given)


def program(*arguments: object, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "transcript_rupture", *map(str, arguments)],
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_version_is_printed() -> None:
    assert call("--version").stdout == f"transcript-rupture {__version__}\n"


@pytest.mark.parametrize("command", [*COMMANDS, "rules", "rules test"])
def test_every_command_has_help(command: str) -> None:
    result = call(*command.split(), "--help")

    assert result.exit_code == 0
    assert "Usage" in result.stdout


def test_help_lists_every_command_but_the_alias() -> None:
    listed = call("--help").stdout

    assert all(command in listed for command in COMMANDS)
    assert "analyse " not in listed


def test_inspect_shows_how_a_file_was_read_and_its_first_turns(tmp_path: Path) -> None:
    source = write(tmp_path, a=talk()) / "a.txt"

    result = call("inspect", source, "--turns", "2")

    lines = [line.split() for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert lines[:4] == [
        ["session", "a"],
        ["read", "as", "text,", "utf-8"],
        ["utterances", "22"],
        ["turns", "22,", "times", "none"],
    ]
    assert [line[:2] for line in lines[-2:]] == [["0", "T:"], ["1", "C:"]]


def test_inspect_says_who_is_who_and_why(tmp_path: Path) -> None:
    source = write(tmp_path, a=talk()) / "a.txt"

    plain = json.loads(call("inspect", source, "--json").stdout)

    (session,) = plain["sessions"]
    assert {s["label"]: s["role"] for s in session["speakers"]} == {
        "T": "therapist",
        "C": "client",
    }
    assert all(s["reason"] for s in session["speakers"])
    assert len(session["turns"]) == 6
    assert plain["problems"] == []


def test_inspect_tells_what_was_doubtful(tmp_path: Path) -> None:
    text = talk().replace("T:", "Ann:", 1).replace("T:", "[00:05:00] T:", 1)
    (tmp_path / "a.txt").write_bytes(
        text.replace("plans", "pl\u00e4ne").encode("cp1252")
    )

    result = call("inspect", tmp_path / "a.txt")

    assert "warning: not UTF-8; read as cp1252" in result.stdout
    assert "(guessed-encoding, line 1)" in result.stdout


def test_ctrl_c_is_exit_code_130_in_every_command(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupt() -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("transcript_rupture.codec.schema_text", interrupt)

    result = call("schema")

    assert (result.exit_code, result.stderr) == (130, "interrupted\n")


def test_inspect_takes_roles_and_the_standard_input() -> None:
    result = call("inspect", "-", "--roles", "T=client,C=therapist", given=talk())

    assert "session stdin" in result.stdout
    told = [line.split()[:2] for line in result.stdout.splitlines()]
    assert ["T", "client"] in told


def test_inspect_of_what_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    source = write(tmp_path, a="") / "a.txt"

    result = call("inspect", source)

    assert result.exit_code == 3
    assert (
        result.stderr
        == "error: a.txt: the file is empty; export it again or leave it out\n"
    )


def test_inspect_shows_a_session_whose_speakers_cannot_be_told_apart(
    tmp_path: Path,
) -> None:
    source = write(tmp_path, a="T: Hello.\nT: Are you there?\n" * 4) / "a.txt"

    result = call("inspect", source)

    assert result.exit_code == 3
    assert "session a" in result.stdout
    assert "fewer than two speakers" in result.stderr


def test_the_codebook_is_listed_and_a_code_is_shown_in_full() -> None:
    assert "token_apology" in call("codebook").stdout
    assert call("codebook", "token_apology").stdout.startswith("token_apology: ")


def test_a_code_nearly_right_is_corrected() -> None:
    result = call("codebook", "token_apolgy")

    assert result.exit_code == 2
    assert "did you mean token_apology" in result.stderr


def test_every_format_is_listed() -> None:
    rows = call("formats").stdout.splitlines()[1:]

    assert [row.split()[0] for row in rows] == [known.name for known in FORMATS]


def test_the_schema_is_json() -> None:
    assert "$schema" in json.loads(call("schema").stdout)


def test_the_doctor_tells_what_is_in_force() -> None:
    result = call("doctor")

    assert result.exit_code == 0
    for name in ("transcript-rupture", "Python", "spacy", "rules", "model", "network"):
        assert f"\n{name} " in f"\n{result.stdout}"


def test_columns_line_up_in_any_script() -> None:
    assert aligned([["session", "n"], ["面接", "1"], ["e\u0301", "22"]]) == (
        "session  n\n面接     1\ne\u0301        22"
    )


def test_the_command_line_loads_nothing_heavy() -> None:
    code = (
        "import sys, transcript_rupture.cli\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )

    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert found.stdout == "[]\n"


@pytest.mark.slow
def test_the_program_works_in_a_pipe(tmp_path: Path) -> None:
    out = tmp_path / "out"

    found = program("analyze", "-", "-o", out, given=talk())

    assert found.returncode == 0
    assert found.stdout.splitlines()[0].startswith("session")
    assert len(found.stderr.splitlines()) == 1
    assert "\x1b" not in found.stdout + found.stderr


@pytest.mark.slow
def test_a_missing_argument_is_exit_code_2() -> None:
    found = program("analyze")

    assert found.returncode == 2
    assert "Traceback" not in found.stderr
