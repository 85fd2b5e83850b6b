"""Which examples each fit of a run gets to see, and which it answers for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from transcript_rupture.classify.labels import label_names
from transcript_rupture.classify.window import Window
from transcript_rupture.domain import Role
from transcript_rupture.errors import SettingsError
from transcript_rupture.train import folds
from transcript_rupture.train.course import Course
from transcript_rupture.train.examples import Example, digest_of
from transcript_rupture.train.folds import Lessons, cross_fit
from transcript_rupture.train.settings import TrainSettings


def example(group: str, corpus: str, said: str = "Fine.") -> Example:
    before = ((Role.THERAPIST, "So?"),)
    return Example(
        group=group,
        corpus=corpus,
        session=f"{corpus}-{group}",
        window=Window(turn=1, role=Role.CLIENT, text=said, before=before),
        targets=np.zeros(len(label_names()), dtype=np.float32),
        plain=False,
    )


NATURAL = [example(g, "real" if g in "ab" else "plain") for g in "abcd"]
CONTRAST, WRITTEN = example("contrast", "written"), example("written", "written")


class FakeCourse:
    """Notes what each fit was given."""

    def __init__(self, folder: Path) -> None:
        self.settings, self.folder, self.encoder = TrainSettings(folds=2), folder, self
        self.seen: dict[str, list[Example]] = {}

    def encode(self, windows: Sequence[Window]) -> Sequence[Window]:
        return windows

    def first(self, examples: Sequence[Example], *, name: str) -> str:
        return self._note(examples, name)

    def settle(self, examples: Sequence[Example], *, name: str, start: str) -> str:
        return self._note(examples, f"{start}>{name}")

    def _note(self, examples: Sequence[Example], name: str) -> str:
        self.seen[name] = list(examples)
        (self.folder / name.rpartition(">")[2]).mkdir(exist_ok=True)
        return name


def run(
    lessons: Lessons, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> dict[str, list[Example]]:
    def predict(_network: Any, rows: Sequence[Any]) -> Any:  # no network
        return np.ones((len(rows), len(label_names())), dtype=np.float32)

    monkeypatch.setattr(folds, "predict", predict)
    course = FakeCourse(folder)
    crossed = cross_fit(lessons, cast("Course", course))
    assert crossed.logits.shape == (len(lessons.natural), len(label_names()))
    return course.seen


def lessons(other: Sequence[Example]) -> Lessons:
    return Lessons(
        natural=NATURAL,
        other=other,
        written=[WRITTEN],
        contrasts=[CONTRAST],
        real=frozenset({"real"}),
        repeats=3,
    )


def test_other_material_is_learned_first_and_contrasts_only_in_the_second_stage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = [example("x", "other")]
    seen = run(lessons(other), tmp_path, monkeypatch)

    assert seen["first"] == [*other, WRITTEN]
    assert seen["first>final"] == [
        e for e in NATURAL for _ in range(3 if e.corpus == "real" else 1)
    ] + [WRITTEN, CONTRAST]


def test_each_natural_group_is_left_out_of_one_fold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = run(lessons([example("x", "other")]), tmp_path, monkeypatch)
    learned = [{e.group for e in seen[f"first>fold-{n}"]} & set("abcd") for n in (1, 2)]

    assert learned[0] | learned[1] == set("abcd")
    assert not learned[0] & learned[1]


def test_where_all_is_natural_no_first_stage_sees_the_unseen_or_contrasts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = run(lessons(()), tmp_path, monkeypatch)

    assert seen["final-first"] == [*NATURAL, WRITTEN]
    for name in ("fold-1", "fold-2"):
        first, second = seen[f"{name}-first"], seen[f"{name}-first>{name}"]
        assert len(first) == len(set(map(id, first)))
        assert CONTRAST not in first
        assert {e.group for e in first} == {e.group for e in second} - {"contrast"}


def test_answers_are_found_again_only_for_the_same_turns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(lessons(()), tmp_path, monkeypatch)
    run(lessons(()), tmp_path, monkeypatch)
    assert len(list(tmp_path.glob("fold-*/logits-*.npy"))) == 2

    changed = replace(
        lessons(()), natural=[example("a", "real", "Good."), *NATURAL[1:]]
    )
    run(changed, tmp_path, monkeypatch)
    assert len(list(tmp_path.glob("fold-*/logits-*.npy"))) == 3


def test_a_group_in_natural_and_other_material_is_refused() -> None:
    with pytest.raises(SettingsError, match="group 'a' is in natural and in other"):
        lessons([example("a", "other")])


def test_what_an_example_was_said_after_is_part_of_what_it_teaches() -> None:
    one = example("a", "real")
    two = replace(one, window=replace(one.window, before=((Role.THERAPIST, "And?"),)))

    assert digest_of([one]) != digest_of([two])
    assert digest_of([one]) == digest_of([example("a", "real")])
