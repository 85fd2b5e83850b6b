"""What stands on the page of a plain-text transcript without being speech."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from transcript_rupture.read.findings import Findings
from transcript_rupture.read.labels import METADATA, key_of
from transcript_rupture.read.timecode import CLOCK, HASH

TIME_RANGE = rf"{CLOCK}(?:\s*(?:-->|->|[-–—])\s*{CLOCK})?"
TIME_MARK = rf"(?:\[{TIME_RANGE}\]|\({TIME_RANGE}\)|\{{{TIME_RANGE}\}}|{HASH})"
TIME_ALONE = re.compile(rf"{TIME_MARK}|{TIME_RANGE}")

NUMBERED = re.compile(r"(\d{1,6})(?:[.)]\s*|\s+)(?=\S)", re.ASCII)
PAGE_MARK = re.compile(
    r"[-–—\s\[(]*(?:page|p\.|seite)\s*\d{1,4}(?:\s*(?:of|/|von)\s*\d{1,4})?[-–—\s\])]*"
    r"|[-–—]\s*\d{1,4}\s*[-–—]|\d{1,4}\s*(?:of|/)\s*\d{1,4}",
    re.IGNORECASE | re.ASCII,
)
FOOTER = re.compile(
    r"transcribed (?:by|with|using) .{1,80}"
    r"|[\s\[(*=–—-]*(?:the )?end (?:of )?(?:the )?(?:transcript|transcription|session"
    r"|recording|audio|interview|file|tape)[\s\])*=–—.-]*"
    r"|[\[(*=–—-]+\s*end\s*[\])*=–—-]+"
    r"|[\s\[(*=–—-]*(?:transcript|recording|audio|tape|session|interview) (?:ends|ended)"
    r"[\s\])*=–—.-]*",
    re.IGNORECASE,
)
BOLD_LABEL = re.compile(r"(?:\*\*|__)([^*_\n]{1,60}?)\s*(:?)\s*(?:\*\*|__)\s*(:?)\s*")
MOST_FOOTER_LINES = 4
LEAST_NUMBERED = 0.8
LONGEST_MARK = 120
# The same line beside three page numbers is a running head, not speech.
LEAST_HEADS = 3


class Line(NamedTuple):
    """One line of a page: its number in the file, its text, its printed number."""

    number: int
    text: str
    printed: str | None = None


def speech_lines(text: str, findings: Findings) -> list[Line]:
    """The lines that may be speech, without page numbers, line numbers and footers."""
    lines = [
        Line(number, _unbold(raw.strip()))
        for number, raw in enumerate(text.replace("\f", "\n\f").split("\n"), start=1)
    ]
    lines = _renumbered(lines, text) if "\f" in text else lines
    lines = _without_footer(lines, findings)
    lines = _without_pages(lines, findings)
    return _without_line_numbers(lines, findings)


def is_metadata(text: str) -> bool:
    """Whether a line is a ``Date: ...`` or ``Client ID: ...`` line of a header.

    >>> is_metadata("Client ID: 12"), is_metadata("Client: Hello")
    (True, False)
    """
    key, colon, _ = text.partition(":")
    return bool(colon) and key_of(key) in METADATA


def _is(mark: re.Pattern[str], text: str) -> bool:
    # Marks are short; a line of megabytes is not worth the search.
    return len(text) <= LONGEST_MARK and mark.fullmatch(text) is not None


def _unbold(text: str) -> str:
    """Markdown writes labels as ``**Name:**``."""
    if not text.startswith(("**", "__")):
        return text
    bold = BOLD_LABEL.match(text)
    if bold is None or not (bold[2] or bold[3]):
        return text
    return f"{bold[1]}: {text[bold.end() :]}"


def _renumbered(lines: list[Line], text: str) -> list[Line]:
    """Line numbers as in the file, where a form feed does not end a line."""
    numbers: list[int] = []
    for number, raw in enumerate(text.split("\n"), start=1):
        numbers += [number] * (1 + raw.count("\f"))
    return [
        line._replace(number=number)
        for line, number in zip(lines, numbers, strict=True)
    ]


def _without_footer(lines: list[Line], findings: Findings) -> list[Line]:
    kept = list(lines)
    for _ in range(MOST_FOOTER_LINES):
        while kept and not kept[-1].text:
            kept.pop()
        if not kept or not _is(FOOTER, kept[-1].text):
            break
        findings.add("footer-line", kept.pop().number)
    return kept


def _without_pages(lines: list[Line], findings: Findings) -> list[Line]:
    """Page marks become blank lines, and so do running heads that stand beside them."""
    marks = {at for at, line in enumerate(lines) if _is(PAGE_MARK, line.text)}
    marks |= _bare_page_numbers(lines)
    beside = [_neighbors(lines, at) for at in marks]
    heads = Counter(lines[at].text for found in beside for at in found)
    gone = marks | {
        at for found in beside for at in found if heads[lines[at].text] >= LEAST_HEADS
    }
    for at in sorted(gone):
        findings.add("page-furniture", lines[at].number)
    return [
        line._replace(text="") if at in gone else line for at, line in enumerate(lines)
    ]


def _bare_page_numbers(lines: Sequence[Line]) -> set[int]:
    """Lone numbers that count up by one, each between blank lines."""
    lone = [
        (at, int(line.text))
        for at, line in enumerate(lines)
        if re.fullmatch(r"\d{1,4}", line.text, re.ASCII)
        and not any(
            near.text for near in lines[max(at - 1, 0) : at + 2] if near != line
        )
    ]
    counts_up = all(after - before == 1 for (_, before), (_, after) in pairwise(lone))
    return {at for at, _ in lone} if len(lone) > 1 and counts_up else set()


def _neighbors(lines: Sequence[Line], at: int) -> set[int]:
    """The nearest lines with text above and below a page mark."""
    above = next((i for i in range(at - 1, max(at - 4, -1), -1) if lines[i].text), at)
    below = next(
        (i for i in range(at + 1, min(at + 4, len(lines))) if lines[i].text), at
    )
    return {above, below} - {at}


def _without_line_numbers(lines: list[Line], findings: Findings) -> list[Line]:
    """Numbers before nearly every line that count up are taken off and remembered."""
    written = [line for line in lines if line.text]
    found = [(line, NUMBERED.match(line.text)) for line in written]
    values = [int(match[1]) for _, match in found if match]
    counts_up = all(a < b for a, b in pairwise(values))
    if len(values) < max(2, LEAST_NUMBERED * len(written)) or not counts_up:
        return lines
    findings.add("line-numbers", written[0].number)
    return [_unnumbered(line) for line in lines]


def _unnumbered(line: Line) -> Line:
    match = NUMBERED.match(line.text)
    return Line(line.number, line.text[match.end() :], match[1]) if match else line
