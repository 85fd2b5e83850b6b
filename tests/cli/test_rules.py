"""``rules test``: a researcher's rules prove themselves on their own examples."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from transcript_rupture.cli import app

RULE = """
[[rule]]
id = "OWN{number}"
code = "complaint_about_therapist"
why = "Says that the therapist looks at the clock."
phrases = ["watching the clock"]
fires_on = ["T: How is this for you? / C: You keep watching the clock.", {fires}]
stays_quiet_on = ["T: And your boss? / C: He was late again.", {quiet}]
"""


def try_file(tmp_path: Path, *rules: str) -> Result:
    path = tmp_path / "own.toml"
    path.write_text("\n".join(rules), encoding="utf-8")
    return CliRunner().invoke(app, ["rules", "test", str(path)])


def test_rules_that_do_as_they_say_pass(tmp_path: Path) -> None:
    result = try_file(tmp_path, RULE.format(number=1, fires="", quiet=""))

    assert result.exit_code == 0
    assert result.stdout == "OWN1: 2 of 2 examples as the rule says\n"


def test_examples_that_turn_out_otherwise_are_shown(tmp_path: Path) -> None:
    silent, loud = '"You look away."', '"You are watching the clock."'

    result = try_file(tmp_path, RULE.format(number=1, fires=silent, quiet=loud))

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "OWN1: 2 of 4 examples as the rule says",
        "  should fire, does not: You look away.",
        "  should stay quiet, fires: You are watching the clock.",
    ]
    assert "rules tried: 1; with examples that turned out otherwise: 1" in result.stderr


def test_a_file_that_is_no_rule_file_is_exit_code_2(tmp_path: Path) -> None:
    result = try_file(tmp_path, "not toml")

    assert result.exit_code == 2
    assert result.stderr.startswith("error: a rule file is not TOML")


def test_a_file_without_rules_is_nothing_done(tmp_path: Path) -> None:
    assert try_file(tmp_path, "# later").exit_code == 3
