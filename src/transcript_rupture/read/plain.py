"""Plain text with speaker labels: agency transcripts, Otter, Zoom, Rev, F4, QualCoder."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from transcript_rupture.errors import UnknownFormatError
from transcript_rupture.read.document import Document, Draft, joined
from transcript_rupture.read.findings import Findings
from transcript_rupture.read.furniture import without_furniture
from transcript_rupture.read.grammar import Header
from transcript_rupture.read.labels import is_name_shaped
from transcript_rupture.read.layout import (
    Line,
    is_metadata,
    written_lines,
)
from transcript_rupture.read.time_lines import time_lines
from transcript_rupture.read.timecode import CLOCK, HASH, clock_range

LEADING_TIME = re.compile(rf"{CLOCK}\s+")
TRAILING_MARK = re.compile(rf"\s*({HASH})$")
LEADING_MARK = re.compile(rf"({HASH})\s*")
LONGEST_TITLE = 12
ADVICE = (
    "begin each turn with its speaker and a colon (Therapist: ...), "
    "or save as .csv or .vtt with speakers"
)


@dataclass(slots=True)
class _Speech:
    """Somebody's speech while its lines are collected."""

    header: Header
    line: Line
    time: str
    parts: list[str] = field(default_factory=list)


def sniff(text: str) -> float:
    """How surely this is plain text: any text may be, so everything else goes first."""
    return 0.1 if text.strip() else 0.0


def parse(document: Document, findings: Findings) -> Iterator[Draft]:
    """Yield what each labeled speaker says; refuse a file whose labels are unclear."""
    found = without_furniture(written_lines(document.text, findings), findings)
    if found is None:
        raise UnknownFormatError("no speaker labels were recognized", ADVICE)
    lines, reading = found
    headers = _without_header_block(lines, reading.headers)
    _report_labels(headers, lines, findings)
    first = min(headers)
    times = time_lines(lines, headers, findings)
    opening = [line for at, line in enumerate(lines[:first]) if at not in times]
    yield from _opening(opening, findings)
    for speech in _speeches(lines, headers, times):
        yield _draft(speech)


def _opening(lines: Sequence[Line], findings: Findings) -> Iterator[Draft]:
    """Lines before the first label: a header block, titles, or speech of nobody."""
    in_block = any(is_metadata(line.text) for line in lines)
    for line in filter(lambda line: line.text, lines):
        if is_metadata(line.text) or _is_title(line.text, in_block=in_block):
            findings.add("header-line", line.number)
        else:
            findings.add("unlabeled-start", line.number)
            yield Draft(text=line.text, line=line.number)


def _is_title(text: str, *, in_block: bool) -> bool:
    if re.fullmatch(r"[\W_]+", text) or text.startswith("#"):
        return True
    is_short = len(text.split()) <= LONGEST_TITLE
    return is_short and (in_block or not re.search(r"[.?!…]$", text))


def _speeches(
    lines: Sequence[Line], headers: Mapping[int, Header], times: Container[int]
) -> Iterator[_Speech]:
    current: _Speech | None = None
    pending = ""
    for position, line in enumerate(lines):
        if header := headers.get(position):
            if current:
                yield current
            current = _Speech(header, line, header.time or pending, [header.rest])
            pending = ""
        elif position in times:
            pending = line.text
        elif current:
            current.parts.append(_continued(line.text, current.header))
            pending = pending if not line.text else ""
    if current:
        yield current


def _without_header_block(
    lines: Sequence[Line], headers: dict[int, Header]
) -> dict[int, Header]:
    """Leave out ``Therapist: J. Smith`` in the header block of a ``T:``/``C:`` file."""
    block = _first_block(lines)
    if not any(is_metadata(lines[at].text) for at in block):
        return headers
    kept = dict(headers)
    later = {header.label for at, header in headers.items() if at not in block}
    for at in block & headers.keys():
        header = headers[at]
        if header.label not in later and is_name_shaped(header.rest or "-"):
            del kept[at]
    return kept or headers


def _first_block(lines: Sequence[Line]) -> set[int]:
    """Positions from the first written line to the first blank one."""
    block = set[int]()
    for position, line in enumerate(lines):
        if line.text:
            block.add(position)
        elif block:
            break
    return block


def _continued(text: str, header: Header) -> str:
    # Otter files that were imported again repeat the time before the words.
    return LEADING_TIME.sub("", text, count=1) if header.strips_times else text


def _draft(speech: _Speech) -> Draft:
    text = joined(speech.parts)
    start, end = clock_range(speech.time)
    if leading := LEADING_MARK.match(text):
        start = clock_range(leading[1])[0] if start is None else start
        text = text[leading.end() :]
    if trailing := TRAILING_MARK.search(text[-20:]):
        end = clock_range(trailing[1])[0]
        text = text[: -len(trailing[0])]
    return Draft(
        text=text,
        line=speech.line.number,
        speaker=speech.header.label,
        id=speech.line.printed,
        start_ms=start,
        end_ms=end,
    )


def _report_labels(
    headers: dict[int, Header], lines: Sequence[Line], findings: Findings
) -> None:
    seen: dict[str, list[int]] = {}
    for at, header in headers.items():
        seen.setdefault(header.label, []).append(lines[at].number)
    recurring = [label for label, numbers in seen.items() if len(numbers) > 1]
    for numbers in seen.values() if len(recurring) > 1 else ():
        if len(numbers) == 1:
            findings.add("label-once", numbers[0])
    inside = _inside_pattern(recurring)
    for at, line in enumerate(lines):
        spoken = headers[at].rest if at in headers else line.text
        if inside and inside.search(spoken):
            findings.add("label-inside-speech", line.number)


def _inside_pattern(labels: Sequence[str]) -> re.Pattern[str] | None:
    if not labels:
        return None
    names = "|".join(re.escape(label) for label in sorted(labels)[:50])
    return re.compile(rf"(?:^|\s)(?:{names})\s*:\s")
