"""Roles inferred from how people talk, each with a confidence and a reason.

The weights were fitted on rated counseling transcripts by logistic regression, on the
first 6, 15, 40 and on all utterances of a session.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from transcript_rupture.domain import Role, Speaker
from transcript_rupture.segment.floor import NO_LABEL
from transcript_rupture.segment.state import Stated
from transcript_rupture.segment.talk import Talk, contrasts, together

# questions, you, I, reflections, openings, words
# The number of words says nothing: who talks most differs between therapies.
WEIGHTS = (2.5, 3.1, 3.6, 1.4, 1.5, 0.0)
# Speech below this share of the words is a greeting at the door, not a client.
SMALL_PART = 0.05
ALMOST_SURE = 0.95
ONLY_ONE_LEFT = 0.9
Talks = Mapping[str, Talk]


def therapist_chance(one: Talk, other: Talk) -> float:
    """How probable it is, by their talk alone, that one is the therapist of the other.

    >>> therapist_chance(Talk(), Talk())
    0.5
    """
    score = sum(w * c for w, c in zip(WEIGHTS, contrasts(one, other), strict=True))
    return 1 / (1 + math.exp(-score))


def infer_roles(stated: Stated, talks: Talks) -> dict[str, Speaker]:
    """Fill in the roles that nobody stated."""
    known = {label: s for label, s in stated.items() if s is not None}
    open_labels = [label for label, s in stated.items() if s is None]
    roles = {s.role for s in known.values()}
    if {Role.THERAPIST, Role.CLIENT} <= roles or not open_labels:
        filled = {}
    elif Role.THERAPIST in roles:
        filled = _clients(open_labels, known, talks)
    else:
        filled = _sides(open_labels, known, talks)
    rest = {label: _neither(label) for label in open_labels}
    return {label: {**rest, **known, **filled}[label] for label in stated}


def _clients(
    labels: list[str], known: Mapping[str, Speaker], talks: Talks
) -> dict[str, Speaker]:
    """Everybody of weight who is not the therapist is a client."""
    leading = together(
        talks[s.label] for s in known.values() if s.role is Role.THERAPIST
    )
    chosen = _weighty(labels, talks)
    reason = (
        "the only other speaker" if len(chosen) == 1 else "talks with the therapist"
    )
    return {
        label: Speaker(
            label,
            Role.CLIENT,
            _eliminated(therapist_chance(leading, talks[label])),
            f"{reason}; {_describe(label, talks)}",
        )
        for label in chosen
    }


def _sides(
    labels: list[str], known: Mapping[str, Speaker], talks: Talks
) -> dict[str, Speaker]:
    """The one who talks most like a therapist leads; the others of weight are clients."""
    clients = [s.label for s in known.values() if s.role is Role.CLIENT]
    weighty = _weighty(labels, talks)
    chances = {
        label: therapist_chance(
            talks[label],
            together(talks[o] for o in clients or weighty if o != label),
        )
        for label in weighty
    }
    lead = max(chances, key=chances.__getitem__)
    sure = min(ALMOST_SURE, chances[lead])
    if clients and len(weighty) == 1:
        sure = _eliminated(sure)
    others = () if clients else tuple(label for label in weighty if label != lead)
    return {
        lead: Speaker(lead, Role.THERAPIST, sure, _describe(lead, talks)),
        **{o: Speaker(o, Role.CLIENT, sure, _describe(o, talks)) for o in others},
    }


def _eliminated(chance: float) -> float:
    """With one side known the other follows, unless the talk says otherwise."""
    return round(max(TALK_AGAINST, min(ALMOST_SURE, (ONLY_ONE_LEFT + chance) / 2)), 4)


TALK_AGAINST = 0.65


def _weighty(labels: list[str], talks: Talks) -> list[str]:
    named = [label for label in labels if label != NO_LABEL] or labels
    words = max(1, sum(talks[label].words for label in named))
    return [
        label
        for label in named
        if len(named) == 1 or talks[label].words >= SMALL_PART * words
    ] or named


def _describe(label: str, talks: Talks) -> str:
    everybody = together(talks.values())
    own = talks[label]
    share = round(100 * own.words / max(1, everybody.words))
    return (
        f"asks {own.questions} of {everybody.questions} questions and speaks "
        f"{share} % of the words"
    )


def _neither(label: str) -> Speaker:
    role = Role.UNKNOWN if label == NO_LABEL else Role.OTHER
    reason = "no speaker is named" if label == NO_LABEL else "takes little part"
    return Speaker(label, role, reason=reason)
