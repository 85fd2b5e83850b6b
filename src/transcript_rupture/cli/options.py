"""Options that several commands share, and what their words mean."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from transcript_rupture.config import Settings, parse_settings
from transcript_rupture.domain import Role
from transcript_rupture.errors import SettingsError

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
