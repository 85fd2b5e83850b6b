"""Where in a turn a match stands: at its start, at its end, or as the whole of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from transcript_rupture.match.finder import WordRange
from transcript_rupture.match.reading import Reading
from transcript_rupture.match.rulebook import Rule

# Words people put before what they mean; they do not move it away from the start.
LEAD_INS = frozenset(
    "well no not yes yeah yes okay oh so but and look honestly actually just right i mean "
    "you know like sure hey hm hmm ah sorry all then anyway because really listen um see "
    "now to be honest guess think please sir doctor".split()
)
TAILS = frozenset(
    "really then so you know though i mean okay right yeah thanks thank please anyway "
    "honestly sorry doctor all now guess sure just or something too".split()
)
MOST_LEAD_INS = 4
PUNCTUATION = frozenset({".", "?", "!"})


def stands(rule: Rule, reading: Reading, place: WordRange) -> bool:
    """Whether a match stands where its rule wants it, in the kind of sentence it wants."""
    words = reading.words
    if rule.question is not None and rule.question != _is_asked(reading, place[1]):
        return False
    before, after = _plain(words[: place[0]]), _plain(words[place[1] :])
    match rule.where:
        case "anywhere":
            return True
        case "starts":
            return _leads_in(before)
        case "ends":
            return set(after) <= TAILS
        case "whole":
            return _leads_in(before) and set(after) <= TAILS
        case _ as never:
            assert_never(never)


def _leads_in(before: Sequence[str]) -> bool:
    return len(before) <= MOST_LEAD_INS and set(before) <= LEAD_INS


def _plain(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in PUNCTUATION]


def _is_asked(reading: Reading, end: int) -> bool:
    _, last = reading.sentence(end - 1)
    return reading.words[last - 1] == "?"
