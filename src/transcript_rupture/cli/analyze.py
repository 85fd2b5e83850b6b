"""``analyze``: transcripts in, annotated timelines out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from transcript_rupture.cli.failing import ExitCode, say
from transcript_rupture.cli.options import (
    FormatOption,
    MapOption,
    RolesOption,
    load_settings,
    parse_mapping,
    parse_roles,
    read_text,
)
from transcript_rupture.cli.outcome import (
    exit_code,
    problem_lines,
    session_table,
    summary_line,
)

if TYPE_CHECKING:
    from transcript_rupture.batch import Options


def analyze_command(
    places: Annotated[
        list[str],
        typer.Argument(metavar="IN", help="Files, folders, globs, or - for stdin."),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder for the results.")
    ],
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="Processes; default: cores less one."),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option(help="Skip files that did not change since the last run."),
    ] = True,
    force: Annotated[
        bool, typer.Option("--force", help="Analyze everything again.")
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Say how files would be read; write nothing."),
    ] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Take only the first files.")
    ] = None,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="Stop at the first file that fails.")
    ] = False,
    format_name: FormatOption = None,
    roles: RolesOption = None,
    mapping: MapOption = None,
    rules: Annotated[
        list[Path] | None,
        typer.Option("--rules", help="A rule file of your own. Repeatable."),
    ] = None,
    config: Annotated[
        Path | None, typer.Option("--config", help="A TOML file with settings.")
    ] = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Leave all speech out of the results.")
    ] = False,
    no_model: Annotated[
        bool, typer.Option("--no-model", help="Rules and measures only.")
    ] = False,
    no_bom: Annotated[
        bool, typer.Option("--no-bom", help="CSV without the mark Excel needs.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Only errors on stderr.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="A line a file on stderr.")
    ] = False,
) -> None:
    """Find candidate ruptures and repairs; write a timeline a session, and tables."""
    from transcript_rupture.batch import Options, Recipe  # noqa: PLC0415  # heavy

    recipe = Recipe(
        settings=load_settings(config),
        rule_texts=tuple(read_text(path) for path in rules or ()),
        roles=parse_roles(roles),
        mapping=parse_mapping(mapping),
        format=format_name,
        text=not no_text,
        use_model=not no_model,
    )
    options = Options(
        recipe=recipe,
        jobs=jobs,
        resume=resume and not force,
        limit=limit,
        fail_fast=fail_fast,
        bom=not no_bom,
    )
    if dry_run:
        raise typer.Exit(_preview(places, output, options))
    raise typer.Exit(_analyze(places, output, options, quiet=quiet, verbose=verbose))


def _preview(places: list[str], output: Path, options: Options) -> ExitCode:
    from transcript_rupture.batch import preview_files  # noqa: PLC0415  # heavy
    from transcript_rupture.cli.previews import print_previews  # noqa: PLC0415  # heavy

    return print_previews(preview_files(places, output, options))


def _analyze(
    places: list[str], output: Path, options: Options, *, quiet: bool, verbose: bool
) -> ExitCode:
    from transcript_rupture.batch import run_batch  # noqa: PLC0415  # heavy
    from transcript_rupture.cli.progress import watching  # noqa: PLC0415  # heavy

    with watching(quiet=quiet, verbose=verbose) as watch:
        result = run_batch(places, output, options, watch=watch)
    typer.echo(session_table(result), nl=False)
    for line in problem_lines(result):
        say(line)
    if not quiet:
        say(summary_line(result))
    return exit_code(result)
