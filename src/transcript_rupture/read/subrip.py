"""SubRip captions (.srt)."""

from __future__ import annotations

from collections.abc import Iterator

from transcript_rupture.read.captions import drafts_of
from transcript_rupture.read.cues import has_time_line, read_cues
from transcript_rupture.read.document import Document, Draft
from transcript_rupture.read.findings import Findings


def sniff(text: str) -> float:
    """How surely these are SubRip captions: time lines with a decimal comma."""
    return 0.85 if has_time_line(text, mark=",") else 0.0


def parse(document: Document, findings: Findings) -> Iterator[Draft]:
    """Yield what is said in each caption, by whom and when."""
    lines = document.text.split("\n")
    return drafts_of(read_cues(lines, findings, comments=False), findings)
