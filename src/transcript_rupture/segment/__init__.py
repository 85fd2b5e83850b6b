"""Transcript to Session: who is who, and who holds the floor when.

No word and no utterance of the transcript is lost: each stands in exactly one turn.
"""

from __future__ import annotations

from collections.abc import Mapping

from transcript_rupture.config import SegmentSettings
from transcript_rupture.domain import Role, Session, Speaker, Transcript
from transcript_rupture.segment.decide import decide_roles
from transcript_rupture.segment.floor import label_utterances, take_turns
from transcript_rupture.segment.times import time_quality

__all__ = ["SegmentSettings", "segment"]


def segment(
    transcript: Transcript,
    *,
    roles: Mapping[str, Role] | None = None,
    settings: SegmentSettings | None = None,
) -> Session:
    """The turns of a session, with therapist and client told apart.

    ``roles`` gives roles by speaker label and goes before everything else.
    """
    labelled = label_utterances(transcript.utterances)
    decided = decide_roles(labelled, roles=roles or {})
    speakers: dict[str, Speaker] = {s.label: s for s in decided.speakers}
    return Session(
        id=transcript.session_id,
        source=transcript.source,
        speakers=decided.speakers,
        turns=take_turns(labelled, speakers, settings=settings or SegmentSettings()),
        time_quality=time_quality(transcript.utterances),
        diagnostics=(*transcript.diagnostics, *decided.diagnostics),
    )
