"""What the classifier says of sessions whose group it did not learn from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from sklearn.model_selection import GroupKFold

from transcript_rupture.classify.labels import label_names
from transcript_rupture.classify.runtime import Logits
from transcript_rupture.errors import ModelError
from transcript_rupture.train.course import Course
from transcript_rupture.train.encoder import TurnEncoder
from transcript_rupture.train.examples import Example
from transcript_rupture.train.loop import predict

ANSWERS = "logits.npy"
FIRST = "first"


@dataclass(frozen=True, slots=True)
class Crossed:
    """One network a fold, and the logits of every example by one that never saw its group.

    ``logits`` has shape (examples, labels), in the order of the examples.
    """

    networks: Sequence[TurnEncoder] = field(repr=False)
    logits: Logits = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """What is learned from: ``natural`` is most like real talk, and comes last.

    ``written`` examples of rules and codebook are taught again beside it, so that the
    words are not forgotten. Turns of ``real`` corpora count ``repeats`` times.
    """

    natural: Sequence[Example] = field(repr=False)
    other: Sequence[Example] = field(repr=False)
    written: Sequence[Example] = field(repr=False)
    real: frozenset[str] = frozenset()
    repeats: int = 1

    def without(self, unseen: Collection[int]) -> list[Example]:
        """The natural material but for some places, as the second stage takes it."""
        return [
            example
            for place, example in enumerate(self.natural)
            if place not in unseen
            for _ in range(self.repeats if example.corpus in self.real else 1)
        ]


def cross_fit(lessons: Lessons, course: Course) -> Crossed:
    """Fit a network a fold of the natural groups; each answers for the groups left out.

    The first stage needs no folds where it learns from other groups.
    """
    examples, written = lessons.natural, lessons.written
    shared = None
    if lessons.other:
        shared = course.first([*lessons.other, *written], name=FIRST)
    logits = np.zeros((len(examples), len(label_names())), dtype=np.float32)
    networks = []
    for name, unseen in _folds(examples, course.settings.folds):
        learned = [*lessons.without(frozenset(unseen)), *written]
        start = shared or course.first(learned, name=f"{name}-{FIRST}")
        network = course.settle(learned, name=name, start=start)
        logits[unseen] = _answers(network, [examples[i] for i in unseen], course, name)
        networks.append(network)
    return Crossed(networks, logits)


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
    """From the file of an earlier run, or from the network."""
    file = course.folder / name / ANSWERS
    if file.exists():
        return _stored(file, len(unseen))
    answers = predict(network, course.encoder.encode([e.window for e in unseen]))
    _store(file, answers)
    return answers


def _store(file: Path, answers: Logits) -> None:
    partial = file.with_suffix(".partial.npy")
    np.save(partial, answers)
    partial.replace(file)


def _stored(file: Path, rows: int) -> Logits:
    answers: Logits = np.load(file, allow_pickle=False)
    if len(answers) != rows:
        raise ModelError(
            "the rated sessions changed since this run began",
            f"remove {file.parent.name}, or go back to the sessions it began with",
        )
    return answers
