"""What the classifier's reading of a turn has to say, as evidence."""

from __future__ import annotations

from collections.abc import Iterator

from transcript_rupture.classify.reading import TurnReading
from transcript_rupture.codebook import load_codebook
from transcript_rupture.domain import MODEL_SOURCE, Evidence

# Below this a turn's answer is silence; the fusion reads silence as unlikely.
LEAST = 0.01
DIGITS = 6


def evidence_of(reading: TurnReading, *, model: str) -> Iterator[Evidence]:
    """What a reading has to say, as evidence."""
    codes = load_codebook().codes
    for family, probability in reading.families.items():
        if probability >= LEAST:
            for code, score in reading.best_codes(family):
                yield Evidence(
                    turn=reading.turn,
                    code=code,
                    family=family,
                    source=f"{MODEL_SOURCE}{model}",
                    score=round(score, DIGITS),
                    why=f"The classifier reads this turn, after what was said before "
                    f"it, as possibly: {codes[code].title.lower()}.",
                )
