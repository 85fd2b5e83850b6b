"""The lines of a plain-text transcript, without the printed line numbers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from transcript_rupture.errors import UnreadableFileError
from transcript_rupture.read.findings import Findings
from transcript_rupture.read.labels import METADATA, key_of
from transcript_rupture.read.timecode import CLOCK, HASH

TIME_RANGE = rf"{CLOCK}(?:\s*(?:-->|->|[-–—])\s*{CLOCK})?"
TIME_MARK = rf"(?:\[{TIME_RANGE}\]|\({TIME_RANGE}\)|\{{{TIME_RANGE}\}}|{HASH})"
TIME_ALONE = re.compile(rf"{TIME_MARK}|{TIME_RANGE}")

NUMBERED = re.compile(r"(\d{1,6})(?:[.)]\s*|\s+)(?=\S)", re.ASCII)
BOLD_LABEL = re.compile(r"(?:\*\*|__)([^*_\n]{1,60}?)\s*(:?)\s*(?:\*\*|__)\s*(:?)\s*")
LEAST_NUMBERED = 0.8
# Days of talk: what has more lines is not one session.
MOST_LINES = 250_000


class Line(NamedTuple):
    """One line of a page: its number in the file, its text, its printed number."""

    number: int
    text: str
    printed: str | None = None


def written_lines(text: str, findings: Findings) -> list[Line]:
    """The lines of a text; a form feed, where a page ends, counts as a blank line."""
    if text.count("\n") > MOST_LINES:
        what = f"the text has more than {MOST_LINES} lines"
        raise UnreadableFileError(what, "split it, one session a file")
    lines = [
        Line(number, _unbold(part.strip()))
        for number, raw in enumerate(text.split("\n"), start=1)
        for part in raw.replace("\f", "\f\f").split("\f")
    ]
    return _without_line_numbers(lines, findings)


def is_metadata(text: str) -> bool:
    """Whether a line is a ``Date: ...`` or ``Client ID: ...`` line of a header.

    >>> is_metadata("Client ID: 12"), is_metadata("Client: Hello")
    (True, False)
    """
    key, colon, _ = text.partition(":")
    return bool(colon) and key_of(key) in METADATA


def _unbold(text: str) -> str:
    """Markdown writes labels as ``**Name:**``."""
    if not text.startswith(("**", "__")):
        return text
    bold = BOLD_LABEL.match(text)
    if bold is None or not (bold[2] or bold[3]):
        return text
    return f"{bold[1]}: {text[bold.end() :]}"


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
