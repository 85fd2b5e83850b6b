"""From logits to evidence, and the words behind a flag."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import client, evidence, marker, session, therapist
from transcript_rupture.classify import Classifier, Sigmoid, evidence_of
from transcript_rupture.classify.explain import Reader, explain, phrases
from transcript_rupture.classify.labels import (
    FAMILIES,
    families_of_side,
    label_names,
)
from transcript_rupture.classify.reading import read_logits
from transcript_rupture.classify.runtime import Logits
from transcript_rupture.classify.window import Window
from transcript_rupture.domain import Family, Marker, Role, Span

TALK = session([therapist("What do you feel?"), client("Fine. You decide, then.")])


def logits(**given_values: float) -> Logits:
    row = np.full(len(label_names()), -6.0, dtype=np.float32)
    for name, value in given_values.items():
        row[label_names().index(name)] = value
    return row


def test_a_turn_has_only_the_families_of_its_side() -> None:
    reading = read_logits(0, Role.THERAPIST, logits(), calibration={})

    assert set(reading.families) == {Family.REPAIR, Family.STRAIN}
    assert families_of_side(Role.CLIENT) == (
        Family.WITHDRAWAL,
        Family.CONFRONTATION,
        Family.RESPONSE,
    )


def test_the_likeliest_code_carries_the_family_and_a_close_second_its_share() -> None:
    row = logits(withdrawal=0.0, minimal_response=1.0, stopped_exploring=0.0)
    reading = read_logits(1, Role.CLIENT, row, calibration={})
    first, second = evidence_of(reading, model="toy")

    assert (first.code, second.code) == ("minimal_response", "stopped_exploring")
    assert first.score == pytest.approx(0.5)
    assert 0.25 < second.score < first.score
    assert first.source == "model:toy"


def test_what_is_out_of_question_is_not_said() -> None:
    reading = read_logits(1, Role.CLIENT, logits(), calibration={})

    assert list(evidence_of(reading, model="toy")) == []


def test_calibration_moves_a_family() -> None:
    sure = {Family.WITHDRAWAL: Sigmoid(slope=0.0, shift=2.0)}
    reading = read_logits(1, Role.CLIENT, logits(), calibration=sure)

    assert reading.families[Family.WITHDRAWAL] == pytest.approx(0.881, abs=1e-3)


@given(st.text(max_size=120))
def test_phrases_lie_in_the_turn_in_order_and_are_few(text: str) -> None:
    found = phrases(text)

    assert len(found) <= 4
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(span.end <= len(text) for span in found)


def by_word(word: str) -> Reader:
    """A network that hears only one word."""

    def read(seen: Sequence[Window]) -> Logits:
        out = np.zeros((len(seen), len(label_names())), dtype=np.float32)
        out[:, FAMILIES.index(Family.WITHDRAWAL)] = [
            4.0 * (word in window.text) for window in seen
        ]
        return out

    return read


def reported(*, is_flagged: bool = True) -> Marker:
    return marker(1, evidence=(evidence(1, source="model:toy"),), flagged=is_flagged)


def test_the_phrase_that_carries_a_flag_is_marked() -> None:
    (found,) = explain(TALK, [reported()], logits=by_word("decide"), turns=3)

    assert found.evidence[0].span == Span(6, 17)
    assert "less surely" in found.evidence[0].why


def test_where_no_phrase_carries_it_that_is_said() -> None:
    (found,) = explain(TALK, [reported()], logits=by_word("nothing"), turns=3)

    assert found.evidence[0].span is None
    assert "No single phrase" in found.evidence[0].why


def test_what_is_not_flagged_or_not_of_the_model_is_left_alone() -> None:
    markers = [reported(is_flagged=False), marker(1)]

    assert explain(TALK, markers, logits=by_word("x"), turns=3) == tuple(markers)


def test_a_classifier_is_a_detector_whose_evidence_fits_its_session(
    classifier: Classifier,
) -> None:
    found = list(classifier(TALK, ()))

    assert found
    assert {e.turn for e in found} <= {0, 1}
    assert list(classifier(TALK, ())) == found
