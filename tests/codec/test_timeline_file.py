"""A timeline survives its file, and a broken file says where it is broken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    client,
    evidence,
    marker,
    timeline,
)
from transcript_rupture.codec import SCHEMA_NAME, from_dict, schema, to_dict
from transcript_rupture.domain import (
    Timeline,
)


def reread(given: Timeline, *, text: bool = True) -> Timeline:
    return from_dict(json.loads(json.dumps(to_dict(given, text=text))))


def test_a_timeline_comes_back_from_its_file_as_it_was(whole: Timeline) -> None:
    assert reread(whole) == whole


def test_a_session_without_turns_comes_back_too() -> None:
    assert reread(timeline([])) == timeline([])


@given(
    score=st.integers(0, 10**6).map(lambda n: n / 10**6),
    text=st.text(min_size=1),
    start_ms=st.none() | st.integers(0, 10**9),
    flagged=st.booleans(),
    data=st.data(),
)
def test_any_words_times_and_scores_come_back(
    score: float,
    text: str,
    start_ms: int | None,
    *,
    flagged: bool,
    data: st.DataObject,
) -> None:
    end = data.draw(st.integers(1, len(text)))
    start = data.draw(st.integers(0, end - 1))
    own = evidence(0, span=(start, end), score=score)
    given = timeline(
        [client(text, start_ms=start_ms)],
        [marker(0, evidence=(own,), score=score, flagged=flagged)],
    )

    assert from_dict(to_dict(given)) == given


def test_the_file_keeps_to_the_schema(whole: Timeline) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())

    jsonschema.validate(to_dict(whole), schema())
    jsonschema.validate(to_dict(whole, text=False), schema())


def test_the_schema_describes_every_key_and_the_file_has_every_key(
    whole: Timeline,
) -> None:
    rules = schema()

    undescribed = list(_differences(to_dict(whole), rules, rules))

    assert undescribed == []


def _differences(
    value: Any, rule: dict[str, Any], root: dict[str, Any]
) -> Iterator[str]:
    """Keys that only the file or only the schema knows."""
    if "$ref" in rule:
        rule = root["$defs"][rule["$ref"].rpartition("/")[2]]
    if "anyOf" in rule:
        rule = root if value is None else rule["anyOf"][1]
        if "$ref" in rule:
            rule = root["$defs"][rule["$ref"].rpartition("/")[2]]
    if isinstance(value, dict) and "properties" in rule:
        yield from value.keys() ^ rule["properties"].keys()
        for key, inner in value.items():
            yield from _differences(inner, rule["properties"].get(key, {}), root)
    if isinstance(value, list) and "items" in rule:
        for inner in value:
            yield from _differences(inner, rule["items"], root)


def test_the_keys_stand_in_the_order_of_the_contract(whole: Timeline) -> None:
    plain = to_dict(whole)

    assert list(plain) == [
        "schema",
        "session",
        "provenance",
        "turns",
        "markers",
        "episodes",
        "segments",
        "ratings",
        "notices",
    ]
    assert plain["schema"] == SCHEMA_NAME


def test_numbers_are_cut_to_six_decimals() -> None:
    plain: Any = to_dict(timeline([client("Yes.")], [marker(0, score=1 / 3)]))

    assert plain["markers"][0]["score"] == 0.333333


def test_without_text_nothing_that_was_said_is_in_the_file(
    whole: Timeline, sentinel: str
) -> None:
    plain: Any = to_dict(whole, text=False)

    assert sentinel not in json.dumps(plain)
    assert {turn["text"] for turn in plain["turns"]} == {None}
    assert plain["markers"] == to_dict(whole)["markers"]


def test_a_file_without_text_can_be_read_and_keeps_its_offsets(whole: Timeline) -> None:
    back = reread(whole, text=False)

    assert [turn.text for turn in back.session.turns] == ["", "", ""]
    assert back.markers == whole.markers


def test_what_was_added_to_the_contract_may_be_absent() -> None:
    plain: Any = to_dict(timeline([client("Yes.")], [marker(0)]))
    for turn in plain["turns"]:
        del turn["asides"], turn["measures"]
    for reason in plain["markers"][0]["evidence"]:
        del reason["code"], reason["family"]
    for speaker in plain["session"]["speakers"]:
        del speaker["confidence"], speaker["reason"]
    del plain["session"]["diagnostics"]

    back = from_dict(plain)

    assert back.markers == (marker(0),)
    assert back.measures[0].words == 0


def test_a_file_from_before_the_fitted_numbers_were_named_is_read(
    whole: Timeline,
) -> None:
    plain: dict[str, Any] = json.loads(json.dumps(to_dict(whole)))
    assert plain["provenance"].pop("fusion") == "3" * 64

    jsonschema.validate(plain, schema())

    assert from_dict(plain).provenance.fusion == ""
