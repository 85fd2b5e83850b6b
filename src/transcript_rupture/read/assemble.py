"""Drafts of a file into transcripts: sessions apart, ids unique, times checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from transcript_rupture.domain import Diagnostic, Source, Transcript, Utterance
from transcript_rupture.errors import EmptyTranscriptError
from transcript_rupture.read.document import Draft
from transcript_rupture.read.findings import Findings
from transcript_rupture.read.times import checked_times


def assemble(
    drafts: Iterable[Draft],
    *,
    source: Source,
    stem: str,
    session_id: str | None,
    noticed: Findings,
) -> tuple[Transcript, ...]:
    """One transcript a session, in order of first sight; an error if none has words.

    A session is named as it names itself, else by the ``stem`` of the file. A given
    ``session_id`` goes first if the file holds one session.
    """
    sessions = _sessions(drafts, noticed)
    if not sessions:
        raise EmptyTranscriptError("nothing was said in it")
    if session_id and len(sessions) > 1:
        noticed.add("session-id-ignored")
    given = session_id if len(sessions) == 1 else None
    return tuple(
        _transcript(given or name or stem, found, source, noticed.diagnostics())
        for name, found in sessions.items()
    )


def _sessions(drafts: Iterable[Draft], noticed: Findings) -> dict[str, list[Draft]]:
    sessions: dict[str, list[Draft]] = {}
    for draft in drafts:
        if draft.text.strip() or draft.keeps_empty:
            name = _whole(draft.session or "", noticed, draft.line).strip()
            sessions.setdefault(name, []).append(draft)
        if not draft.text.strip():
            kept = draft.keeps_empty
            noticed.add("empty-text" if kept else "empty-utterance", draft.line)
    return {
        name: found
        for name, found in sessions.items()
        if any(draft.text.strip() for draft in found)
    }


def _transcript(
    session_id: str,
    drafts: Sequence[Draft],
    source: Source,
    noticed: tuple[Diagnostic, ...],
) -> Transcript:
    findings = Findings()
    drafts = [checked_times(draft, findings) for draft in drafts]
    ids = _unique_ids(drafts, findings)
    utterances = tuple(map(_utterance, drafts, ids, [findings] * len(drafts)))
    _check_order(utterances, findings)
    _check_speakers(utterances, findings)
    return Transcript(
        session_id=session_id,
        utterances=utterances,
        source=source,
        diagnostics=noticed + findings.diagnostics(),
    )


def _utterance(draft: Draft, unique_id: str, findings: Findings) -> Utterance:
    speaker = _whole(draft.speaker or "", findings, draft.line).strip()
    return Utterance(
        id=unique_id,
        speaker=speaker or None,
        text=_whole(draft.text, findings, draft.line).strip(),
        line=draft.line,
        role=draft.role,
        start_ms=draft.start_ms,
        end_ms=draft.end_ms,
        approximate=draft.approximate,
    )


def _whole(text: str, findings: Findings, line: int) -> str:
    """JSON may hold half of a surrogate pair, which no file can store."""
    if text.isascii():
        return text
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if whole != text:
        findings.add("broken-character", line)
    return whole


def _unique_ids(drafts: Sequence[Draft], findings: Findings) -> list[str]:
    own = [_whole(draft.id or "", findings, draft.line).strip() for draft in drafts]
    reserved, used, copies = set(own), set[str](), dict[str, int]()
    ids: list[str] = []
    for position, (draft, name) in enumerate(zip(drafts, own, strict=True), start=1):
        wanted = name or str(position)
        free = wanted not in used and (bool(name) or wanted not in reserved)
        if name and not free:
            findings.add("duplicate-id", draft.line)
        unique_id = wanted if free else _numbered(wanted, used | reserved, copies)
        used.add(unique_id)
        ids.append(unique_id)
    return ids


def _numbered(name: str, taken: set[str], copies: dict[str, int]) -> str:
    while True:
        copies[name] = copies.get(name, 1) + 1
        if (numbered := f"{name}#{copies[name]}") not in taken:
            return numbered


def _check_order(utterances: Sequence[Utterance], findings: Findings) -> None:
    start, end = -1, -1
    for utterance in utterances:
        if utterance.start_ms is None:
            continue
        if utterance.start_ms < start:
            findings.add("backwards-time", utterance.line)
        elif utterance.start_ms < end:
            findings.add("overlapping-time", utterance.line)
        start, end = utterance.start_ms, utterance.end_ms or -1


def _check_speakers(utterances: Sequence[Utterance], findings: Findings) -> None:
    unnamed = [utterance for utterance in utterances if utterance.speaker is None]
    if not unnamed:
        return
    some = "some-speakers-missing" if len(unnamed) < len(utterances) else "no-speakers"
    for utterance in unnamed:
        findings.add(some, utterance.line)
