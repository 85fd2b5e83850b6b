"""A session's units: turns of one side, as the rater and as the program saw them.

A unit is a turn of the timeline; utterances that no turn covers are units of their own,
with score 0. It is positive where the rater gave a clear or strong code, and left out
where the best code is only possible.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from transcript_rupture.codebook import Code, family_of, load_codebook
from transcript_rupture.domain import SCORED_FAMILIES, SIDE_OF, Family, Role, Timeline
from transcript_rupture.rated import CLEAR, POSSIBLE, RatedTranscript

Best = Mapping[str, int]


class Unit(NamedTuple):
    """One turn and one family or code: what the rater saw, what the program said."""

    positive: bool
    score: float
    flagged: bool


@dataclass(frozen=True, slots=True)
class SessionUnits:
    """The units of one session, by family and by code."""

    families: Mapping[Family, list[Unit]]
    codes: Mapping[str, list[Unit]]


class Group(NamedTuple):
    """Utterances of one speaker's side that are judged together; a turn, if any."""

    turn: int | None
    role: Role
    utterances: tuple[str, ...]


def units_of(row: RatedTranscript, timeline: Timeline | None) -> SessionUnits:
    """The units of one session; without a timeline nothing was found."""
    said = _Said(timeline)
    families: dict[Family, list[Unit]] = {family: [] for family in SCORED_FAMILIES}
    codes: dict[str, list[Unit]] = {code.name: [] for code in scored_codes()}
    for group in _groups(row, timeline):
        best = _best(group, row)
        for family in SCORED_FAMILIES:
            if SIDE_OF[family] is group.role:
                clarity = max(
                    (c for code, c in best.items() if family_of(code) is family),
                    default=0,
                )
                _add(families[family], clarity, said.family(group.turn, family))
        for code in scored_codes():
            if SIDE_OF[code.family] is group.role:
                _add(
                    codes[code.name],
                    best.get(code.name, 0),
                    said.code(group.turn, code),
                )
    return SessionUnits(families, codes)


def scored_codes() -> list[Code]:
    """The codes of the families that have a side and a score."""
    return [c for c in load_codebook().codes.values() if c.family in SCORED_FAMILIES]


class _Said:
    """What a timeline says of a turn."""

    def __init__(self, timeline: Timeline | None) -> None:
        self._scores = timeline.scores if timeline else ()
        self._codes: dict[tuple[int, str], float] = defaultdict(float)
        self._flagged: set[tuple[int, str]] = set()
        for marker in timeline.markers if timeline else ():
            place = (marker.turn, marker.code)
            self._codes[place] = max(marker.score, self._codes[place])
            if marker.flagged:
                self._flagged |= {place, (marker.turn, marker.family.value)}

    def family(self, turn: int | None, family: Family) -> tuple[float, bool]:
        if turn is None:
            return 0.0, False
        return self._scores[turn].of(family), (turn, family.value) in self._flagged

    def code(self, turn: int | None, code: Code) -> tuple[float, bool]:
        if turn is None:
            return 0.0, False
        place = (turn, code.name)
        return self._codes.get(place, 0.0), place in self._flagged


def _add(units: list[Unit], clarity: int, said: tuple[float, bool]) -> None:
    if clarity != POSSIBLE:
        units.append(Unit(clarity >= CLEAR, *said))


def _best(group: Group, row: RatedTranscript) -> Best:
    best: dict[str, int] = {}
    for utterance in group.utterances:
        for code, clarity in row.rating.turns.get(utterance, {}).items():
            best[code] = max(clarity, best.get(code, 0))
    return best


def _groups(row: RatedTranscript, timeline: Timeline | None) -> Iterator[Group]:
    roles = {u.id: u.role for u in row.transcript.utterances if u.role}
    covered: set[str] = set()
    for turn in timeline.session.turns if timeline else ():
        known = [u for u in turn.utterances if u in roles]
        covered.update(known)
        yield from _by_side(turn.index, known, roles)
    for utterance in roles:
        if utterance not in covered:
            yield from _by_side(None, [utterance], roles)


def _by_side(
    turn: int | None, utterances: Sequence[str], roles: Mapping[str, Role]
) -> Iterator[Group]:
    for role in dict.fromkeys(roles[u] for u in utterances):
        yield Group(turn, role, tuple(u for u in utterances if roles[u] is role))
