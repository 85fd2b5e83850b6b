"""Print what the invented corpus holds, and check what it promises.

    python tools/corpus_report.py data/corpus [--beside RATED_FOLDER]

Counts of clear codes and hard negatives, near-duplicate turns, and how varied words and
openings are, beside other rated material of the same amount. Exit 1 if a promise of
``data/corpus/README.md`` is broken.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from near_duplicates import near_duplicates

from transcript_rupture.codebook import family_of, load_codebook
from transcript_rupture.domain import CLIENT_FAMILIES, SCORED_FAMILIES, Family
from transcript_rupture.rated import CLEAR, Rated, clear_codes, load_rated

LEAST_SESSIONS = 400
FREQUENT = (
    "minimal_response",
    "stopped_exploring",
    "sudden_agreement",
    "appeasing_deference",
    "intellectualising",
    "topic_shift_deflection",
)
LEAST_FREQUENT, LEAST_OTHER = 120, 60
NEGATIVES_PER_POSITIVE = 2.0
MOST_DUPLICATES = 0.01
SAMPLE_WORDS = 40_000
OPENING = 3


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--beside", type=Path)
    arguments = parser.parse_args()
    rated = load_rated(arguments.corpus)
    broken = list(_report(rated))
    print_variety("the corpus", rated)
    if arguments.beside:
        print_variety(arguments.beside.name, load_rated(arguments.beside))
    for line in broken:
        print(f"BROKEN: {line}")
    sys.exit(bool(broken))


def _report(rated: Sequence[Rated]) -> Iterator[str]:
    """Print the counts; yield what is less than promised."""
    turns = sum(len(item.session.turns) for item in rated)
    words = sum(len(t.text.split()) for item in rated for t in item.session.turns)
    print(f"{len(rated)} sessions, {turns} turns, {words} words")
    if len(rated) < LEAST_SESSIONS:
        yield f"fewer than {LEAST_SESSIONS} sessions"
    episodes = Counter(min(3, len(item.episodes)) for item in rated)
    print("ruptures a session:", dict(sorted(episodes.items())), "(3: three or more)")
    counts = clear_codes(rated)
    for family in Family:
        own = {c: counts[c] for c in load_codebook().codes if family_of(c) is family}
        print(f"{family.value}:", ", ".join(f"{c} {n}" for c, n in own.items()))
    yield from (f"only {counts[c]} clear {c}" for c in _too_few(counts))
    positives, negatives = positive_turns(rated), hard_negatives(rated)
    print(f"positive turns {positives}, hard negatives {negatives}")
    if negatives < NEGATIVES_PER_POSITIVE * positives:
        yield "fewer than two hard negatives a positive turn"
    pairs, compared = near_duplicates(_texts(rated))
    print(f"near-duplicate turns: {pairs} of {compared} ({pairs / compared:.2%})")
    if pairs / compared >= MOST_DUPLICATES:
        yield "too many near-duplicates"


def _too_few(counts: Counter[str]) -> Iterator[str]:
    for code in load_codebook().codes:
        if family_of(code) is not Family.CONTRAST:
            least = LEAST_FREQUENT if code in FREQUENT else LEAST_OTHER
            if counts[code] < least:
                yield code


def positive_turns(rated: Iterable[Rated]) -> int:
    """Turns with a clear code of a scored family."""
    return sum(_is_positive(item, i) for item in rated for i in range(len(item.codes)))


def hard_negatives(rated: Iterable[Rated]) -> int:
    """Turns that resemble a code, or belong to a contrast class, and show no code."""
    return sum(
        not _is_positive(item, i) and _is_hard(item, i)
        for item in rated
        for i in range(len(item.codes))
    )


def _is_positive(item: Rated, turn: int) -> bool:
    return any(item.clarity(f, turn) >= CLEAR for f in SCORED_FAMILIES)


def _is_hard(item: Rated, turn: int) -> bool:
    contrast = item.clarity(Family.CONTRAST, turn) >= CLEAR
    return contrast or bool(item.near and item.near[turn])


def _texts(rated: Iterable[Rated]) -> list[str]:
    return [turn.text for item in rated for turn in item.session.turns]


def print_variety(name: str, rated: Sequence[Rated]) -> None:
    """Different words, and different openings of turns, in samples of one size."""
    texts = _texts(rated)
    random.Random(0).shuffle(texts)  # noqa: S311  # a sample, no secret
    words: list[str] = []
    openings: list[tuple[str, ...]] = []
    for text in texts:
        said = [w.strip(".,;:!?\"'()[]-–—…").casefold() for w in text.split()]
        if len(words) < SAMPLE_WORDS:
            words += said
            openings.append(tuple(said[:OPENING]))
    amount = min(len(words), SAMPLE_WORDS)
    different = len(set(words[:amount]))
    first = len(set(openings)) / len(openings)
    strained = sum(
        any(item.clarity(f, i) >= CLEAR for f in CLIENT_FAMILIES)
        for item in rated
        for i in range(len(item.codes))
    )
    print(
        f"{name}: {different} different words in {amount}; {first:.1%} of openings "
        f"({OPENING} words) differ; {strained} client turns with a clear marker"
    )


if __name__ == "__main__":
    main()
