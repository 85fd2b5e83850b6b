"""What a turn teaches, and in which order turns are learned."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from builders import client, session, therapist
from transcript_rupture.classify.labels import label_names
from transcript_rupture.classify.runtime import Logits
from transcript_rupture.classify.window import WindowSettings
from transcript_rupture.domain import Role, TurnMeasures
from transcript_rupture.rated import Contrast, Rated
from transcript_rupture.train.batches import shuffled
from transcript_rupture.train.examples import Example, examples_of, stacked, thinned
from transcript_rupture.train.loop import positive_weights
from transcript_rupture.train.reliability import reliability
from transcript_rupture.train.written import contrast_examples, written_examples

TALK = session(
    [therapist("So?"), client("Fine."), therapist("Good."), client("[sighs]")]
)


def rated(codes: tuple[dict[str, int], ...], near: int | None = None) -> Rated:
    lookalike = frozenset({"minimal_response"})
    return Rated(
        group="g",
        session=TALK,
        measures=tuple(TurnMeasures(turn=i, words=1) for i in range(4)),
        evidence=(),
        codes=codes,
        near=tuple(lookalike if i == near else frozenset() for i in range(4)),
    )


def taught(found: Example, name: str) -> float:
    return float(found.targets[label_names().index(name)])


def examples(*codes: dict[str, int], near: int | None = None) -> list[Example]:
    return list(examples_of([rated(codes, near)], window=WindowSettings()))


def test_a_clear_code_teaches_itself_and_its_family() -> None:
    found = examples({}, {"minimal_response": 2}, {}, {})[1]

    assert taught(found, "withdrawal") == taught(found, "minimal_response") == 1
    assert taught(found, "confrontation") == taught(found, "going_quiet") == 0


def test_a_possible_code_teaches_neither_yes_nor_no() -> None:
    found = examples({}, {"minimal_response": 1}, {}, {})[1]

    assert np.isnan(taught(found, "withdrawal"))
    assert np.isnan(taught(found, "minimal_response"))
    assert taught(found, "confrontation") == 0


def test_nobody_is_taught_the_codes_of_the_other_side() -> None:
    found = examples({}, {}, {}, {})[0]

    assert np.isnan(taught(found, "withdrawal"))
    assert np.isnan(taught(found, "minimal_response"))
    assert taught(found, "repair") == taught(found, "logistics") == 0


def test_turns_without_words_are_no_examples() -> None:
    assert [e.window.turn for e in examples({}, {}, {}, {})] == [0, 1, 2, 3]
    quiet = session([therapist("So?"), client("...")])
    item = Rated(group="g", session=quiet, measures=(), evidence=(), codes=({}, {}))

    assert len(list(examples_of([item], window=WindowSettings()))) == 1


def test_thinning_leaves_out_plain_turns_only_and_always_the_same() -> None:
    many = examples({}, {"minimal_response": 2}, {}, {}, near=3) * 50
    some = thinned(many, keep_plain=0.2, seed=1)

    assert sum(not e.plain for e in some) == 100
    assert 5 < sum(e.plain for e in some) < 40
    assert [id(e) for e in some] == [
        id(e) for e in thinned(many, keep_plain=0.2, seed=1)
    ]


def test_a_rare_label_weighs_more_up_to_a_limit() -> None:
    nan = float("nan")
    targets = torch.tensor([[1.0, 0.0, 1.0], [0.0, 0.0, nan], [0.0, 0.0, nan]] * 40)

    common, never, always = positive_weights(targets, most=6.0).tolist()

    assert round(common, 3) == round(2**0.5, 3)
    assert (never, always) == (6.0, 1.0)


@given(st.lists(st.integers(1, 99), min_size=1, max_size=99), st.integers(0, 5))
def test_an_epoch_takes_every_turn_once(lengths: list[int], seed: int) -> None:
    order = list(shuffled(lengths, batch=4, seed=seed))

    assert sorted(i for batch in order for i in batch) == list(range(len(lengths)))
    assert order == list(shuffled(lengths, batch=4, seed=seed))


def answered(count: int) -> tuple[list[Example], Logits]:
    """Examples of many groups, and noisy answers that know the truth a little."""
    codes: tuple[dict[str, int], ...] = ({}, {"minimal_response": 2}, {}, {})
    many = [
        replace(e, group=f"g{number}")
        for number in range(count)
        for e in examples(*codes)
    ]
    chance = np.random.default_rng(0)
    targets = np.nan_to_num(stacked(many)[:, :5])
    return many, (2 * targets + chance.normal(0, 2, targets.shape)).astype(np.float32)


def test_calibration_makes_said_and_found_agree() -> None:
    many, logits = answered(60)

    bins = [b for b in reliability(many, logits) if b.family == "withdrawal"]

    said = sum(b.said * b.turns for b in bins)
    assert abs(said - 60) < 3
    assert sum(b.found * b.turns for b in bins) == pytest.approx(60, abs=0.5)


def test_the_reliability_of_a_group_comes_from_a_calibration_without_it() -> None:
    one, two = [*answered(5)[0]], [replace(e, group="x") for e in answered(5)[0]]
    truth = np.nan_to_num(stacked(one)[:, :5])
    # What is right for one half of the people is wrong for the other.
    one = [replace(e, group="w") for e in one]
    logits = np.concatenate([3 - 6 * truth, 6 * truth - 3]).astype(np.float32)
    bins = [b for b in reliability([*one, *two], logits) if b.family == "withdrawal"]

    surest = max(bins, key=lambda b: b.low)
    assert surest.said > 0.9
    assert surest.found == 0


def test_written_examples_teach_their_code_and_nothing_else() -> None:
    rows = written_examples(window=WindowSettings())
    names = label_names()
    by_text = {e.window.text: e for e in rows}

    fine = by_text["Fine."]
    assert fine.targets[names.index("withdrawal")] == 1
    assert np.isnan(fine.targets[names.index("repair")])
    assert fine.window.before[-1][0] is Role.THERAPIST
    assert len(rows) > 900
    assert {e.corpus for e in rows} == {"written"}
    assert all(len(e.window.before) <= WindowSettings().turns for e in rows)


def test_a_contrast_teaches_yes_and_no_of_one_code_and_nothing_else() -> None:
    before = (Role.THERAPIST, "So?")
    contrast = Contrast(
        kind="target",
        code="feeling_unseen",
        shows=(before, (Role.CLIENT, "You never asked.")),
        seems=(before, (Role.CLIENT, "She never asked.")),
    )
    yes, no = contrast_examples([contrast], window=WindowSettings())
    names = label_names()
    taught = [names.index("confrontation"), names.index("feeling_unseen")]

    assert yes.window.before == no.window.before == (before,)
    assert [yes.targets[i] for i in taught] == [1, 1]
    assert [no.targets[i] for i in taught] == [0, 0]
    assert np.isnan(np.delete(yes.targets, taught)).all()
