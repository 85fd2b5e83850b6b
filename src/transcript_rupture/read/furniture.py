"""Page numbers, running heads and footers: what a page prints around the speech.

An answer may look like any of them (``7/10``, ``Page 12``, ``End of session.``), so
a line is left out only where the page around it shows that nobody says it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from transcript_rupture.read.findings import Findings
from transcript_rupture.read.grammar import Header, Reading, choose_reading
from transcript_rupture.read.labels import LONGEST
from transcript_rupture.read.layout import Line

PAGE_MARK = re.compile(
    r"[-–—\s\[(]*(?:(?:page|p\.|seite)\s*)?(?P<page>\d{1,4})"
    r"(?:\s*(?:of|/|von)\s*\d{1,4})?[-–—\s\])]*",
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
SENTENCE_END = re.compile(r"[.?!…,;:]$")
LONGEST_MARK = 120
MOST_BLOCK_LINES = 3
MOST_FOOTER_LINES = 4
# Two numbers that count up may be two answers; three pages have three numbers.
LEAST_PAGES = 3


@dataclass(frozen=True, slots=True)
class _Mark:
    """A line that looks like a page number, and the short lines beside it."""

    at: int
    page: int
    shape: str
    block: range
    beside: tuple[int, ...]


def without_furniture(
    lines: Sequence[Line], findings: Findings
) -> tuple[list[Line], Reading] | None:
    """The lines with furniture left blank, and who speaks in them if that is clear."""
    marks = list(_marks(lines))
    masked = {mark.at for mark in marks} | set(_last_lines(lines))
    if reading := choose_reading(_blanked(lines, masked)):
        gone = _furniture(lines, marks, reading.headers, findings)
        return _blanked(lines, gone), reading
    masked |= _heads(lines, marks, {at for mark in marks for at in _others(mark)})
    if (reading := choose_reading(_blanked(lines, masked))) is None:
        return None
    kept = _blanked(lines, _furniture(lines, marks, reading.headers, findings))
    # Some of what looked like running heads may have been labeled speech.
    return kept, choose_reading(kept) or reading


def _furniture(
    lines: Sequence[Line],
    marks: Sequence[_Mark],
    headers: Mapping[int, Header],
    findings: Findings,
) -> set[int]:
    """Positions of what is left out, each noted."""
    answers = _below_bare_headers(lines, headers)
    pages = _page_lines(lines, marks, headers, answers)
    footers = {at for at in _last_lines(lines) if at not in headers}
    footers = footers if footers.isdisjoint(answers) else set()
    for at in sorted(pages - footers):
        findings.add("page-furniture", lines[at].number)
    for at in sorted(footers):
        findings.add("footer-line", lines[at].number)
    return pages | footers


def _blanked(lines: Sequence[Line], gone: Container[int]) -> list[Line]:
    return [
        line._replace(text="") if at in gone else line for at, line in enumerate(lines)
    ]


def _blocks(lines: Sequence[Line]) -> list[range]:
    """Runs of written lines between blank ones."""
    runs = groupby(range(len(lines)), key=lambda at: bool(lines[at].text))
    found = [list(run) for is_written, run in runs if is_written]
    return [range(run[0], run[-1] + 1) for run in found]


def _marks(lines: Sequence[Line]) -> Iterator[_Mark]:
    """The only page number in each short block."""
    blocks = _blocks(lines)
    for number, block in enumerate(blocks):
        if len(block) > MOST_BLOCK_LINES:
            continue
        found = [(at, match) for at in block if (match := _page_mark(lines[at].text))]
        if len(found) != 1:
            continue
        ((at, match),) = found
        shape = (
            f"{match.string[: match.start('page')]}#{match.string[match.end('page') :]}"
        )
        around = blocks[max(number - 1, 0) : number + 2]
        beside = (near[0] for near in around if len(near) == 1 and near != block)
        yield _Mark(at, int(match["page"]), shape.casefold(), block, tuple(beside))


def _page_mark(text: str) -> re.Match[str] | None:
    return PAGE_MARK.fullmatch(text) if len(text) <= LONGEST_MARK else None


def _others(mark: _Mark) -> set[int]:
    return {*mark.block, *mark.beside} - {mark.at}


def _page_lines(
    lines: Sequence[Line],
    marks: Sequence[_Mark],
    headers: Mapping[int, Header],
    answers: Container[int],
) -> set[int]:
    """Page numbers that count up, and the heads that come back beside them."""
    labels = {header.label for header in headers.values()}
    silent = {
        at
        for mark in marks
        for at in _others(mark)
        if at not in answers and not _is_speech(lines[at].text, labels)
    }
    possible = [mark for mark in marks if not any(at in answers for at in mark.block)]
    heads = _heads(lines, possible, silent)
    pages = _counting_up(
        [mark for mark in possible if {*mark.block} - {mark.at} <= heads]
    )
    return {mark.at for mark in pages} | _heads(lines, pages, silent)


def _heads(lines: Sequence[Line], marks: Sequence[_Mark], silent: set[int]) -> set[int]:
    beside = [at for mark in marks for at in _others(mark) & silent]
    count = Counter(lines[at].text for at in set(beside))
    return {at for at in beside if count[lines[at].text] >= LEAST_PAGES}


def _is_speech(text: str, labels: Container[str]) -> bool:
    """Whether a line carries a speaker's label, or ends as sentences do."""
    # A label is followed by a colon, a time or a blank, never by another letter.
    return SENTENCE_END.search(text) is not None or any(
        text[:end] in labels and not text[end : end + 1].isalnum()
        for end in range(1, LONGEST + 1)
    )


def _counting_up(marks: Sequence[_Mark]) -> list[_Mark]:
    """Marks of one shape that count up by one, at least three in a row."""
    by_shape: dict[str, list[list[_Mark]]] = {}
    for mark in marks:
        runs = by_shape.setdefault(mark.shape, [[]])
        if runs[-1] and mark.page != runs[-1][-1].page + 1:
            runs.append([])
        runs[-1].append(mark)
    long = [
        run for runs in by_shape.values() for run in runs if len(run) >= LEAST_PAGES
    ]
    return [mark for run in long for mark in run]


def _below_bare_headers(
    lines: Sequence[Line], headers: Mapping[int, Header]
) -> set[int]:
    """The first written line below each header that stands alone: it is an answer."""
    found = set[int]()
    is_bare = False
    for at, line in enumerate(lines):
        if at in headers:
            is_bare = not headers[at].rest
        elif line.text and is_bare:
            found.add(at)
            is_bare = False
    return found


def _last_lines(lines: Sequence[Line]) -> list[int]:
    """Footers below a blank line at the very end of the file."""
    written = [at for at, line in enumerate(lines) if line.text]
    found: list[int] = []
    for at in reversed(written[-MOST_FOOTER_LINES:]):
        text = lines[at].text
        if len(text) > LONGEST_MARK or FOOTER.fullmatch(text) is None:
            break
        found.append(at)
    while found and found[-1] > 0 and lines[found[-1] - 1].text:
        found.pop()
    return found
