"""Print how far a second, blind coder agrees with the writers of the invented corpus.

    python tools/corpus_agreement.py data/corpus

``first/`` holds what the writers had coded before the second coding, ``second/`` what the
second coders did: lines like ``12 minimal_response, going_quiet?``, the turn counted from
0 and its codes. The first figure leaves out turns whose best code either coder called
merely possible, as with all ratings here; the second counts possible as nothing.
Intervals are over sessions.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.metrics import cohen_kappa_score

from transcript_rupture.codebook import family_of, load_codebook
from transcript_rupture.domain import Family
from transcript_rupture.rated import CLEAR, POSSIBLE, STRONG, parse_coded

LINE = re.compile(r"(\d+) (.+)")
FAMILIES = (
    Family.WITHDRAWAL,
    Family.CONFRONTATION,
    Family.REPAIR,
    Family.STRAIN,
    Family.RESPONSE,
)
DRAWS = 500
Pairs = list[tuple[int, int]]


def main() -> None:
    """Print kappa a family."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    corpus: Path = parser.parse_args().corpus
    files = sorted((corpus / "second").glob("*.codes"))
    print(f"{len(files)} sessions coded twice; kappa on turns [95 % over sessions]")
    for family in FAMILIES:
        rows = [list(_pairs(corpus, file, family)) for file in files]
        low, high = np.nanpercentile(list(_draws(rows)), [2.5, 97.5])
        loose = [list(_pairs(corpus, file, family, sure=False)) for file in files]
        both = [pair for row in rows for pair in row]
        first, second = (sum(pair[i] for pair in both) for i in (0, 1))
        print(
            f"{family.value:14} {_kappa(rows):.2f} [{low:.2f}, {high:.2f}], "
            f"possible as nothing {_kappa(loose):.2f}; "
            f"{len(both)} turns, writer {first}, second coder {second}"
        )


def _draws(rows: list[Pairs]) -> Iterator[float]:
    generator = np.random.default_rng(0)
    for _ in range(DRAWS):
        yield _kappa([rows[i] for i in generator.integers(0, len(rows), len(rows))])


def _kappa(rows: list[Pairs]) -> float:
    pairs = [pair for row in rows for pair in row]
    return float(cohen_kappa_score([a for a, _ in pairs], [b for _, b in pairs]))


def _pairs(
    corpus: Path, file: Path, family: Family, *, sure: bool = True
) -> Iterator[tuple[int, int]]:
    """What both coders say of each turn of the family's side, 1 or 0."""
    dialogue = parse_coded(
        (corpus / "sessions" / f"{file.stem}.txt").read_text("utf-8")
    )
    first = dict(_codes((corpus / "first" / file.name).read_text("utf-8")))
    second = dict(_codes(file.read_text("utf-8")))
    for turn, (role, _) in enumerate(dialogue.turns):
        if role is load_codebook().families[family].side:
            a, b = (_best(codes.get(turn, {}), family) for codes in (first, second))
            if not (sure and POSSIBLE in {a, b}):
                yield int(a >= CLEAR), int(b >= CLEAR)


def _best(codes: dict[str, int], family: Family) -> int:
    return max((v for k, v in codes.items() if family_of(k) is family), default=0)


def _codes(text: str) -> Iterator[tuple[int, dict[str, int]]]:
    for match in filter(None, map(LINE.fullmatch, text.splitlines())):
        tags = [tag.strip() for tag in match[2].split(",")]
        yield (
            int(match[1]),
            {
                t.rstrip("?!"): {"?": POSSIBLE, "!": STRONG}.get(t[-1], CLEAR)
                for t in tags
            },
        )


if __name__ == "__main__":
    main()
