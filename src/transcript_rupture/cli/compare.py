"""``compare``: two models, or a model and rules alone, on the same rated sessions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from transcript_rupture.cli.columns import aligned
from transcript_rupture.cli.evaluate import (
    CorpusOption,
    DrawsOption,
    JsonOption,
    RatedArgument,
    write_json,
)
from transcript_rupture.cli.evaluation import material_lines
from transcript_rupture.cli.failing import say

if TYPE_CHECKING:
    from transcript_rupture.evaluate.compare import Comparison, Difference
    from transcript_rupture.evaluate.records import Program

HEAD = ("", "figure", "A", "B", "B less A [95 %]", "B better", "")
RIGHT = frozenset({2, 3, 4, 5})


def compare_command(
    a: Annotated[
        str,
        typer.Argument(
            metavar="A",
            help="A model folder, a folder of timelines, or the word rules.",
        ),
    ],
    b: Annotated[str, typer.Argument(metavar="B", help="The same, to set beside A.")],
    rated: RatedArgument,
    corpus: CorpusOption = None,
    draws: DrawsOption = 1000,
    json_file: JsonOption = None,
) -> None:
    """Compare two programs on the same sessions, and say where that is just noise."""
    from transcript_rupture.evaluate.compare import compare  # noqa: PLC0415  # heavy
    from transcript_rupture.evaluate.plain import (  # noqa: PLC0415  # heavy
        comparison_plain,
    )
    from transcript_rupture.evaluate.programs import (  # noqa: PLC0415  # heavy
        choose_sessions,
        named_program,
    )

    rows = choose_sessions(rated, corpus=corpus)
    say(f"{len(rows)} rated sessions")
    found = compare(rows, named_program(a, rows), named_program(b, rows), draws=draws)
    typer.echo("\n".join(comparison_lines(found)))
    if json_file is not None:
        write_json(json_file, comparison_plain(found))


def comparison_lines(found: Comparison) -> Iterator[str]:
    """A comparison in plain columns."""
    yield f"A         {_named(found.a)}"
    yield f"B         {_named(found.b)}"
    yield from material_lines(found.material)
    yield f"intervals 95 %, {found.draws} draws of whole sessions, the same for both"
    yield ""
    yield from found.material.cautions
    yield ""
    yield aligned([HEAD, *map(_row, found.differences)], right=RIGHT)
    yield from _example_lines(found)


def _named(program: Program) -> str:
    model = program.model
    return program.name if model is None else f"{program.name}, sha256 {model.sha256}"


def _row(row: Difference) -> tuple[str, ...]:
    from transcript_rupture.evaluate.wording import (  # noqa: PLC0415  # heavy
        NAMES,
        number,
        with_interval,
    )

    return (
        row.subject,
        NAMES[row.name],
        number(row.a),
        number(row.b),
        with_interval(row.difference),
        f"{row.better:.0%}",
        row.verdict.value,
    )


def _example_lines(found: Comparison) -> Iterator[str]:
    a, b = found.a.examples, found.b.examples
    if a is not None and b is not None:
        yield ""
        yield (
            f"near-misses of the codebook that are flagged: A {a.fired}, B {b.fired} "
            f"of {a.near_misses}; positives: A {a.found}, B {b.found} of {a.positives}"
        )
