"""Roles inferred from how people talk, each with a confidence and a reason.

The weights are fixed numbers that no command derives. What is checked is that they find
the therapist of every two-speaker session in data/samples whose labels say nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from transcript_rupture.domain import Role, Speaker
from transcript_rupture.segment.parts import Talks, passing_by, takes_part
from transcript_rupture.segment.state import Stated
from transcript_rupture.segment.talk import Talk, contrasts, together

# questions, you, I, reflections, openings; not the number of words, because who
# talks most differs between therapies.
WEIGHTS = (2.5, 3.1, 3.6, 1.4, 1.5)
ALMOST_SURE = 0.95
ONLY_ONE_LEFT = 0.9
TALK_AGAINST = 0.65
EVEN = 0.5
Known = Mapping[str, Speaker]


def therapist_chance(one: Talk, other: Talk) -> float:
    """How probable it is, by their talk alone, that one is the therapist of the other.

    >>> therapist_chance(Talk(), Talk())
    0.5
    """
    score = sum(w * c for w, c in zip(WEIGHTS, contrasts(one, other), strict=True))
    return 1 / (1 + math.exp(-score))


def infer_roles(stated: Stated, talks: Talks) -> dict[str, Speaker]:
    """Fill in the roles that nobody stated."""
    passing = passing_by(stated, talks)
    known = {
        label: s
        for label, s in stated.items()
        if s is not None and label not in passing
    }
    unstated = [label for label, s in stated.items() if s is None]
    weighty = [label for label in unstated if takes_part(label, talks)]
    roles = {s.role for s in known.values()}
    if not unstated:
        filled = {}
    elif {Role.THERAPIST, Role.CLIENT} <= roles:
        filled = _beside(weighty, known, talks)
    elif Role.THERAPIST in roles:
        filled = _clients(weighty or unstated, known, talks)
    else:
        filled = _sides(weighty or unstated, known, talks)
    rest = {label: _neither(label, passing) for label in stated}
    return {**rest, **known, **filled}


def _beside(labels: Sequence[str], known: Known, talks: Talks) -> dict[str, Speaker]:
    """Those of weight beside both sides are clients too, unless they lead the talk."""
    leading, led = (
        together(talks[s.label] for s in known.values() if s.role is role)
        for role in (Role.THERAPIST, Role.CLIENT)
    )
    return {label: _one_beside(label, leading, led, talks) for label in labels}


def _one_beside(label: str, leading: Talk, led: Talk, talks: Talks) -> Speaker:
    like_client = therapist_chance(leading, talks[label])
    like_therapist = therapist_chance(talks[label], led)
    for_it = like_client * (1 - like_therapist)
    chance = for_it / (for_it + like_therapist * (1 - like_client))
    sure = round(min(ALMOST_SURE, max(chance, 1 - chance)), 4)
    if chance < EVEN:
        reason = f"leads the talk beside the therapist; {_describe(label, talks)}"
        return Speaker(label, Role.OTHER, sure, reason)
    reason = f"talks with the therapist; {_describe(label, talks)}"
    return Speaker(label, Role.CLIENT, sure, reason)


def _clients(labels: Sequence[str], known: Known, talks: Talks) -> dict[str, Speaker]:
    """Everybody of weight who is not the therapist is a client."""
    leading = together(
        talks[s.label] for s in known.values() if s.role is Role.THERAPIST
    )
    reason = (
        "the only other speaker" if len(labels) == 1 else "talks with the therapist"
    )
    return {
        label: Speaker(
            label,
            Role.CLIENT,
            _eliminated(therapist_chance(leading, talks[label])),
            f"{reason}; {_describe(label, talks)}",
        )
        for label in labels
    }


def _sides(labels: Sequence[str], known: Known, talks: Talks) -> dict[str, Speaker]:
    """The one who talks most like a therapist leads; the others of weight are clients."""
    clients = [s.label for s in known.values() if s.role is Role.CLIENT]
    chances = {
        label: therapist_chance(
            talks[label],
            together(talks[o] for o in clients or labels if o != label),
        )
        for label in labels
    }
    lead = max(chances, key=chances.__getitem__)
    sure = min(ALMOST_SURE, chances[lead])
    if clients and len(labels) == 1:
        sure = _eliminated(sure)
    leader = Speaker(lead, Role.THERAPIST, sure, _describe(lead, talks))
    others = [label for label in labels if label != lead]
    if clients:
        return {lead: leader, **_beside(others, {**known, lead: leader}, talks)}
    led = {o: Speaker(o, Role.CLIENT, sure, _describe(o, talks)) for o in others}
    return {lead: leader, **led}


def _eliminated(chance: float) -> float:
    """With one side known the other follows, unless the talk says otherwise."""
    return round(max(TALK_AGAINST, min(ALMOST_SURE, (ONLY_ONE_LEFT + chance) / 2)), 4)


def _describe(label: str, talks: Talks) -> str:
    everybody = together(talks.values())
    own = talks[label]
    share = round(100 * own.words / max(1, everybody.words))
    return (
        f"asks {own.questions} of {everybody.questions} questions and speaks "
        f"{share} % of the words"
    )


def _neither(label: str, passing: frozenset[str]) -> Speaker:
    if label in passing:
        reason = "a family word that is the label of very little, perhaps a quotation"
        return Speaker(label, Role.OTHER, EVEN, reason)
    return Speaker(label, Role.OTHER, ALMOST_SURE, "takes little part")
