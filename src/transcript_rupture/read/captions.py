"""Cues of a caption file into utterances: who speaks in each, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcript_rupture.read.cues import Cue
from transcript_rupture.read.document import Draft, joined
from transcript_rupture.read.findings import Findings
from transcript_rupture.read.markup import Piece, pieces
from transcript_rupture.read.naming import Naming, learn_naming, named_pieces
from transcript_rupture.read.rolling import without_rolled_lines
from transcript_rupture.read.times import spread

# Teams cuts one utterance into cues UUID/5-0, UUID/5-1.
TEAMS_ID = re.compile(r"(.+/\d+)-\d+")


def drafts_of(cues: Sequence[Cue], findings: Findings) -> Iterator[Draft]:
    """Yield what is said in each cue, split where the speaker changes."""
    cues = without_rolled_lines(cues, findings)
    texts = [pieces("\n".join(cue.lines)) for cue in cues]
    naming = learn_naming(texts)
    carried: str | None = None
    above: Cue | None = None
    for cue, found in zip(cues, texts, strict=True):
        is_new = naming.by_voice and not _same_utterance(above, cue)
        named = named_pieces(found, naming, carried=None if is_new else carried)
        _report(named, cue, naming, findings)
        yield from _drafts(named, cue, findings)
        carried = named[-1].voice if named else carried
        above = cue


def _same_utterance(above: Cue | None, cue: Cue) -> bool:
    if above is None or above.id is None or cue.id is None:
        return False
    first, second = TEAMS_ID.fullmatch(above.id), TEAMS_ID.fullmatch(cue.id)
    return first is not None and second is not None and first[1] == second[1]


def _report(
    named: Sequence[Piece], cue: Cue, naming: Naming, findings: Findings
) -> None:
    if naming.by_voice and any(piece.voice is None for piece in named):
        findings.add("cue-without-voice", cue.line)
    elif len(named) > 1 and any(piece.voice is None for piece in named):
        findings.add("unnamed-change", cue.line)


def _drafts(named: Sequence[Piece], cue: Cue, findings: Findings) -> Iterator[Draft]:
    texts = [joined(piece.text.split("\n")) for piece in named]
    if len(named) <= 1:
        voice = named[0].voice if named else None
        text = texts[0] if texts else ""
        yield _draft(text, voice, cue, cue.id, (cue.start_ms, cue.end_ms))
        return
    findings.add("split-cue", cue.line)
    times = _piece_times(texts, cue)
    for number, (piece, text, time) in enumerate(
        zip(named, texts, times, strict=True), start=1
    ):
        own_id = cue.id if number == 1 or cue.id is None else f"{cue.id}#{number}"
        yield _draft(text, piece.voice, cue, own_id, time, approximate=True)


def _draft(  # noqa: PLR0913 - the fields of one record
    text: str,
    voice: str | None,
    cue: Cue,
    own_id: str | None,
    time: tuple[int | None, int | None],
    *,
    approximate: bool = False,
) -> Draft:
    return Draft(
        text=text,
        line=cue.line,
        speaker=voice,
        id=own_id,
        start_ms=time[0],
        end_ms=time[1],
        approximate=approximate,
    )


def _piece_times(
    texts: Sequence[str], cue: Cue
) -> Sequence[tuple[int | None, int | None]]:
    start, end = cue.start_ms, cue.end_ms
    if start is None or end is None or end < start:
        return [(start, None)] + [(None, None)] * (len(texts) - 1)
    return spread(texts, start, end)
