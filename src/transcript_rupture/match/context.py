"""What happens around a turn, in terms that rules can ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from transcript_rupture.domain import Role, Session, TurnMeasures
from transcript_rupture.match.finder import Finder, WordRange
from transcript_rupture.match.placing import stands
from transcript_rupture.match.reading import Reading
from transcript_rupture.match.rulebook import Rule

BARE_WORDS = 3
SHORT_WORDS = 8
LONG_WORDS = 40
OWN_TURNS = 2
REACH = 3
PLAYED = ("to the chair", "to the empty", "in role", "role play", "role-play")
LAUGHTER = ("laugh", "chuckl", "giggl", "smil", "grin")
NEAR_TURNS = 4


@dataclass(frozen=True, slots=True)
class Context:
    """The readings and acts of all turns of a session, and who answers whom."""

    session: Session
    measures: Sequence[TurnMeasures]
    readings: Sequence[Reading] = field(repr=False)
    acts: Sequence[AbstractSet[str]]

    def before(self, turn: int) -> AbstractSet[str]:
        """The acts of the other side's last turn; listening noises are looked through."""
        return self._across(turn, step=-1)

    def after(self, turn: int) -> AbstractSet[str]:
        """The acts of the other side's next turn."""
        return self._across(turn, step=1)

    def stance(self, turn: int) -> AbstractSet[str]:
        """The acts of this speaker's own two turns before."""
        role, found, seen = self.session.turns[turn].role, set[str](), 0
        for index in range(turn - 1, max(-1, turn - 3 * OWN_TURNS), -1):
            if self.session.turns[index].role is role:
                found |= self.acts[index]
                seen += 1
            if seen == OWN_TURNS:
                break
        return found

    def _across(self, turn: int, *, step: int) -> AbstractSet[str]:
        role, found = self.session.turns[turn].role, set[str]()
        for distance in range(1, REACH + 1):
            index = turn + step * distance
            if not 0 <= index < len(self.acts):
                break
            if self.session.turns[index].role is not role:
                found |= self.acts[index]
                if "noise" not in self.acts[index]:
                    break
        return found


def find_acts(
    session: Session,
    measures: Sequence[TurnMeasures],
    readings: Sequence[Reading],
    *,
    finders: Mapping[Role, Finder],
    acts: Mapping[str, Rule],
) -> tuple[frozenset[str], ...]:
    """Name what each turn does, as far as its words and its length show it."""
    return tuple(
        _named_acts(reading, finders[turn.role].find(reading), acts, measures[i])
        | _plain_acts(reading, measures[i])
        if turn.role in finders
        else frozenset()
        for i, (turn, reading) in enumerate(zip(session.turns, readings, strict=True))
    )


def _named_acts(
    reading: Reading,
    found: Mapping[str, Sequence[WordRange]],
    acts: Mapping[str, Rule],
    measures: TurnMeasures,
) -> frozenset[str]:
    return frozenset(
        act.code
        for name, ranges in found.items()
        if (act := acts[name]).min_words <= measures.words <= act.max_words
        and any(stands(act, reading, place) for place in ranges)
    )


def _plain_acts(reading: Reading, measures: TurnMeasures) -> frozenset[str]:
    words = measures.words
    named = {
        "silent": words == 0,
        "bare": words <= BARE_WORDS,
        "short": words <= SHORT_WORDS,
        "long": words >= LONG_WORDS,
        "question": measures.questions > 0,
        "ends_with_question": reading.words[-1] == "?",
        "unfinished": reading.words[-1] not in {".", "?", "!"},
        "laughs": any(word in event for event in reading.events for word in LAUGHTER),
        "any": True,
    }
    if any(word in event for event in reading.events for word in PLAYED):
        named["sets_role_play"] = True
    return frozenset(name for name, holds in named.items() if holds)
