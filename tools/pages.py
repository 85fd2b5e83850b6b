"""The pages of docs/ that list what the program reads and what its rules say."""

from __future__ import annotations

from collections.abc import Iterator

from transcript_rupture.codebook import load_codebook
from transcript_rupture.domain import Family
from transcript_rupture.match import shipped_rulebook
from transcript_rupture.match.rulebook import Rule
from transcript_rupture.read import FORMATS
from transcript_rupture.read.findings import KINDS
from transcript_rupture.read.refused import AS_TEXT, SIGNATURES, TEXTS, ZIPS

MADE = "<!-- Made by tools/make_docs.py; do not edit. -->"


LEFT_OUT = {
    "header-line": "`Date: ...` and the like, and short titles, above the first speaker of a plain text",
    "page-furniture": "page numbers between blank lines, at least three of one shape that count up, and unlabeled lines that come back beside three of them",
    "footer-line": "`Transcribed by ...` and `End of session` at the very end of a plain text, below a blank line",
    "line-numbers": "printed line numbers; they become ids",
    "time-line": "a time in brackets on a line of its own that no speaker follows; a bare `6:45` stays speech unless a speaker follows it",
    "comment": "`NOTE`, `STYLE` and `REGION` blocks of WebVTT",
    "rolling-caption": "the second showing of a line in captions that roll",
    "repeated-row": "the same utterance again for another annotator (AnnoMI)",
    "empty-utterance": "utterances and captions without words; those with an id in JSON or a table are kept (`empty-text`)",
}


def formats_page() -> str:
    """What is read, what is refused, and what a reader may notice."""
    return "\n".join(_formats()) + "\n"


def rules_page() -> str:
    """Every shipped rule: its code, its reason, and what it fires on."""
    return "\n".join(_rules()) + "\n"


def _formats() -> Iterator[str]:
    yield from (MADE, "", "# Formats", "", "## Read", "")
    yield from ("| name (`--format`) | usual endings | what it is |", "|---|---|---|")
    for known in FORMATS:
        endings = ", ".join(f"`{ending}`" for ending in known.extensions)
        yield f"| `{known.name}` | {endings} | {known.description} |"
    yield ""
    yield "The content decides; the ending is a hint. A file in which nobody can be told to speak is refused."
    yield from ("", "## Left out", "")
    yield "Every word that is said is kept, except where a file prints what nobody says. Each kind is reported under its code, with its count and its first line:"
    yield from ("", "| code | what is left out |", "|---|---|")
    yield from (f"| `{code}` | {what} |" for code, what in LEFT_OUT.items())
    yield from ("", "## Refused, with advice", "", "| what | advice |", "|---|---|")
    refused = [row[1:] for row in (*SIGNATURES, *TEXTS)]
    refused += [(what, AS_TEXT) for _, what in ZIPS]
    yield from (f"| {what} | {advice} |" for what, advice in dict.fromkeys(refused))
    yield from ("", "## What a reader may notice", "")
    yield from ("| code | severity | meaning |", "|---|---|---|")
    for code, (severity, sentence) in KINDS.items():
        yield f"| `{code}` | {severity} | {sentence} |"


def _rules() -> Iterator[str]:
    book = load_codebook()
    yield from (MADE, "", "# Rules", "")
    yield (
        f"{len(shipped_rulebook().rules)} rules, each with its own examples as tests. "
        "The score is the author's; `fuse/fusion.json` holds how far each is trusted "
        "after fitting. Rules of the contrast family are evidence against a marker."
    )
    for family in Family:
        yield from ("", f"## {family.value.title()}", "")
        yield from (
            "| rule | code | reason | score | fires on |",
            "|---|---|---|---|---|",
        )
        for rule in shipped_rulebook().rules:
            if book.codes[rule.code].family is family:
                yield _row(rule)


def _row(rule: Rule) -> str:
    example = rule.fires_on[0].replace("|", "\\|")
    return f"| {rule.id} | `{rule.code}` | {rule.why} | {rule.score} | {example} |"
