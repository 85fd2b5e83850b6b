"""Who takes part in the talk, and who merely passes through it."""

from __future__ import annotations

from collections.abc import Mapping

from transcript_rupture.domain import Role
from transcript_rupture.segment.labels import is_family
from transcript_rupture.segment.state import BY_LABEL, Stated
from transcript_rupture.segment.talk import Talk, together

# Speech below this share of the words is a greeting at the door, not a client,
SMALL_PART = 0.05
# unless somebody speaks up this often: a client may answer in single words.
OFTEN = 0.2
SIDES = (Role.THERAPIST, Role.CLIENT)
Talks = Mapping[str, Talk]


def takes_part(label: str, talks: Talks) -> bool:
    """Whether somebody has a real share of the talk.

    >>> talks = {"A": Talk(words=90, pieces=9), "B": Talk(words=1, pieces=1)}
    >>> takes_part("A", talks), takes_part("B", talks)
    (True, False)
    """
    everybody, own = together(talks.values()), talks[label]
    return (
        own.words >= SMALL_PART * max(1, everybody.words)
        or own.pieces >= OFTEN * everybody.pieces
    )


def passing_by(stated: Stated, talks: Talks) -> frozenset[str]:
    """Family words that stand as a label for a moment while others carry the talk.

    A line such as "Mother: you are useless." may be a sentence that the client quotes,
    so it must not settle who of the others is the client.
    """
    brief = {label for label in stated if _is_brief_family(label, stated, talks)}
    others = [
        speaker
        for label, speaker in stated.items()
        if label not in brief
        and (speaker is None or speaker.role in SIDES)
        and takes_part(label, talks)
    ]
    needed = len(others) < len(SIDES) or None not in others
    return frozenset() if needed else frozenset(brief)


def _is_brief_family(label: str, stated: Stated, talks: Talks) -> bool:
    speaker = stated[label]
    return (
        speaker is not None
        and speaker.reason == BY_LABEL
        and is_family(label)
        and (talks[label].pieces == 1 or not takes_part(label, talks))
    )
