"""The command line: each command parses and prints; the library does the work."""

from __future__ import annotations

from typing import Annotated

import typer

from transcript_rupture import __version__
from transcript_rupture.cli.analyze import analyze_command
from transcript_rupture.cli.codebook import codebook_command
from transcript_rupture.cli.compare import compare_command
from transcript_rupture.cli.doctor import doctor_command
from transcript_rupture.cli.evaluate import evaluate_command
from transcript_rupture.cli.failing import Commands
from transcript_rupture.cli.formats import formats_command
from transcript_rupture.cli.inspect import inspect_command
from transcript_rupture.cli.promote import promote_command
from transcript_rupture.cli.rules import rules_test_command
from transcript_rupture.cli.schema import schema_command
from transcript_rupture.cli.train import train_command

app = typer.Typer(
    name="transcript-rupture",
    cls=Commands,
    help="Find candidate alliance ruptures in therapy transcripts, and say why. "
    "Everything stays on this machine.",
    no_args_is_help=True,
    # A pretty traceback prints local variables, and with them what people said.
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
rules = typer.Typer(help="Work on rule files of your own.", no_args_is_help=True)
app.add_typer(rules, name="rules")

app.command("analyze")(analyze_command)
app.command("analyse", hidden=True)(analyze_command)
app.command("train")(train_command)
app.command("evaluate")(evaluate_command)
app.command("compare")(compare_command)
app.command("promote")(promote_command)
app.command("inspect")(inspect_command)
app.command("codebook")(codebook_command)
app.command("formats")(formats_command)
app.command("schema")(schema_command)
app.command("doctor")(doctor_command)
rules.command("test")(rules_test_command)


def main() -> None:
    """Run the command line."""
    app()


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"transcript-rupture {__version__}")
        raise typer.Exit


@app.callback()
def root_command(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Print the version.",
            callback=_show_version,
            is_eager=True,
        ),
    ] = False,
) -> None:
    """Options that stand before a command."""
