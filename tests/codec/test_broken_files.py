"""A broken timeline file says where it is broken, and nothing that was said."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcript_rupture.codec import from_dict, to_dict
from transcript_rupture.domain import Timeline
from transcript_rupture.errors import CodecError

KEYS = (
    "schema session provenance turns markers episodes segments ratings notices".split()
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
BREAKS: dict[str, tuple[tuple[str | int, ...], object]] = {
    "timeline.schema": (("schema",), "transcript-rupture/timeline/2"),
    "timeline.turns[1].index": (("turns", 1, "index"), 7),
    "timeline.turns[1].role": (("turns", 1, "role"), "coach"),
    "timeline.turns[0].text": (("turns", 0, "text"), 3),
    "timeline.turns[0].start_ms": (("turns", 0, "start_ms"), 1.5),
    "timeline.turns[0].scores.repair": (("turns", 0, "scores", "repair"), 1.5),
    "timeline.turns[0].measures.flat": (("turns", 0, "measures", "flat"), 1),
    "timeline.turns[0].measures.words": (("turns", 0, "measures", "words"), True),
    "timeline.turns[0].asides": (("turns", 0, "asides"), {}),
    "timeline.markers[0].turn": (("markers", 0, "turn"), 3),
    "timeline.markers[0].score": (("markers", 0, "score"), float("nan")),
    "timeline.turns[1].asides[0].end": (("turns", 1, "asides", 0, "end"), 99),
    "timeline.turns[0].measures.echo": (("turns", 0, "measures", "echo"), "much"),
    "timeline.turns[0].measures.hedges": (("turns", 0, "measures", "hedges"), 10**400),
    "timeline.turns[0].measures.feeling": (
        ("turns", 0, "measures", "feeling"),
        float("-inf"),
    ),
    "timeline.markers[0].clarity": (("markers", 0, "clarity"), "sure"),
    "timeline.markers[0].evidence[0].end": (("markers", 0, "evidence", 0, "end"), 99),
    "timeline.markers[0].evidence[0].start": (
        ("markers", 0, "evidence", 0, "start"),
        None,
    ),
    "timeline.episodes[0].end_turn": (("episodes", 0, "end_turn"), 0),
    "timeline.episodes[0].intensity": (("episodes", 0, "intensity"), 6),
    "timeline.episodes[0].level": (("episodes", 0, "level"), "huge"),
    "timeline.segments[0].WD_P.salience": (("segments", 0, "WD_P", "salience"), 0),
    "timeline.ratings.CF_T": (("ratings", "CF_T"), "5"),
    "timeline.session.diagnostics[0].severity": (
        ("session", "diagnostics", 0, "severity"),
        "fatal",
    ),
    "timeline.provenance.settings": (("provenance", "settings"), []),
}


@pytest.mark.parametrize("place", BREAKS)
def test_a_wrong_value_is_refused_by_its_place(whole: Timeline, place: str) -> None:
    path, wrong = BREAKS[place]

    with pytest.raises(CodecError) as caught:
        from_dict(_with(to_dict(whole), path, wrong))

    assert caught.value.what.startswith(place)


def _with(plain: Any, path: tuple[str | int, ...], wrong: object) -> Any:
    changed = deepcopy(plain)
    inner = changed
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = wrong
    return changed


@pytest.mark.parametrize("key", KEYS)
def test_a_missing_part_is_named(whole: Timeline, key: str) -> None:
    plain = to_dict(whole)
    del plain[key]

    with pytest.raises(CodecError, match=f"needs the key '{key}'"):
        from_dict(plain)


@given(key=st.sampled_from(KEYS), wrong=JSON)
def test_any_damage_is_our_own_error_or_no_damage(
    whole: Timeline, sentinel: str, key: str, wrong: object
) -> None:
    plain = {**to_dict(whole), key: wrong}

    try:
        from_dict(plain)
    except CodecError as error:
        assert sentinel not in str(error)  # noqa: PT017  # either outcome is right


@given(JSON)
def test_anything_else_is_refused(wrong: object) -> None:
    with pytest.raises(CodecError):
        from_dict(wrong)
