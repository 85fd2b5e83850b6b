"""WebVTT captions: Zoom, Teams, YouTube, Descript, Rev, WhisperX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcript_rupture.read.captions import drafts_of
from transcript_rupture.read.cues import has_time_line, read_cues
from transcript_rupture.read.document import Document, Draft
from transcript_rupture.read.findings import Findings

HEADER = re.compile(r"\s*WEBVTT(?:[ \t].*)?")


def sniff(text: str) -> float:
    """How surely this is WebVTT: by its first line, else by its time lines."""
    if HEADER.match(text):
        return 1.0
    return 0.8 if has_time_line(text, mark=".") else 0.0


def parse(document: Document, findings: Findings) -> Iterator[Draft]:
    """Yield what is said in each caption, by whom and when."""
    lines = document.text.split("\n")
    if HEADER.match(document.text):
        first = _after_header(lines)
    else:
        findings.add("missing-header", 1)
        first = 0
    return drafts_of(read_cues(lines, findings, comments=True, first=first), findings)


def _after_header(lines: Sequence[str]) -> int:
    """The header ends at the first blank line, or where the first cue begins."""
    top = next(at for at, line in enumerate(lines) if line.strip())
    for at in range(top + 1, len(lines)):
        if "-->" in lines[at]:
            has_id = top < at - 1 and re.fullmatch(r"[\w/-]+", lines[at - 1].strip())
            return at - 1 if has_id else at
        if not lines[at].strip():
            return at
    return len(lines)
