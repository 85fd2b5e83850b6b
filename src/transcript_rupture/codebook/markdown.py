"""The codebook as a Markdown page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transcript_rupture.codebook.book import Code, Codebook, Example, FamilyEntry

INTRODUCTION = """\
Every code the program can give to a turn. A code marks a *candidate*: a place worth a
clinician's eye, with reasons for and against; it is no judgment about a person. One
turn may carry several codes. All example dialogues were written for this project; none
is copied from a manual. `T:` therapist, `C:` client.

*Origin* says where a code comes from: `3RS-informed` (informed by the Rupture
Resolution Rating System), `project` (defined here), or `both`; the nearest marker of the
3RS is named where there is one."""


def render_markdown(codebook: Codebook) -> str:
    """The whole codebook as one page."""
    blocks = [
        "<!-- Written by tools/make_docs.py from codebook.toml; edit that file. -->",
        "# Codebook",
        INTRODUCTION,
        f"Version {codebook.version}.",
        "## Before any code",
        _bullets(codebook.rules),
        *_overview(codebook),
    ]
    for family, entry in codebook.families.items():
        blocks.extend(_family(entry, codebook.of(family)))
    blocks.extend(_decisions(codebook))
    blocks.extend(["## Not codable from a transcript", _bullets(codebook.not_codable)])
    return "\n\n".join(blocks) + "\n"


def _bullets(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _overview(codebook: Codebook) -> Iterator[str]:
    yield "## Families"
    rows = (
        f"| {entry.letter} | {entry.group} | {len(codebook.of(family))} "
        f"| `{entry.color}` | {entry.about} |"
        for family, entry in codebook.families.items()
    )
    head = "| letter | family | codes | color | about |\n|---|---|---|---|---|"
    yield "\n".join([head, *rows])


def _family(entry: FamilyEntry, codes: tuple[Code, ...]) -> Iterator[str]:
    yield f"## {entry.group[0].upper()}{entry.group[1:]} ({len(codes)})"
    yield entry.about
    for code in codes:
        yield from _code(code)


def _code(code: Code) -> Iterator[str]:
    yield f"### `{code.name}`"
    yield f"**{code.title}.** {code.definition}"
    yield "\n".join(f"- *{name}:* {fact}" for name, fact in _facts(code))
    yield "Shows it:\n\n" + _bullets(tuple(map(_example, code.positives)))
    if code.near_misses:
        yield "Only seems to:\n\n" + _bullets(tuple(map(_example, code.near_misses)))


def _facts(code: Code) -> Iterator[tuple[str, str]]:
    yield "Origin", code.origin
    if code.counterpart:
        yield "Nearest in the 3RS", code.counterpart
    if code.needs:
        yield "Needs", code.needs


def _example(example: Example) -> str:
    if example.shows_not:
        return f"{example.text} — *needs more than these lines: {example.shows_not}*"
    return f"{example.text} — *{example.reason}*" if example.reason else example.text


def _decisions(codebook: Codebook) -> Iterator[str]:
    yield "## Decisions on the borders"
    rows = (f"| {row.case} | {row.decision} |" for row in codebook.decisions)
    yield "\n".join(["| case | decision |", "|---|---|", *rows])
