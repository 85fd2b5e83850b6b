"""How much of a turn is mere assent, and how much of it is somebody else's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

from transcript_rupture.measure.lexicon import ASSENT, ASSENT_PHRASES, FILLERS
from transcript_rupture.measure.words import Words

LONGEST = len(ASSENT_PHRASES[0])
PHRASES = frozenset(ASSENT_PHRASES)
OPENING_WORDS = frozenset(phrase[0] for phrase in ASSENT_PHRASES)
SOUNDS = ASSENT | FILLERS
TELLING = frozenset(("i", "it"))


def agreement(words: Words) -> float:
    """The share of a turn that does nothing but agree, from 0 to 1.

    "Fine" or "I know" in the middle of a story agrees with nobody: they count only
    while the turn still opens with assent. "You're right" counts anywhere.
    """
    if not words.tokens:
        return 0.0
    return sum(_assents(words.tokens)) / len(words.tokens)


def opening_assent(words: Words) -> int:
    """How many words of assent and fillers a turn opens with."""
    count = 0
    for length in _runs(words.tokens):
        if not length:
            break
        count += length
    return count


def _assents(tokens: Sequence[str]) -> Iterator[int]:
    at, opening = 0, True
    for length in _runs(tokens):
        phrase = tuple(tokens[at : at + max(1, length)])
        opening = opening and length > 0
        concedes = phrase in PHRASES and phrase[0] not in TELLING
        agrees = concedes or (opening and (phrase in PHRASES or phrase[0] in ASSENT))
        yield length if agrees else 0
        at += max(1, length)


def _runs(tokens: Sequence[str]) -> Iterator[int]:
    """Step through words: the length of each assent or filler, 0 for other words."""
    at = 0
    while at < len(tokens):
        length = _assent_at(tokens, at)
        yield length
        at += max(1, length)


def _assent_at(tokens: Sequence[str], at: int) -> int:
    if tokens[at] in OPENING_WORDS:
        for length in range(min(LONGEST, len(tokens) - at), 1, -1):
            if tuple(tokens[at : at + length]) in PHRASES:
                return length
    return int(tokens[at] in SOUNDS)


def echo(words: Words, other: Words) -> float:
    """The share of a turn's content words that the other one has just said."""
    if not words.content:
        return 0.0
    return len(words.content & other.content) / len(words.content)


def distance(words: Words, other: Words) -> float:
    """How far a turn's topic is from another's: 0 the same words, 1 none shared.

    Where either holds no content word there is no topic to be far from: 0.
    """
    if not words.content or not other.content:
        return 0.0
    shared = len(words.content & other.content)
    return 1.0 - shared / sqrt(len(words.content) * len(other.content))


def newness(words: Words, earlier: Sequence[Words]) -> float:
    """The share of a turn's content words that were in none of the earlier turns."""
    known = frozenset[str]().union(*(w.content for w in earlier))
    if not words.content or not known:
        return 0.0
    return len(words.content - known) / len(words.content)
