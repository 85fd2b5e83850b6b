"""Try the analyzer on pairs of short dialogues that differ in one thing.

    python tools/behavior.py [--model FOLDER | --no-model] [--json FILE] [--least 0.9]

The pairs are ``data/behavior/pairs.toml``, invented for this project: what they give are
figures on synthetic text. With A and B the scores of the pair's family on the last turn,
and "flagged" for a flagged marker of the family there, a pair is

    direction   right if b is not flagged, A > B, and a is flagged or A >= 1.5 B
    invariance  right if both or neither are flagged, and |A - B| < 0.15

Beside it stands how many pairs are "seen": each flag is as the codebook wants it, which
is harder. An analyzer that never flags anything gets invariance right, and sees little.
Exit 1 only where ``--least`` asks for a larger share of right pairs than there is.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from transcript_rupture.codebook.dialogue import parse_dialogue
from transcript_rupture.domain import (
    SCORED_FAMILIES,
    Family,
    Role,
    Source,
    Timeline,
    Transcript,
    Utterance,
)
from transcript_rupture.errors import SettingsError
from transcript_rupture.pipeline import build_analyzer

PAIRS = Path(__file__).parents[1] / "data/behavior/pairs.toml"
# A direction that is not flagged must still be more than a rounding of scores.
FACTOR = 1.5
TOLERANCE = 0.15
KEYS = {"id", "family", "before", "a", "b", "after", "present", "anywhere"}
SOURCE = Source(name="pair", format="pair", encoding="utf-8", sha256="0" * 64)

Lines = tuple[tuple[Role, str], ...]
Analyze = Callable[[Transcript], Timeline]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two variants of a dialogue, and what the codebook wants of them.

    ``present`` is None for a direction (``a`` shows the family, ``b`` does not), else
    whether both variants show it.
    """

    id: str
    kind: str
    family: Family
    a: Lines = field(repr=False)
    b: Lines = field(repr=False)
    present: bool | None = None
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What the analyzer says of a variant: the family's score, and whether it flags."""

    score: float
    flagged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a pair turned out."""

    id: str
    kind: str
    right: bool
    seen: bool
    a: Reading
    b: Reading


def main() -> None:
    """Print the figures of each kind and the pairs that failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--model", type=Path, help="a model folder, not the shipped one"
    )
    source.add_argument(
        "--no-model", action="store_true", help="rules and measures only"
    )
    parser.add_argument("--json", type=Path, help="write every outcome to this file")
    parser.add_argument("--least", type=float, default=0.0, help="share that is wanted")
    arguments = parser.parse_args()
    analyzer = build_analyzer(model=arguments.model, use_model=not arguments.no_model)
    pairs = parse_pairs(PAIRS.read_text("utf-8"))
    outcomes = [try_pair(pair, analyzer) for pair in pairs]
    name = analyzer.model.name if analyzer.model else "none"
    print(f"{len(outcomes)} pairs of synthetic text; model: {name}")
    print("\n".join(report(outcomes)))
    if arguments.json:
        arguments.json.write_text(render(outcomes, model=name), encoding="utf-8")
    sys.exit(share_right(outcomes) < arguments.least)


def parse_pairs(text: str) -> tuple[Pair, ...]:
    """The pairs of a file, in its order; what breaks its rules is refused by its id."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError("the pairs are not TOML", "mend the file") from error
    return tuple(_pair(kind, row) for kind, rows in tables.items() for row in rows)


def _pair(kind: str, row: Mapping[str, object]) -> Pair:
    name = f"{kind}/{row.get('id', '?')}"
    missing = {"id", "family", "a", "b"} - row.keys()
    if missing or not row.keys() <= KEYS or row["family"] not in SCORED_FAMILIES:
        raise SettingsError(
            f"{name}: a key is missing or unknown, or the family is not scored",
            "see the head of the file",
        )
    present = row.get("present")
    family = Family(str(row["family"]))
    return Pair(
        id=name,
        kind=kind,
        family=family,
        a=_lines(row, "a", name),
        b=_lines(row, "b", name),
        present=None if present is None else bool(present),
        anywhere=bool(row.get("anywhere", False)),
    )


def _lines(row: Mapping[str, object], variant: str, name: str) -> Lines:
    parts = [str(row[key]) for key in ("before", variant, "after") if key in row]
    lines = parse_dialogue(" / ".join(parts))
    named = tuple((role, words) for role, words in lines if role is not None)
    if len(named) < len(lines) or not all(words.strip() for _, words in named):
        raise SettingsError(
            f"{name}: a line without speaker or words", "write T: or C:"
        )
    return named


def try_pair(pair: Pair, analyze: Analyze) -> Outcome:
    """Analyze both variants and compare."""
    a, b = (
        read(analyze(transcript_of(lines, name=pair.id)), pair)
        for lines in (pair.a, pair.b)
    )
    if pair.present is None:
        right, seen = is_directed(a, b), a.flagged and not b.flagged
    else:
        right = is_unmoved(a, b)
        seen = a.flagged == b.flagged == pair.present
    return Outcome(id=pair.id, kind=pair.kind, right=right, seen=seen, a=a, b=b)


def is_directed(a: Reading, b: Reading) -> bool:
    """Whether ``a`` shows the family more than ``b``, and ``b`` is not flagged.

    >>> is_directed(Reading(0.09, False), Reading(0.05, False))
    True
    >>> is_directed(Reading(0.9, True), Reading(0.5, True))
    False
    """
    more = a.score > b.score
    return not b.flagged and more and (a.flagged or a.score >= FACTOR * b.score)


def is_unmoved(a: Reading, b: Reading) -> bool:
    """Whether both variants are flagged, or neither is, at nearly the same score.

    >>> is_unmoved(Reading(0.6, True), Reading(0.7, True))
    True
    """
    return a.flagged == b.flagged and abs(a.score - b.score) < TOLERANCE


def read(timeline: Timeline, pair: Pair) -> Reading:
    """Score and flag of the pair's family on the last turn, or the highest of any."""
    last = len(timeline.session.turns) - 1
    turns = range(last + 1) if pair.anywhere else (last,)
    return Reading(
        score=max(timeline.scores[turn].of(pair.family) for turn in turns),
        flagged=any(
            marker.flagged and marker.family is pair.family and marker.turn in turns
            for marker in timeline.markers
        ),
    )


def transcript_of(lines: Lines, *, name: str) -> Transcript:
    """The dialogue as a transcript whose speakers have known roles."""
    return Transcript(
        session_id=name,
        source=SOURCE,
        utterances=tuple(
            Utterance(id=str(n), speaker=role.value, role=role, text=words, line=n)
            for n, (role, words) in enumerate(lines, 1)
        ),
    )


def share_right(outcomes: Sequence[Outcome]) -> float:
    """The share of pairs that turned out right."""
    return sum(outcome.right for outcome in outcomes) / max(1, len(outcomes))


def report(outcomes: Sequence[Outcome]) -> list[str]:
    """Lines: right and seen of each kind and overall, then each failure by its id."""
    kinds = list(dict.fromkeys(outcome.kind for outcome in outcomes))
    rows = [_row(k, [o for o in outcomes if o.kind == k]) for k in kinds]
    failed = [o for o in outcomes if not o.right]
    return [
        f"{'kind':20}{'right':>10}{'seen':>10}",
        *rows,
        _row("all", outcomes),
        f"failed: {len(failed)}",
        *(f"  {o.id}  a {_said(o.a)}  b {_said(o.b)}" for o in failed),
    ]


def _row(name: str, outcomes: Sequence[Outcome]) -> str:
    right, seen = (_count(o.right for o in outcomes), _count(o.seen for o in outcomes))
    return f"{name:20}{right:>10}{seen:>10}"


def _count(claims: Iterable[bool]) -> str:
    found = list(claims)
    return f"{sum(found)}/{len(found)}"


def _said(reading: Reading) -> str:
    return f"{reading.score:.3f}{' flagged' if reading.flagged else ''}"


def render(outcomes: Sequence[Outcome], *, model: str) -> str:
    """The outcomes as JSON, ids and figures only."""
    data = {
        "text": "synthetic",
        "model": model,
        "pairs": len(outcomes),
        "right": sum(o.right for o in outcomes),
        "seen": sum(o.seen for o in outcomes),
        "outcomes": [asdict(o) for o in outcomes],
    }
    return json.dumps(data, indent=1) + "\n"


if __name__ == "__main__":
    main()
