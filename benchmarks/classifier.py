"""How many turns a second the shipped classifier reads, beside transformers' pipeline.

    python benchmarks/classifier.py [--model FOLDER] [--turns N]

Runs on invented sessions of the corpus, in one process: the classifier as it ships; the
same architecture in ``transformers.pipeline`` with its defaults (one window at a time);
and in batches padded to 256 tokens. Needs the ``train`` extra. Weights do not change the
speed, so the pipelines run the base with a new classification layer.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    TextClassificationPipeline,
    logging,
)

from transcript_rupture.classify import load_classifier
from transcript_rupture.classify.encode import SPEAKER
from transcript_rupture.classify.labels import label_names
from transcript_rupture.classify.window import Window, windows
from transcript_rupture.default_model import default_model
from transcript_rupture.rated import load_rated
from transcript_rupture.train.base import base_folder

CORPUS = Path(__file__).parents[1] / "data/corpus"
LONGEST, BATCH, REPEATS = 256, 32, 2


def main() -> None:
    """Print turns a second of each way, and how they compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=default_model())
    parser.add_argument("--turns", type=int, default=300)
    given = parser.parse_args()
    classifier = load_classifier(given.model)
    seen = _windows(given.turns)
    pipeline = _pipeline()
    texts = [_text(window) for window in seen]
    ours = _speed(lambda: classifier.logits(seen), len(seen))
    plain = _speed(lambda: pipeline(texts), len(seen))
    padded = _speed(
        lambda: pipeline(
            texts, batch_size=BATCH, padding="max_length", max_length=LONGEST
        ),
        len(seen),
    )
    print(f"{len(seen)} turns; turns a second, the best of {REPEATS} runs:")
    print(f"  as it ships                     {ours:7.1f}")
    print(f"  pipeline, defaults              {plain:7.1f}   {ours / plain:.1f} times")
    print(
        f"  pipeline, padded to {LONGEST}         {padded:7.1f}   {ours / padded:.1f} times"
    )


def _windows(turns: int) -> list[Window]:
    rated = load_rated(CORPUS)
    return [w for item in rated for w in windows(item.session, turns=3)][:turns]


def _text(window: Window) -> str:
    said = [*window.before, (window.role, window.text)]
    return " [SEP] ".join(f"{SPEAKER.get(r, 'other')}: {text}" for r, text in said)


def _pipeline() -> TextClassificationPipeline:
    logging.set_verbosity_error()
    warnings.simplefilter("ignore")
    base = base_folder(None)
    return TextClassificationPipeline(
        model=AutoModelForSequenceClassification.from_pretrained(
            base, num_labels=len(label_names())
        ),
        tokenizer=AutoTokenizer.from_pretrained(base),
        truncation=True,
        max_length=LONGEST,
        top_k=None,
    )


def _speed(run: Callable[[], object], turns: int) -> float:
    def once() -> float:
        start = time.perf_counter()
        run()
        return time.perf_counter() - start

    return turns / min(once() for _ in range(REPEATS))


if __name__ == "__main__":
    main()
