"""``analyze``: transcripts in, annotated timelines out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from transcript_rupture.cli.failing import ExitCode, say
from transcript_rupture.cli.options import (
    ConfigOption,
    DryRunOption,
    FailFastOption,
    ForceOption,
    FormatOption,
    JobsOption,
    LimitOption,
    MapOption,
    ModelOption,
    NoBomOption,
    NoModelOption,
    NoTextOption,
    OutputOption,
    PlacesArgument,
    QuietOption,
    ResumeOption,
    RolesOption,
    RulesOption,
    VerboseOption,
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
    from transcript_rupture.batch import Options, Recipe


def analyze_command(
    places: PlacesArgument,
    output: OutputOption,
    jobs: JobsOption = None,
    resume: ResumeOption = True,
    force: ForceOption = False,
    dry_run: DryRunOption = False,
    limit: LimitOption = None,
    fail_fast: FailFastOption = False,
    format_name: FormatOption = None,
    roles: RolesOption = None,
    mapping: MapOption = None,
    rules: RulesOption = None,
    config: ConfigOption = None,
    no_text: NoTextOption = False,
    model: ModelOption = None,
    no_model: NoModelOption = False,
    no_bom: NoBomOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Find candidate ruptures and repairs; write a timeline a session, and tables."""
    from transcript_rupture.batch import Options  # noqa: PLC0415  # heavy

    recipe = _recipe(config, rules, roles, mapping)
    options = Options(
        recipe=replace(
            recipe,
            format=format_name,
            text=not no_text,
            use_model=not no_model,
            model=model,
        ),
        jobs=jobs,
        resume=resume and not force,
        limit=limit,
        fail_fast=fail_fast,
        bom=not no_bom,
    )
    if dry_run:
        raise typer.Exit(_preview(places, output, options))
    raise typer.Exit(_analyze(places, output, options, quiet=quiet, verbose=verbose))


def _recipe(
    config: Path | None,
    rules: list[Path] | None,
    roles: list[str] | None,
    mapping: list[str] | None,
) -> Recipe:
    from transcript_rupture.batch import Recipe  # noqa: PLC0415  # heavy

    return Recipe(
        settings=load_settings(config),
        rule_texts=tuple(read_text(path) for path in rules or ()),
        roles=parse_roles(roles),
        mapping=parse_mapping(mapping),
    )


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
