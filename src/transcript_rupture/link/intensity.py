"""How heavy an episode is: four kinds of points, each with its reason.

Repair is no part of it: an unrepaired micro rupture stays micro.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from transcript_rupture.config import LinkSettings
from transcript_rupture.domain import Marker, Role, Session

# Codes whose words say the thing; the others show it.
STATED = frozenset(
    "criticism_of_method criticism_of_language therapy_not_helping competence_challenge "
    "complaint_about_therapist feeling_unseen feeling_controlled rejecting_intervention "
    "complaint_about_parameters pressuring_therapist giving_up_hopelessness "
    "threat_to_quit attendance_withdrawal".split()
)
# Codes that slow or stop the work by themselves.
SLOWING = frozenset(
    "rejecting_intervention stopped_exploring topic_shift_deflection going_quiet "
    "pressuring_therapist avoidant_storytelling attendance_withdrawal "
    "giving_up_hopelessness therapy_not_helping".split()
)
STOPPING = frozenset({"threat_to_quit"})
MAJOR_FROM = 4
MOST = 5


@dataclass(frozen=True, slots=True)
class Weight:
    """The intensity of an episode, its level, and the reasons for it."""

    intensity: int
    level: Literal["micro", "major"]
    reasons: tuple[str, ...]


# What makes words forceful, as far as it is written: marks, ultimatums, swearing.
FORCE = re.compile(
    r"!|\b(absolutely not|ridiculous|sick of|fed up|enough of|am done|over it|"
    r"how dare|get out|shut up|leave me alone|waste of|useless|pointless|bullshit|"
    r"damn|bloody|fuck\w*|shit|crap|hell)\b",
    re.IGNORECASE,
)
# A client who stops within so many turns of a threat has carried it out.
LAST_TURNS = 3


def weigh_episode(
    session: Session, markers: Sequence[Marker], *, settings: LinkSettings
) -> Weight:
    """Rate the client's leading markers of one episode from 1 to 5, with reasons."""
    points = list(_points(session, markers))
    total = sum(n for _, n, _ in points)
    intensity = 1 + sum(total >= least for least in settings.intensity_points)
    if any(_leaves(session, m) for m in markers):
        intensity = max(intensity, MAJOR_FROM)
    return Weight(
        intensity=min(MOST, intensity),
        level="major" if intensity >= MAJOR_FROM else "micro",
        reasons=tuple(f"{kind} {n}: {why}" for kind, n, why in points),
    )


def _leaves(session: Session, marker: Marker) -> bool:
    """Whether a threat to leave is forceful, or is the last thing but a few."""
    if marker.code not in STOPPING:
        return False
    later = [t for t in session.turns[marker.turn + 1 :] if t.role is Role.CLIENT]
    return len(later) < LAST_TURNS or _is_forceful(session, marker)


def _is_forceful(session: Session, marker: Marker) -> bool:
    return FORCE.search(session.turns[marker.turn].text) is not None


def _points(
    session: Session, markers: Sequence[Marker]
) -> Iterator[tuple[str, int, str]]:
    yield "explicitness", *_explicitness(session, markers)
    yield "persistence", *_persistence(markers)
    yield "spread", *_spread(markers)
    yield "consequence", *_consequence(markers)


def _explicitness(session: Session, markers: Sequence[Marker]) -> tuple[int, str]:
    stated = [m for m in markers if m.code in STATED]
    if any(_is_forceful(session, m) for m in stated):
        return 2, "said in forceful words"
    if stated:
        return 1, "said in words"
    return 0, "shown, not said"


def _persistence(markers: Sequence[Marker]) -> tuple[int, str]:
    turns = len({m.turn for m in markers})
    if turns > SEVERAL_TURNS:
        return 2, f"{turns} client turns"
    if turns > 1:
        return 1, f"{turns} client turns"
    return 0, "one client turn"


SEVERAL_TURNS = 3


def _spread(markers: Sequence[Marker]) -> tuple[int, str]:
    codes = {m.code for m in markers}
    if len(codes) > 1:
        return 1, f"{len(codes)} kinds of marker"
    return 0, "one kind of marker"


def _consequence(markers: Sequence[Marker]) -> tuple[int, str]:
    codes = {m.code for m in markers}
    if codes & STOPPING:
        return 2, "leaving comes into view"
    if codes & SLOWING:
        return 1, "the work slows"
    return 0, "the work goes on"
