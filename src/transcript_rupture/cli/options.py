"""The options of the commands, and what their words mean."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from transcript_rupture.cli.failing import show_traces
from transcript_rupture.config import Settings, parse_settings
from transcript_rupture.domain import Role
from transcript_rupture.errors import SettingsError

PlacesArgument = Annotated[
    list[str],
    typer.Argument(metavar="IN", help="Files, folders, globs, or - for stdin."),
]
OutputOption = Annotated[
    Path, typer.Option("--output", "-o", help="Folder for the results.")
]
JobsOption = Annotated[
    int | None,
    typer.Option("--jobs", "-j", min=1, help="Processes; default: cores less one."),
]
ResumeOption = Annotated[
    bool, typer.Option(help="Skip files that did not change since the last run.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Analyze everything again.")]
DryRunOption = Annotated[
    bool,
    typer.Option("--dry-run", help="Say how files would be read; write nothing."),
]
LimitOption = Annotated[
    int | None, typer.Option(min=1, help="Take only the first files.")
]
FailFastOption = Annotated[
    bool, typer.Option("--fail-fast", help="Stop at the first file that fails.")
]
RulesOption = Annotated[
    list[Path] | None,
    typer.Option("--rules", help="A rule file of your own. Repeatable."),
]
ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="A TOML file with settings.")
]
NoTextOption = Annotated[
    bool, typer.Option("--no-text", help="Leave all speech out of the results.")
]
ModelOption = Annotated[
    Path | None,
    typer.Option("--model", help="A model folder that `train` wrote."),
]
NoModelOption = Annotated[
    bool, typer.Option("--no-model", help="Rules and measures only.")
]
NoBomOption = Annotated[
    bool, typer.Option("--no-bom", help="CSV without the mark Excel needs.")
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="Only errors on stderr.")
]
VerboseOption = Annotated[
    bool,
    typer.Option(
        "--verbose", "-v", help="A line a file on stderr.", callback=show_traces
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="Read every file as this format; `formats` lists them.",
    ),
]
RolesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--roles",
        metavar="LABEL=ROLE,...",
        help="Who is who, e.g. T=therapist,C=client. "
        "Roles: therapist, client, other, unknown.",
    ),
]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        help="Which column of a table holds what, e.g. text=Verbatim. Repeatable.",
    ),
]


def parse_roles(values: Iterable[str] | None) -> tuple[tuple[str, Role], ...]:
    """Speaker labels with their roles.

    >>> parse_roles(["T=therapist,C=client"])[1]
    ('C', <Role.CLIENT: 'client'>)
    """
    pairs = [pair for value in values or () for pair in value.split(",")]
    return tuple((label, _role(word)) for label, word in _split(pairs, "--roles"))


def parse_mapping(values: Iterable[str] | None) -> tuple[tuple[str, str], ...]:
    """Fields with the columns that hold them.

    >>> parse_mapping(["text=What was said"])
    (('text', 'What was said'),)
    """
    return tuple(_split(values or (), "--map"))


def load_settings(path: Path | None) -> Settings:
    """The settings of a file, or the defaults."""
    return Settings() if path is None else parse_settings(read_text(path))


def read_text(path: Path) -> str:
    """A file the user names on the command line: settings or rules."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path} cannot be read", "check its name, permissions and encoding"
        ) from error


def _split(pairs: Iterable[str], option: str) -> Iterable[tuple[str, str]]:
    for pair in pairs:
        name, equals, value = (part.strip() for part in pair.partition("="))
        if not (name and equals and value):
            raise SettingsError(
                f"{option} does not understand {pair!r}", "write NAME=VALUE"
            )
        yield name, value


def _role(word: str) -> Role:
    try:
        return Role(word.casefold())
    except ValueError as error:
        raise SettingsError(
            f"--roles knows no role {word!r}", f"use {', '.join(Role)}"
        ) from error
