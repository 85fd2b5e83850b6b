"""Put measured figures into a model's card, and seal its folder again.

    python tools/model_card.py MODEL EVALUATION.json BEHAVIOR.json

The files are what ``transcript-rupture evaluate --json`` and ``tools/behavior.py --json``
wrote for this model.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

from transcript_rupture.classify import open_model
from transcript_rupture.train.card import BEHAVIOR, EVALUATION, write_card


def main() -> None:
    """Copy both records, render the card, and write the hash into the index."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("model", "evaluation", "behavior"):
        parser.add_argument(name, type=Path)
    given = parser.parse_args()
    open_model(given.model)
    shutil.copyfile(given.evaluation, given.model / EVALUATION)
    shutil.copyfile(given.behavior, given.model / BEHAVIOR)
    model = write_card(given.model)
    index = given.model.parent / "index.json"
    if index.exists():
        data = json.loads(index.read_text("utf-8"))
        data["models"][given.model.name] = {"sha256": model.sha256}
        index.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(f"{model.config.name}: sha256 {model.sha256}")


if __name__ == "__main__":
    main()
