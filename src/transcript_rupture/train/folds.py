"""The network that ships, and what others say of groups they did not learn from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from sklearn.model_selection import GroupKFold

from transcript_rupture.classify.labels import label_names
from transcript_rupture.classify.runtime import Logits
from transcript_rupture.errors import SettingsError
from transcript_rupture.train.course import Course
from transcript_rupture.train.encoder import TurnEncoder
from transcript_rupture.train.examples import Example, digest_of
from transcript_rupture.train.loop import predict

FIRST, FINAL = "first", "final"
DIGITS = 12


@dataclass(frozen=True, slots=True)
class Crossed:
    """A network of all natural groups, and logits of networks that left theirs out.

    ``logits`` has shape (examples, labels), in the order of the natural examples.
    """

    network: TurnEncoder = field(repr=False)
    logits: Logits = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """What is learned from: ``natural`` is most like real talk, and comes last.

    ``written`` examples of rules and codebook are taught again beside it, so that the
    words are not forgotten, and ``contrasts`` with them, once the network knows talk.
    Turns of ``real`` corpora count ``repeats`` times then. A group of both kinds would be
    seen by the first stage and is refused.
    """

    natural: Sequence[Example] = field(repr=False)
    other: Sequence[Example] = field(repr=False)
    written: Sequence[Example] = field(repr=False)
    contrasts: Sequence[Example] = field(default=(), repr=False)
    real: frozenset[str] = frozenset()
    repeats: int = 1

    def __post_init__(self) -> None:
        both = {e.group for e in self.natural} & {e.group for e in self.other}
        if both:
            raise SettingsError(
                f"group {min(both)!r} is in natural and in other material",
                "name all its corpora with --natural",
            )

    def first(self, unseen: Collection[int] = ()) -> list[Example]:
        """What the first stage takes: the other material, or the natural without any."""
        seen = [e for place, e in enumerate(self.natural) if place not in unseen]
        return [*(self.other or seen), *self.written]

    def second(self, unseen: Collection[int] = ()) -> list[Example]:
        """What the second stage takes: all but the natural examples at some places."""
        natural = [
            example
            for place, example in enumerate(self.natural)
            if place not in unseen
            for _ in range(self.repeats if example.corpus in self.real else 1)
        ]
        return [*natural, *self.written, *self.contrasts]


def cross_fit(lessons: Lessons, course: Course) -> Crossed:
    """Fit on all natural groups, and once a fold without it, for answers on it.

    The first stage needs no folds where it learns from other groups.
    """
    examples, shared = lessons.natural, None
    if lessons.other:
        shared = course.first(lessons.first(), name=FIRST)

    def settled(name: str, unseen: Collection[int]) -> TurnEncoder:
        start = shared
        if start is None:
            start = course.first(lessons.first(unseen), name=f"{name}-{FIRST}")
        return course.settle(lessons.second(unseen), name=name, start=start)

    logits = np.zeros((len(examples), len(label_names())), dtype=np.float32)
    for name, unseen in _folds(examples, course.settings.folds):
        network = settled(name, frozenset(unseen))
        logits[unseen] = _answers(network, [examples[i] for i in unseen], course, name)
    return Crossed(settled(FINAL, ()), logits)


def _folds(examples: Sequence[Example], folds: int) -> Iterator[tuple[str, list[int]]]:
    """The name of each fold, and the places of the examples that it leaves out."""
    groups = [example.group for example in examples]
    folds = min(folds, len(set(groups)))
    for number, (_seen, unseen) in enumerate(
        GroupKFold(folds).split(groups, groups=groups), 1
    ):
        yield f"fold-{number}", unseen.tolist()


def _answers(
    network: TurnEncoder, unseen: Sequence[Example], course: Course, name: str
) -> Logits:
    """From the file of an earlier run on the same turns, or from the network."""
    file = course.folder / name / f"logits-{digest_of(unseen)[:DIGITS]}.npy"
    if file.exists():
        stored: Logits = np.load(file, allow_pickle=False)
        return stored
    answers = predict(network, course.encoder.encode([e.window for e in unseen]))
    _store(file, answers)
    return answers


def _store(file: Path, answers: Logits) -> None:
    partial = file.with_suffix(".partial.npy")
    np.save(partial, answers)
    partial.replace(file)
