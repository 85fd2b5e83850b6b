"""Times on a line of their own, apart from clock times that somebody says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from transcript_rupture.read.findings import Findings
from transcript_rupture.read.grammar import Header
from transcript_rupture.read.layout import TIME_ALONE, TIME_MARK, Line

MARK = re.compile(TIME_MARK)
LEAST_TIMED = 0.5


def time_lines(
    lines: Sequence[Line], headers: Mapping[int, Header], findings: Findings
) -> frozenset[int]:
    """Positions of time marks; a bare ``6:45`` in a turn is what somebody says.

    It is a mark where a header follows: in a file that writes its times so, or set off
    by a blank line. Right below a header that stands alone it is an answer.
    """
    alone = [at for at, line in enumerate(lines) if TIME_ALONE.fullmatch(line.text)]
    marks = {at for at in alone if MARK.fullmatch(lines[at].text)}
    before_header = {
        at for at in alone if at not in marks and _leads_to_header(lines, headers, at)
    }
    if len(before_header) < LEAST_TIMED * len(headers):
        before_header = {at for at in before_header if _is_set_off(lines, headers, at)}
    for at in sorted(marks):
        if not _leads_to_header(lines, headers, at):
            findings.add("time-line", lines[at].number)
    return frozenset(marks | before_header)


def _leads_to_header(
    lines: Sequence[Line], headers: Mapping[int, Header], at: int
) -> bool:
    """Whether a header comes next, and no header waits above for its words."""
    below, above = at + 1, at - 1
    while below < len(lines) and not lines[below].text:
        below += 1
    while above >= 0 and not lines[above].text:
        above -= 1
    waits = above in headers and not headers[above].rest
    return below in headers and not waits


def _is_set_off(lines: Sequence[Line], headers: Mapping[int, Header], at: int) -> bool:
    return at + 1 in headers and (at == 0 or not lines[at - 1].text)
