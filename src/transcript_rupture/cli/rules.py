"""``rules test``: a researcher's rules on their own examples."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from transcript_rupture.cli.failing import ExitCode, say
from transcript_rupture.cli.options import read_text

if TYPE_CHECKING:
    from transcript_rupture.cli.rule_examples import Trial


def rules_test_command(
    files: Annotated[list[Path], typer.Argument(help="Rule files (TOML).")],
) -> None:
    """Run every fires_on and stays_quiet_on example of your rule files."""
    from transcript_rupture.cli.rule_examples import try_rules  # noqa: PLC0415  # heavy

    trials = list(try_rules([read_text(path) for path in files]))
    for line in (line for trial in trials for line in _lines(trial)):
        typer.echo(line)
    failed = sum(not trial.passed for trial in trials)
    say(
        f"rules tried: {len(trials)}; with examples that turned out otherwise: {failed}"
    )
    if not trials:
        raise typer.Exit(ExitCode.NOTHING_DONE)
    if failed:
        raise typer.Exit(ExitCode.SOME_FAILED)


def _lines(trial: Trial) -> Iterator[str]:
    right = trial.examples - len(trial.silent) - len(trial.loud)
    yield f"{trial.rule}: {right} of {trial.examples} examples as the rule says"
    yield from (f"  should fire, does not: {text}" for text in trial.silent)
    yield from (f"  should stay quiet, fires: {text}" for text in trial.loud)
