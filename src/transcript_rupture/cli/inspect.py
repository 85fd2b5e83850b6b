"""``inspect``: how one file is read, before anything is made of it."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from transcript_rupture.cli.failing import ExitCode, say
from transcript_rupture.cli.options import (
    FormatOption,
    MapOption,
    RolesOption,
    parse_mapping,
    parse_roles,
)


def inspect_command(
    file: Annotated[str, typer.Argument(help="One transcript, or - for stdin.")],
    format_name: FormatOption = None,
    roles: RolesOption = None,
    mapping: MapOption = None,
    turns: Annotated[
        int, typer.Option(min=0, help="How many first turns to show.")
    ] = 6,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show how a file is read: format, speakers, roles and why, its first turns."""
    from transcript_rupture.batch import (  # noqa: PLC0415  # heavy
        Recipe,
        inspect_file,
    )
    from transcript_rupture.cli.inspection import (  # noqa: PLC0415  # heavy
        as_plain,
        as_text,
    )
    from transcript_rupture.cli.outcome import problem_words  # noqa: PLC0415  # heavy

    recipe = Recipe(
        roles=parse_roles(roles), mapping=parse_mapping(mapping), format=format_name
    )
    preview = inspect_file(file, recipe)
    if as_json:
        plain = as_plain(preview, turns=turns)
        typer.echo(json.dumps(plain, ensure_ascii=False, indent=1))
    else:
        typer.echo(as_text(preview, turns=turns), nl=False)
    for problem in preview.problems:
        say(f"error: {problem_words(problem)}")
    if preview.problems:
        some = any(shown.session for shown in preview.sessions)
        raise typer.Exit(ExitCode.SOME_FAILED if some else ExitCode.NOTHING_DONE)
