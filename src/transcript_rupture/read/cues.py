"""The cues of a caption file (WebVTT, SubRip): id, times, lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transcript_rupture.errors import MalformedFileError
from transcript_rupture.read.findings import Findings
from transcript_rupture.read.times import read_time

STAMP = r"-?(?:\d{1,4}:)?\d{1,4}:\d{1,2}(?:[.,:]\d{1,9})?"
TIME_LINE = re.compile(
    rf"\s*(?P<start>{STAMP})\s*-->\s*(?P<end>{STAMP})(?:\s+[A-Za-z]\w*:\S+)*\s*"
)
# A slip in the time line must not turn the cue into speech of the cue above.
BROKEN_TIME_LINE = re.compile(
    rf"\s*(?P<start>{STAMP})?\s*(?:-{{1,2}}|[–—=])>\s*(?P<end>{STAMP})?\s*"
    rf"|\s*(?P<only>{STAMP})\s*-->\s*\S{{0,20}}\s*"
)
COMMENT = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?")
CUE_ID = re.compile(r"\d{1,9}|[0-9A-Fa-f-]{8,36}(?:/\d+-\d+)?")


@dataclass(slots=True)
class Cue:
    """One caption: what stands between two time lines."""

    line: int
    id: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    lines: list[str] = field(default_factory=list, repr=False)


def has_time_line(text: str, *, mark: str) -> bool:
    """Whether a text holds a caption time line with this decimal mark."""
    found = re.search(rf"^[^\S\n]*{STAMP}\s*-->\s*{STAMP}", text, re.MULTILINE)
    return found is not None and (mark in found[0])


def read_cues(
    lines: Sequence[str], findings: Findings, *, comments: bool, first: int = 0
) -> list[Cue]:
    """All cues in file order; no line of text is left out, whatever is broken."""
    cues = list(_Scan(lines, findings, comments=comments).cues(first))
    if cues and all(cue.start_ms is None and cue.end_ms is None for cue in cues):
        what = "there is no caption with a time in it"
        raise MalformedFileError(
            what, "if this is plain text, name it .txt", cues[0].line
        )
    return cues


class _Scan:
    """One pass over the lines of a caption file."""

    def __init__(
        self, lines: Sequence[str], findings: Findings, *, comments: bool
    ) -> None:
        self.lines, self.findings, self.comments = lines, findings, comments
        self.current: Cue | None = None
        self.next_id: str | None = None
        self.in_comment = False

    def cues(self, first: int) -> Iterator[Cue]:
        """The cues, from line index ``first`` on."""
        for at in range(first, len(self.lines)):
            finished = self.current
            if self._opens_cue(at):
                if finished:
                    yield finished
            else:
                self._take(at)
        if self.current:
            yield self.current

    def _opens_cue(self, at: int) -> bool:
        times = _times(self.lines[at])
        if times is None:
            return False
        if TIME_LINE.fullmatch(self.lines[at]) is None:
            self.findings.add("malformed-time-line", at + 1)
        start, end = (read_time(time, self.findings, at + 1) for time in times)
        self.current = Cue(at + 1, self.next_id, start, end)
        self.next_id, self.in_comment = None, False
        return True

    def _take(self, at: int) -> None:
        line = self.lines[at].strip()
        after_blank = at == 0 or not self.lines[at - 1].strip()
        if not line:
            self.in_comment = False
        elif self._is_id(at, line, after_blank=after_blank):
            self.next_id = line
        elif self.in_comment:
            return
        elif self.comments and after_blank and COMMENT.fullmatch(line):
            self.in_comment = True
            self.findings.add("comment", at + 1)
        else:
            self._keep(at, line, after_blank=after_blank)

    def _keep(self, at: int, line: str, *, after_blank: bool) -> None:
        if self.current is None:
            self.current = Cue(at + 1)
        elif after_blank and self.current.lines:
            self.findings.add("text-outside-cue", at + 1)
        self.current.lines.append(line)

    def _is_id(self, at: int, line: str, *, after_blank: bool) -> bool:
        if self._time_follows(at + 1):
            return after_blank or CUE_ID.fullmatch(line) is not None
        gap = at + 2 < len(self.lines) and not self.lines[at + 1].strip()
        return after_blank and line.isdigit() and gap and self._time_follows(at + 2)

    def _time_follows(self, at: int) -> bool:
        return at < len(self.lines) and _times(self.lines[at]) is not None


def _times(line: str) -> tuple[str | None, str | None] | None:
    """The two times of a time line, as written; ``None`` if it is none."""
    if ">" not in line:
        return None
    found = TIME_LINE.fullmatch(line) or BROKEN_TIME_LINE.fullmatch(line)
    if found is None:
        return None
    written = found.groupdict()
    start, end = written["start"] or written.get("only"), written["end"]
    return (start, end) if start or end else None
