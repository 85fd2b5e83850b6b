"""Check that no word and no utterance was lost on the way into a timeline.

    python tools/check_words.py TRANSCRIPTS_FOLDER TIMELINES_FOLDER

Reads each SESSION.jsonl by itself, without the program's readers, and compares its words
and utterance ids with those of SESSION.timeline.json: each must be there exactly once,
in a turn of its own or folded into another's.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

WORD = re.compile(r"\w+")


def main() -> None:
    """Print the counts; exit 1 if anything differs."""
    transcripts, timelines = map(Path, sys.argv[1:3])
    words = utterances = wrong = 0
    files = sorted(transcripts.glob("*.jsonl"))
    for file in files:
        rows = [json.loads(line) for line in file.open(encoding="utf-8")]
        said = Counter(word for row in rows for word in WORD.findall(row["text"]))
        ids = Counter(str(row["id"]) for row in rows)
        timeline = json.loads(
            (timelines / f"{file.stem}.timeline.json").read_text("utf-8")
        )
        turns = timeline["turns"]
        kept = Counter(word for turn in turns for word in WORD.findall(turn["text"]))
        held = Counter(name for turn in turns for name in turn["utterances"])
        words, utterances = words + said.total(), utterances + ids.total()
        if said != kept or ids != held:
            wrong += 1
            print(f"{file.name}: words or utterances differ")
    print(
        f"{len(files)} files, {words} words, {utterances} utterances; "
        f"files that differ: {wrong}"
    )
    sys.exit(bool(wrong) or not files)


if __name__ == "__main__":
    main()
