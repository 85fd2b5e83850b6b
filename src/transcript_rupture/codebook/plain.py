"""The codebook as plain text, for a terminal."""

from __future__ import annotations

from textwrap import fill, indent
from typing import TYPE_CHECKING

from transcript_rupture.codebook.dialogue import LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcript_rupture.codebook.book import Code, Codebook, Example

WIDTH = 80


def render_list(codebook: Codebook) -> str:
    """Every code with its plain name, by family, one line each."""
    blocks = [f"Codebook {codebook.version}: {len(codebook.codes)} codes"]
    for family, entry in codebook.families.items():
        codes = codebook.of(family)
        head = f"{entry.letter}  {entry.group} ({len(codes)})"
        rows = (f"   {code.name:<28} {code.title}" for code in codes)
        blocks.append("\n".join([head, *rows]))
    return "\n\n".join(blocks) + "\n"


def render_code(code: Code) -> str:
    """One code in full: meaning, origin, what it needs, examples, near misses."""
    blocks = [
        f"{code.name}: {code.title}\n{code.letter}  {code.group}",
        fill(code.definition, WIDTH),
        "\n".join(fill(fact, WIDTH) for fact in _facts(code)),
        *_examples("Shows it:", code.positives),
        *_examples("Only seems to:", code.near_misses),
    ]
    return "\n\n".join(blocks) + "\n"


def _facts(code: Code) -> Iterator[str]:
    yield f"Origin: {code.origin}"
    if code.counterpart:
        yield f"Nearest in the 3RS: {code.counterpart}"
    if code.needs:
        yield f"Needs: {code.needs}"


def _examples(head: str, examples: tuple[Example, ...]) -> Iterator[str]:
    if examples:
        yield "\n\n".join([head, *(_example(example) for example in examples)])


def _example(example: Example) -> str:
    lines = [
        fill(f"{LETTERS[role]}: {text}" if role else text, WIDTH - 4)
        for role, text in example.turns
    ]
    if example.reason:
        lines.append(fill(f"({example.reason})", WIDTH - 4))
    if example.shows_not:
        lines.append(fill(f"(needs more: {example.shows_not})", WIDTH - 4))
    return indent("\n".join(lines), "    ")
