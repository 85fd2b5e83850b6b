"""``promote``: the gate before a trained model becomes the default."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from transcript_rupture.cli.compare import comparison_lines
from transcript_rupture.cli.evaluate import DrawsOption
from transcript_rupture.cli.failing import ExitCode, say

if TYPE_CHECKING:
    from transcript_rupture.evaluate.promotion import Decision


def promote_command(
    candidate: Annotated[
        Path,
        typer.Argument(metavar="CANDIDATE", help="A model folder that `train` wrote."),
    ],
    frozen: Annotated[
        Path,
        typer.Option(
            metavar="RATED",
            help="Rated sessions kept for this decision; nothing may learn from them.",
        ),
    ],
    models: Annotated[
        Path,
        typer.Option(
            metavar="FOLDER",
            help="Where models are kept; index.json there names the default.",
        ),
    ],
    current: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="The model to hold against; default: the default of --models, or "
            "rules and measures only.",
        ),
    ] = None,
    draws: DrawsOption = 1000,
) -> None:
    """Make a model the default if it passes every condition; else say which it fails."""
    from transcript_rupture.evaluate.promotion import (  # noqa: PLC0415  # heavy
        Request,
        promote,
    )
    from transcript_rupture.rated import read_rated  # noqa: PLC0415  # heavy

    request = Request(candidate=candidate, models=models, current=current, draws=draws)
    rows = read_rated(frozen)
    say(f"{len(rows)} rated sessions")
    decision = promote(request, rows)
    typer.echo("\n".join(_lines(decision)))
    raise typer.Exit(ExitCode.DONE if decision.promoted else ExitCode.SOME_FAILED)


def _lines(decision: Decision) -> Iterator[str]:
    if decision.comparison is not None:
        yield "A is the current model, B the candidate."
        yield from comparison_lines(decision.comparison)
        yield ""
    if decision.promoted:
        yield f"{decision.candidate} is the default now, sha256 {decision.sha256}"
    else:
        yield f"{decision.candidate} was not promoted; it stays where it was:"
        yield from (f"  {reason}" for reason in decision.reasons)
