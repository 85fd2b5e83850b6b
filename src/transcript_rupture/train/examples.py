"""Rated sessions to examples: a window, the labels it should get, and which count."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from transcript_rupture.classify.labels import (
    code_labels,
    families_of_side,
    label_names,
)
from transcript_rupture.classify.window import (
    Window,
    WindowSettings,
    needs_reading,
    window_at,
)
from transcript_rupture.codebook import family_of, load_codebook
from transcript_rupture.domain import Family, Role
from transcript_rupture.rated import CLEAR, POSSIBLE, Rated

Targets = NDArray[np.float32]
MASKED = np.float32(np.nan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One turn to learn from; ``targets`` are 1, 0, or nan where nothing is taught.

    ``plain`` is a turn without any code, not even one that it only resembles.
    """

    group: str
    corpus: str
    session: str
    window: Window = field(repr=False)
    targets: Targets = field(repr=False)
    plain: bool


def examples_of(rated: Iterable[Rated], *, window: WindowSettings) -> Iterator[Example]:
    """Every turn of the rated sessions that the classifier would read."""
    for item in rated:
        for turn in item.session.turns:
            if needs_reading(turn):
                yield Example(
                    group=item.group,
                    corpus=item.corpus,
                    session=item.session.id,
                    window=window_at(
                        item.session.turns, turn.index, turns=window.turns
                    ),
                    targets=_targets(item, turn.index, turn.role),
                    plain=not (item.codes[turn.index] or _near(item, turn.index)),
                )


def thinned(
    examples: Iterable[Example], *, keep_plain: float, seed: int
) -> list[Example]:
    """All telling examples and a share of the plain ones, the same every time."""
    chance = random.Random(seed)  # noqa: S311  # a sample, no secret
    return [e for e in examples if not e.plain or chance.random() < keep_plain]


def digest_of(examples: Iterable[Example]) -> str:
    """A hash of all that examples teach: who, what was said before, the turn, targets."""
    digest = hashlib.sha256()
    for example in examples:
        window = example.window
        said = (example.group, example.session, window.before, window.role, window.text)
        digest.update(repr(said).encode() + example.targets.tobytes())
    return digest.hexdigest()


def stacked(examples: Sequence[Example]) -> Targets:
    """Targets of all examples; shape (examples, labels)."""
    rows = [e.targets for e in examples]
    return np.stack(rows) if rows else np.zeros((0, len(label_names())), np.float32)


def _near(item: Rated, turn: int) -> frozenset[str]:
    return item.near[turn] if item.near else frozenset()


def _targets(item: Rated, turn: int, role: Role) -> Targets:
    row = np.full(len(label_names()), MASKED, dtype=np.float32)
    names = label_names()
    for family in families_of_side(role):
        row[names.index(family.value)] = _label(item.clarity(family, turn))
    codes = item.codes[turn]
    for place, code in enumerate(code_labels(), len(names) - len(code_labels())):
        if _belongs(code, role):
            row[place] = _label(codes.get(code, 0))
    return row


def _label(clarity: int) -> np.float32:
    return MASKED if clarity == POSSIBLE else np.float32(clarity >= CLEAR)


def _belongs(code: str, role: Role) -> bool:
    """Whether someone in this role can show a code; contrast is for both sides."""
    family = family_of(code)
    return family is Family.CONTRAST or load_codebook().families[family].side is role
