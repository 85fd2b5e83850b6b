"""What ``inspect`` prints: how a file was read, in words and as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten
from typing import TYPE_CHECKING

from transcript_rupture.cli.columns import aligned

if TYPE_CHECKING:
    from transcript_rupture.batch import Preview, SessionPreview
    from transcript_rupture.domain import Diagnostic, Session, Speaker, Turn

WIDTH = 88
Plain = dict[str, object]


def as_text(preview: Preview, *, turns: int) -> str:
    """How a file was read, for people."""
    blocks = ["\n".join(_session(shown, turns)) for shown in preview.sessions]
    return "".join(f"{block}\n" for block in blocks)


def as_plain(preview: Preview, *, turns: int) -> Plain:
    """How a file was read, for programs."""
    return {
        "file": preview.file,
        "sessions": [_plain_session(shown, turns) for shown in preview.sessions],
        "problems": [
            {"code": p.code, "line": p.line, "message": p.message, "remedy": p.remedy}
            for p in preview.problems
        ],
    }


def _session(shown: SessionPreview, turns: int) -> Iterator[str]:
    transcript = shown.transcript
    source = transcript.source
    yield f"session {transcript.session_id}"
    yield f"  read as     {source.format}, {source.encoding}"
    yield f"  utterances  {len(transcript.utterances)}"
    session = shown.session
    diagnostics = session.diagnostics if session else transcript.diagnostics
    if session is not None:
        yield from _roles(session)
    for found in diagnostics:
        yield f"  {_diagnosis(found)}"
    if session is not None:
        yield from (f"  {_turn(turn)}" for turn in session.turns[:turns])


def _roles(session: Session) -> Iterator[str]:
    yield f"  turns       {len(session.turns)}, times {session.time_quality.value}"
    yield "  speakers"
    rows = [
        [s.label, s.role.value, f"{s.confidence:.0%}", s.reason]
        for s in session.speakers
    ]
    if rows:
        yield from (f"    {line}" for line in aligned(rows).split("\n"))


def _diagnosis(found: Diagnostic) -> str:
    where = f", line {found.line}" if found.line is not None else ""
    return f"{found.severity}: {found.message} ({found.code}{where})"


def _turn(turn: Turn) -> str:
    return shorten(f"{turn.index:>4}  {turn.speaker}: {turn.text}", WIDTH)


def _plain_session(shown: SessionPreview, turns: int) -> Plain:
    transcript, session = shown.transcript, shown.session
    diagnostics = session.diagnostics if session else transcript.diagnostics
    return {
        "id": transcript.session_id,
        "format": transcript.source.format,
        "encoding": transcript.source.encoding,
        "sha256": transcript.source.sha256,
        "utterances": len(transcript.utterances),
        "speakers": list(map(_plain_speaker, session.speakers if session else ())),
        "turns": list(map(_plain_turn, session.turns[:turns] if session else ())),
        "diagnostics": list(map(_plain_diagnostic, diagnostics)),
    }


def _plain_speaker(speaker: Speaker) -> Plain:
    return {
        "label": speaker.label,
        "role": speaker.role.value,
        "confidence": speaker.confidence,
        "reason": speaker.reason,
    }


def _plain_turn(turn: Turn) -> Plain:
    return {
        "index": turn.index,
        "speaker": turn.speaker,
        "role": turn.role.value,
        "text": turn.text,
    }


def _plain_diagnostic(found: Diagnostic) -> Plain:
    return {
        "code": found.code,
        "severity": found.severity,
        "line": found.line,
        "message": found.message,
    }
