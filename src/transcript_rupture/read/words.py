"""What the single words of a recognized segment add: its speaker, its times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from transcript_rupture.read.document import Draft
from transcript_rupture.read.findings import Findings
from transcript_rupture.read.timecode import milliseconds


def from_words(draft: Draft, fields: Mapping[str, object], findings: Findings) -> Draft:
    """A segment without speaker or times takes them from its words, if they agree."""
    listed = fields.get("words")
    if not isinstance(listed, list):
        return draft
    words = [word for word in listed if isinstance(word, dict)]
    return _with_times(_with_speaker(draft, words, findings), words)


def _with_speaker(
    draft: Draft, words: Sequence[Mapping[str, object]], findings: Findings
) -> Draft:
    speakers = Counter(
        speaker for word in words if isinstance(speaker := word.get("speaker"), str)
    )
    ((most, count),) = speakers.most_common(1) or [("", 0)]
    if 2 * count <= speakers.total():
        return draft
    if draft.speaker is None:
        findings.add("speaker-from-words", draft.line)
        return replace(draft, speaker=most)
    if draft.speaker != most:
        findings.add("words-disagree", draft.line)
    return draft


def _with_times(draft: Draft, words: Sequence[Mapping[str, object]]) -> Draft:
    starts = [t for word in words if (t := milliseconds(word.get("start"))) is not None]
    ends = [t for word in words if (t := milliseconds(word.get("end"))) is not None]
    start, end = draft.start_ms, draft.end_ms
    if start is None and starts:
        start = min(starts)
    if end is None and ends:
        end = max(ends)
    return replace(draft, start_ms=start, end_ms=end)
