"""``analyze`` as its users meet it: what it prints where, and what the shell is told."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from batch.material import SENTINEL, contents, talk, write
from transcript_rupture.cli import app


def analyze(*arguments: object, given: str | None = None) -> Result:
    words = ["analyze", *map(str, arguments), "--jobs", "1"]
    return CliRunner().invoke(app, words, input=given)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with two sessions."""
    return write(tmp_path / "in", a=talk(), b=talk(4))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder for results that is not there yet."""
    return tmp_path / "out"


def test_stdout_is_the_table_and_nothing_else(source: Path, out: Path) -> None:
    result = analyze(source, "-o", out)

    head, *rows = result.stdout.splitlines()
    assert result.exit_code == 0
    assert head.split() == (
        "session turns flagged turns candidate episodes timeline".split()
    )
    firsts = [row.split() for row in rows if not row.startswith(" ")]
    assert [(row[0], row[1], row[-1]) for row in firsts] == [
        ("a", "22", str(out / "a.html")),
        ("b", "26", str(out / "b.html")),
    ]


def test_stderr_is_one_line_that_sums_up(source: Path, out: Path) -> None:
    result = analyze(source, "-o", out)

    (line,) = result.stderr.splitlines()
    assert line.startswith("2 sessions from 2 files; ")
    assert line.endswith(f"results in {out}")
    assert "for a person to judge" in line


def test_quiet_says_nothing_on_stderr(source: Path, out: Path) -> None:
    result = analyze(source, "-o", out, "--quiet")

    assert result.stderr == ""
    assert result.stdout != ""


def test_verbose_tells_of_each_file(source: Path, out: Path) -> None:
    analyze(source / "a.txt", "-o", out)

    result = analyze(source, "-o", out, "-v")

    assert result.stderr.splitlines()[:2] == ["1/2 a.txt: unchanged", "2/2 b.txt: done"]


def test_people_at_a_terminal_see_a_bar_on_stderr(
    source: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = io.StringIO()
    monkeypatch.setattr("transcript_rupture.cli.progress.is_for_people", lambda: True)
    monkeypatch.setattr(
        "transcript_rupture.cli.progress.Console",
        lambda **_: Console(file=drawn, force_terminal=True),
    )

    result = analyze(source, "-o", out)

    assert "2/2" in drawn.getvalue()
    assert "\x1b" not in result.stdout


def test_the_british_spelling_is_the_same_command(source: Path, out: Path) -> None:
    words = ["analyse", str(source), "-o", str(out), "-j", "1"]

    assert CliRunner().invoke(app, words).exit_code == 0
    assert (out / "a.html").exists()


def test_a_failed_file_is_one_line_and_exit_code_1(source: Path, out: Path) -> None:
    write(source, empty="")

    result = analyze(source, "-o", out)

    assert result.exit_code == 1
    first = result.stderr.splitlines()[0]
    assert (
        first == "error: empty.txt: the file is empty; export it again or leave it out"
    )
    assert "1 file failed, see errors.csv" in result.stderr


@pytest.mark.parametrize(
    "options",
    [
        ["--roles", "T=boss"],
        ["--roles", "T"],
        ["--map", "text"],
        ["--map", "mood=COLUMN"],
        ["--format", "telegraph"],
        ["--config", "nowhere.toml"],
        ["--rules", "nowhere.toml"],
        ["--limit", "0"],
        ["--unheard-of"],
    ],
)
def test_a_wrong_option_is_exit_code_2_and_writes_nothing(
    source: Path, out: Path, options: list[str]
) -> None:
    result = analyze(source, "-o", out, *options)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert not out.exists()


def test_a_wrong_setting_is_exit_code_2(source: Path, out: Path) -> None:
    settings = source.parent / "settings.toml"
    settings.write_text("[link]\ngap_turn = 3\n")

    result = analyze(source, "-o", out, "--config", settings)

    assert result.exit_code == 2
    assert result.stderr.startswith("error: [link] has no setting gap_turn; use ")


def test_a_wrong_rule_is_exit_code_2(source: Path, out: Path) -> None:
    rules = source.parent / "rules.toml"
    rules.write_text('[[rule]]\nid = "X1"\ncode = "no_such_code"\n')

    result = analyze(source, "-o", out, "--rules", rules)

    assert result.exit_code == 2
    assert result.stderr.startswith("error: rule X1 names an unknown code")


def test_nothing_to_do_is_exit_code_3(tmp_path: Path, out: Path) -> None:
    result = analyze(write(tmp_path / "in"), "-o", out)

    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "nothing to do: no transcript found\n"


def test_nothing_but_failures_is_exit_code_3(tmp_path: Path, out: Path) -> None:
    result = analyze(write(tmp_path / "in", empty=""), tmp_path / "gone", "-o", out)

    assert (result.exit_code, result.stdout) == (3, "")
    assert "error: gone: there is no such file; check the path" in result.stderr


def test_ctrl_c_is_exit_code_130(
    source: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("transcript_rupture.cli.progress._tell", interrupt)

    result = analyze(source, "-o", out, "-v")

    assert result.exit_code == 130
    assert "interrupted: run the same command again to go on" in result.stderr


def test_a_dash_reads_the_standard_input(out: Path) -> None:
    result = analyze("-", "-o", out, given=talk())

    assert result.exit_code == 0
    assert result.stdout.splitlines()[1].split()[:2] == ["stdin", "22"]


def test_a_dry_run_tells_how_files_are_read_and_writes_nothing(
    source: Path, out: Path
) -> None:
    write(source, empty="")
    before = contents(source.parent)

    result = analyze(source, "-o", out, "--dry-run")

    assert contents(source.parent) == before
    assert result.exit_code == 1
    row = result.stdout.splitlines()[1].split()
    assert row[:4] == ["a.txt", "text", "utf-8", "a"]
    assert row[-2:] == ["a.timeline.json,", "a.html"]
    assert "T=therapist" in result.stdout
    assert "error: empty.txt: the file is empty" in result.stderr
    assert SENTINEL not in result.output


def test_a_dry_run_of_nothing_is_exit_code_3(tmp_path: Path, out: Path) -> None:
    assert analyze(write(tmp_path / "in"), "-o", out, "--dry-run").exit_code == 3


def test_roles_and_columns_from_the_command_line_are_used(
    tmp_path: Path, out: Path
) -> None:
    rows = [line.split(": ", 1) for line in talk().splitlines()]
    body = "".join(f'{"Ann" if r[0] == "T" else "Bo"},"{r[1]}"\n' for r in rows)
    source = write(tmp_path / "in")
    (source / "s.csv").write_text("Wer,Verbatim\n" + body)

    result = analyze(
        source,
        "-o",
        out,
        *["--map", "text=Verbatim", "--map", "speaker=Wer"],
        *["--roles", "Ann=therapist,Bo=client"],
    )

    assert result.exit_code == 0
    assert '"role": "therapist"' in (out / "s.timeline.json").read_text("utf-8")


def test_no_text_no_bom_and_no_model_are_passed_on(source: Path, out: Path) -> None:
    analyze(source, "-o", out, "--no-text", "--no-bom", "--no-model")

    turns = (out / "turns.csv").read_bytes()
    assert turns.startswith(b"session,")
    assert SENTINEL.encode() not in b"".join(contents(out).values())
    assert b'"use_model": false' in (out / "run.json").read_bytes()


def test_what_was_said_is_never_printed(source: Path, out: Path) -> None:
    for extra in ([], ["-v"], ["--dry-run"], ["--force", "--fail-fast"]):
        assert SENTINEL not in analyze(source, "-o", out, *extra).output


def test_force_does_everything_again(source: Path, out: Path) -> None:
    analyze(source, "-o", out)

    assert "unchanged" in analyze(source, "-o", out).stderr
    assert "unchanged" not in analyze(source, "-o", out, "--force").stderr
    assert "unchanged" not in analyze(source, "-o", out, "--no-resume").stderr
