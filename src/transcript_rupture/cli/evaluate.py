"""``evaluate``: how far a program agrees with the raters of a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from transcript_rupture.cli.failing import say
from transcript_rupture.cli.options import ModelOption, NoModelOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transcript_rupture.evaluate import Report
    from transcript_rupture.rated import RatedTranscript

RatedArgument = Annotated[
    Path,
    typer.Argument(
        metavar="RATED",
        help="A folder of rated sessions: sessions.jsonl with labels/, or coded "
        "dialogues.",
    ),
]
CorpusOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="Only the sessions of this corpus.")
]
DrawsOption = Annotated[
    int,
    typer.Option(min=0, help="Draws of sessions for the intervals; 0 leaves them out."),
]
JsonOption = Annotated[
    Path | None,
    typer.Option("--json", metavar="FILE", help="The same numbers as a JSON file."),
]


def evaluate_command(
    rated: RatedArgument,
    timelines: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Timelines that `analyze` wrote, in place of a new analysis.",
        ),
    ] = None,
    model: ModelOption = None,
    no_model: NoModelOption = False,
    corpus: CorpusOption = None,
    learn: Annotated[
        Path | None,
        typer.Option(
            metavar="RATED",
            help="Other rated sessions: a bag of words learns from them, to stand beside.",
        ),
    ] = None,
    json_file: JsonOption = None,
    html_file: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="The report as one page."),
    ] = None,
    draws: DrawsOption = 500,
) -> None:
    """Compare what the program finds with what raters saw; with intervals."""
    from transcript_rupture.evaluate import evaluate  # noqa: PLC0415  # heavy
    from transcript_rupture.evaluate.programs import (  # noqa: PLC0415  # heavy
        Choice,
        choose_sessions,
        run,
    )

    rows = choose_sessions(rated, corpus=corpus)
    say(f"{len(rows)} rated sessions")
    choice = Choice(timelines=timelines, model=model, use_model=not no_model)
    measured = run(rows, choice, learn=learn)
    report = evaluate(rows, measured.program, beside=measured.beside, draws=draws)
    _print(report)
    _warn(model or _default(), rows, used=report.model is not None)
    _write(report, json_file, html_file)


def _default() -> Path | None:
    from transcript_rupture.default_model import default_model  # noqa: PLC0415  # heavy

    return default_model()


def _warn(folder: Path | None, rows: Sequence[RatedTranscript], *, used: bool) -> None:
    """Say where the model knows these sessions already: then figures flatter."""
    from transcript_rupture.evaluate.leaks import leaks  # noqa: PLC0415  # heavy

    if used and folder is not None:
        for leak in leaks(folder, rows):
            say(f"caution, these figures flatter: {leak}")


def write_json(file: Path, plain: object) -> None:
    """Write plain values as a JSON file, and say where."""
    from transcript_rupture.write.atomic import write_text  # noqa: PLC0415  # heavy

    text = json.dumps(plain, indent=1, ensure_ascii=False, allow_nan=False)
    write_text(file, text + "\n")
    say(f"written: {file}")


def _print(report: Report) -> None:
    from transcript_rupture.cli.evaluation import report_text  # noqa: PLC0415  # heavy

    typer.echo(report_text(report), nl=False)


def _write(report: Report, json_file: Path | None, html_file: Path | None) -> None:
    from transcript_rupture.evaluate import to_plain  # noqa: PLC0415  # heavy

    if json_file is not None:
        write_json(json_file, to_plain(report))
    if html_file is not None:
        from transcript_rupture.evaluate.page import render  # noqa: PLC0415  # heavy
        from transcript_rupture.write.atomic import write_text  # noqa: PLC0415  # heavy

        write_text(html_file, render(report))
        say(f"written: {html_file}")
