"""Turns that are nearly the same, found by the word triples they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

# Short turns ("Yes, I think so.") recur wherever people talk.
LEAST_WORDS = 6
TRIPLE = 3
SIMILAR = 0.6
# A triple this common tells nothing about a pair.
COMMON = 40


def near_duplicates(texts: Sequence[str]) -> tuple[int, int]:
    """Turns that share most of their triples with an earlier turn; turns compared."""
    sets = [triples(t) for t in texts if len(t.split()) >= LEAST_WORDS]
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    found = 0
    for number, own in enumerate(sets):
        shared = Counter(
            other
            for triple in own
            if len(places[triple]) < COMMON
            for other in places[triple]
        )
        found += any(
            count / len(own | sets[other]) >= SIMILAR for other, count in shared.items()
        )
        for triple in own:
            places[triple].append(number)
    return found, len(sets)


def triples(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of three words of a text, without punctuation.

    >>> len(triples("I do not know, really."))
    3
    """
    words = [w.strip(".,;:!?\"'()[]-–—…").casefold() for w in text.split()]
    words = [w for w in words if w]
    return frozenset(
        tuple(words[i : i + TRIPLE]) for i in range(max(1, len(words) - TRIPLE + 1))
    )
