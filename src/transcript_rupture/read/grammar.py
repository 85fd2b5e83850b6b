"""The ways to write who speaks in a plain-text transcript, and which one a file uses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from transcript_rupture.read.labels import (
    EVENTS,
    LONGEST,
    accepted_labels,
    is_name_shaped,
    is_role_label,
)
from transcript_rupture.read.layout import TIME_ALONE, TIME_MARK, TIME_RANGE, Line

ANY_TIME = rf"(?:{TIME_MARK}|{TIME_RANGE})"
NOT_IN_NAMES = r":：\[\]{}<>|\t"
NAME = rf"[^\s()#{NOT_IN_NAMES}][^{NOT_IN_NAMES}]{{0,{LONGEST - 1}}}?"
# "Name  0:04" is a time after a name, not the label "Name  0".
COLON = r"(?:(?<!\d):|:(?!\d\d(?!\d))|：)(?!//)"
# Typed pages are 60 to 110 characters wide; longer lines are whole turns.
LEAST_WIDTH = 60
MOST_WIDTH = 110
FULL_LINE = 0.7
LEAST_HITS = 2
LEAST_COVERAGE = 0.6
# Labels that are plainly roles, or carry a time, may stand over long monologues.
LEAST_COVERAGE_IF_SURE = 0.2


@dataclass(frozen=True, slots=True)
class Grammar:
    """One way to write who speaks: its pattern and what its labels must be.

    A line without ``needs`` is not tried, which is much quicker than the pattern.
    """

    name: str
    pattern: re.Pattern[str]
    timed: bool = False
    once: bool = True
    roles_only: bool = False
    bracketed: bool = False
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The beginning of somebody's speech: label, time mark, first words."""

    label: str
    time: str = ""
    rest: str = field(default="", repr=False)
    strips_times: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What one grammar makes of a file: headers by line position, share explained."""

    headers: dict[int, Header] = field(repr=False)
    coverage: float
    is_sure: bool

    @property
    def holds(self) -> bool:
        """Whether the grammar explains enough of the file to be trusted."""
        least = LEAST_COVERAGE_IF_SURE if self.is_sure else LEAST_COVERAGE
        return len(self.headers) >= LEAST_HITS and least <= self.coverage


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.DOTALL)


GRAMMARS = (
    Grammar(
        "label, colon",
        _pattern(
            rf"(?:(?P<before>{ANY_TIME})[\s,;|–—-]{{0,20}})?(?P<label>{NAME})"
            rf"(?:\s{{0,20}}(?P<after>{TIME_MARK})|\s{{1,20}}(?P<late>{TIME_RANGE}))?"
            rf"\s{{0,20}}{COLON}(?P<rest>.*)"
        ),
    ),
    Grammar(
        "label, time in brackets",
        _pattern(
            rf"(?:(?P<before>{ANY_TIME})\s+)?(?P<label>{NAME})"
            rf"\s{{0,20}}(?P<after>{TIME_MARK}):?(?P<rest>.*)"
        ),
        timed=True,
    ),
    Grammar(
        "label, time",
        _pattern(
            rf"(?:(?P<before>{TIME_RANGE})\s+)?(?P<label>{NAME})"
            rf"[\s,|–—-]{{1,20}}(?P<after>{TIME_RANGE})(?P<rest>)\s*"
        ),
        timed=True,
    ),
    Grammar(
        "time, label",
        _pattern(
            rf"(?P<before>{ANY_TIME})[\s–—-]{{1,20}}(?P<label>{NAME})(?P<rest>)\s*"
        ),
        timed=True,
        once=False,
    ),
    Grammar(
        "label, dot",
        _pattern(r"(?P<label>[^\W\d_]{1,4}\d?)\.\s+(?P<rest>\S.*)"),
        roles_only=True,
        needs=".",
    ),
    Grammar(
        "label in brackets",
        _pattern(rf"\[(?P<label>[^\]\[:]{{1,{LONGEST}}})\]\s*:?(?P<rest>.*)"),
        once=False,
        bracketed=True,
        needs="[",
    ),
    Grammar(
        "label alone",
        _pattern(rf"(?P<label>[^\W\d_]{{4}}[^{NOT_IN_NAMES}]{{0,20}}?)(?P<rest>)\s*"),
        roles_only=True,
    ),
    Grammar(
        "label, tab", _pattern(rf"(?P<label>{NAME})\t+(?P<rest>\s*\S.*)"), needs="\t"
    ),
)


def choose_reading(lines: Sequence[Line]) -> Reading | None:
    """The reading that explains most of the file, or none if it would be a guess."""
    readings = [_read(grammar, lines) for grammar in GRAMMARS]
    held = [reading for reading in readings if reading.holds]
    return max(held, key=lambda reading: len(reading.headers), default=None)


def _read(grammar: Grammar, lines: Sequence[Line]) -> Reading:
    possible = {
        position: header
        for position, line in enumerate(lines)
        if line.text
        and grammar.needs in line.text
        and (header := _header(grammar, line.text))
    }
    if not possible:
        return Reading({}, 0.0, is_sure=False)
    starts = _paragraph_starts(lines, possible)
    accepted = _accepted(grammar, possible, starts)
    headers = {
        at: found
        for at, found in possible.items()
        if found.label in accepted and not _is_answer(found, possible.get(at - 1))
    }
    roles = sum(is_role_label(header.label) for header in headers.values())
    is_sure = grammar.timed or len(headers) < 2 * roles
    return Reading(headers, _coverage(headers, lines, starts), is_sure)


def _header(grammar: Grammar, text: str) -> Header | None:
    found = grammar.pattern.fullmatch(text)
    if found is None:
        return None
    marks = found.groupdict()
    times = [marks.get(name) or "" for name in ("after", "late", "before")]
    return Header(
        label=found["label"].strip("*_•–—- \t"),
        time=next(filter(None, times), ""),
        rest=found["rest"].strip(),
        strips_times=bool(marks.get("before") and marks.get("after")),
    )


def _is_answer(found: Header, above: Header | None) -> bool:
    """Whether ``as I said:`` stands where a name on the line above is to speak."""
    waits = above is not None and not above.rest and _is_plain_label(above.label)
    return waits and not _is_plain_label(found.label)


def _is_plain_label(label: str) -> bool:
    return is_role_label(label) or is_name_shaped(label)


def _accepted(
    grammar: Grammar, possible: dict[int, Header], starts: set[int]
) -> frozenset[str]:
    # A wrapped line that begins "Remember:" is no speaker: names that occur once
    # count only where a paragraph begins.
    counts = [header.label for header in possible.values()]
    tally = Counter(counts)
    at_start = {header.label for at, header in possible.items() if at in starts}
    back = {label for label, count in tally.items() if count > 1}
    labels = accepted_labels(counts, once=grammar.once) & (at_start | back)
    if grammar.roles_only:
        return frozenset(filter(is_role_label, labels))
    if grammar.bracketed:
        # Ids such as [id1] are no names: that they come back is all they show.
        return frozenset(label for label in back if not EVENTS.fullmatch(label))
    if grammar.timed:
        # A time beside it makes even a word like "Host" a speaker, if it comes back.
        return labels | frozenset(filter(is_name_shaped, back))
    return labels


def _coverage(
    headers: dict[int, Header], lines: Sequence[Line], starts: set[int]
) -> float:
    """The share of paragraphs that begin with a header."""
    counted = 0
    below_header = False
    for position, line in enumerate(lines):
        if not line.text or TIME_ALONE.fullmatch(line.text):
            continue
        is_header = position in headers
        counted += position in starts and not is_header and not below_header
        below_header = is_header and not headers[position].rest
    return len(headers) / max(1, len(headers) + counted)


def _paragraph_starts(lines: Sequence[Line], possible: Container[int]) -> set[int]:
    """Lines that begin a paragraph: not those that continue a full line above."""
    starts = {at for at, line in enumerate(lines) if line.text}
    longest = max(len(line.text) for line in lines)
    continued = {
        at for at in starts if at > 0 and len(lines[at - 1].text) >= FULL_LINE * longest
    }
    is_page = LEAST_WIDTH <= longest <= MOST_WIDTH
    labeled = sum(at in possible for at in continued)
    # Where most lines below full ones carry labels, every line is a turn of its own.
    return starts - continued if is_page and 2 * labeled < len(continued) else starts
