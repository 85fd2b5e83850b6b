"""The code that is given for what did not happen: a rupture that was not taken up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from transcript_rupture.domain import (
    CLIENT_FAMILIES,
    Evidence,
    Family,
    Role,
    Session,
)
from transcript_rupture.fuse.features import Weighed
from transcript_rupture.fuse.model import FusionModel

CODE = "missed_rupture"
SOURCE = "rule:absence"
# One therapist turn may still be listening; by the second the moment has passed.
WITHIN_TURNS = 2
# A classifier says a little of every turn; from here on it may well be a repair.
LIKELY_REPAIR = 0.2


def missed_ruptures(
    session: Session,
    weighed: Weighed,
    client: Mapping[Family, Sequence[float]],
    *,
    model: FusionModel,
) -> Iterator[Evidence]:
    """Give evidence where a flagged client turn meets an answer without any repair."""
    for turn in session.turns:
        if turn.role is Role.CLIENT and _is_flagged(turn.index, client, model):
            answers = _answers(session, turn.index)
            if answers and not any(_repairs(weighed, index) for index in answers):
                yield _evidence(answers, _probability(turn.index, client))


def _answers(session: Session, turn: int) -> list[int]:
    later = session.turns[turn + 1 : turn + 1 + 2 * WITHIN_TURNS]
    found = [t.index for t in later if t.role is Role.THERAPIST]
    return found[:WITHIN_TURNS]


def _repairs(weighed: Weighed, turn: int) -> bool:
    by_rule = weighed.strength[Family.REPAIR][turn] > 0
    return by_rule or weighed.model[Family.REPAIR][turn] >= LIKELY_REPAIR


def _probability(turn: int, client: Mapping[Family, Sequence[float]]) -> float:
    return max(client[family][turn] for family in CLIENT_FAMILIES)


def _is_flagged(
    turn: int, client: Mapping[Family, Sequence[float]], model: FusionModel
) -> bool:
    return any(
        client[family][turn] >= model.families[family].thresholds.flag
        for family in CLIENT_FAMILIES
    )


def _evidence(answers: Sequence[int], score: float) -> Evidence:
    turns = "turn" if len(answers) == 1 else f"{len(answers)} turns"
    return Evidence(
        turn=answers[0],
        code=CODE,
        family=Family.STRAIN,
        source=SOURCE,
        score=score,
        why="A flagged client turn came just before, and no repair was found in the "
        f"therapist's next {turns}.",
    )
