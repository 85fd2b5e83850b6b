"""The tidy tables, and the CSV that holds them."""

from __future__ import annotations

import csv
import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import client, episode, evidence, marker, session, therapist, timeline
from transcript_rupture.domain import Answer, Family, Resolution, Timeline
from transcript_rupture.errors import WriteError
from transcript_rupture.write.csv import render_rows
from transcript_rupture.write.frame import to_pandas
from transcript_rupture.write.tables import (
    EPISODES,
    MARKERS,
    TABLES,
    TURNS,
)

SENTINEL = "lapwing under glass"


def short() -> Timeline:
    spoken = session([therapist("And then?"), client(f"- no, {SENTINEL}")], seconds=62)
    own = (
        evidence(1, span=(2, 4)),
        evidence(1, source="measure:short_answer", why="shorter than usual"),
    )
    against = (evidence(1, against=True, why="it answers the question"),)
    found = marker(1, evidence=own, against=against)
    return timeline(
        spoken,
        [found, marker(0, "defensiveness", family=Family.STRAIN)],
        [
            episode(
                1,
                1,
                answers=(Answer(0, "owning_impact"),),
                response=Answer(1, "client_reengages"),
                resolution=Resolution.RESOLVED,
            )
        ],
    )


def test_a_marker_row_says_where_what_and_why() -> None:
    row = dict(zip(MARKERS.header(), next(MARKERS.rows(short())), strict=True))

    assert row == {
        "session": "s1",
        "turn": 1,
        "speaker": "Client",
        "role": "client",
        "start": "0:01:02",
        "start_ms": 62_000,
        "code": "minimal_response",
        "family": "withdrawal",
        "score": 0.62,
        "clarity": "clear",
        "flagged": True,
        "sources": "rule:W01; measure:short_answer",
        "why": "a one-word answer to an open question; shorter than usual",
        "against": "it answers the question",
        "quote": "no",
    }


def test_an_episode_row_tells_its_course() -> None:
    (cells,) = EPISODES.rows(short())
    row = dict(zip(EPISODES.header(), cells, strict=True))

    assert row == {
        "session": "s1",
        "episode": 1,
        "start_turn": 1,
        "end_turn": 1,
        "start": "0:01:02",
        "start_ms": 62_000,
        "end": "0:02:04",
        "end_ms": 124_000,
        "type": "withdrawal",
        "level": "micro",
        "intensity": 2,
        "score": 0.62,
        "reasons": "explicitness 0: shown, not said",
        "answers": "0 owning_impact",
        "repairs": "",
        "latency_turns": None,
        "response": "client_reengages",
        "response_turn": 1,
        "resolution": "resolved",
    }


def test_a_turn_row_lists_its_flagged_codes_and_its_words() -> None:
    rows = [dict(zip(TURNS.header(), r, strict=True)) for r in TURNS.rows(short())]

    assert [row["flagged"] for row in rows] == ["defensiveness", "minimal_response"]
    assert rows[1]["text"] == f"- no, {SENTINEL}"


@pytest.mark.parametrize("name", TABLES)
def test_the_header_names_every_cell_a_row_could_have(name: str) -> None:
    table = TABLES[name]

    assert all(tuple(record) == table.columns for record in table.records(short()))


@pytest.mark.parametrize("name", TABLES)
def test_without_text_no_table_holds_speech(name: str) -> None:
    table = TABLES[name]

    written = render_rows([table.header(text=False), *table.rows(short(), text=False)])

    assert SENTINEL not in written
    assert not {"text", "quote"} & set(table.header(text=False))


@pytest.mark.parametrize("start", ["=1+1", "+1", "-- no", "@me", "\tx", "\rx"])
def test_a_cell_that_a_spreadsheet_would_run_is_guarded(start: str) -> None:
    (row,) = csv.reader(io.StringIO(render_rows([(start, 1)]), newline=""))

    assert row == [f"'{start}", "1"]


def test_numbers_stay_numbers_and_nothing_stays_empty() -> None:
    row = (-1.5, -3, 0.25, 2.0, True, False, None)

    assert render_rows([row]) == "-1.5,-3,0.25,2,true,false,\r\n"


def test_a_byte_order_mark_comes_first_when_asked_for() -> None:
    assert render_rows([("a",)], bom=True) == "\ufeffa\r\n"


@given(st.lists(st.text().filter(lambda t: "\0" not in t), min_size=2, max_size=4))
def test_every_cell_can_be_read_back(cells: list[str]) -> None:
    (row,) = csv.reader(io.StringIO(render_rows([cells]), newline=""))

    assert [cell.removeprefix("'") for cell in row] == [
        cell.removeprefix("'") for cell in cells
    ]


def test_a_table_becomes_a_data_frame() -> None:
    pytest.importorskip("pandas")

    frame = to_pandas(short(), "markers")

    assert list(frame.columns) == list(MARKERS.header())
    assert frame["code"].tolist() == ["minimal_response", "defensiveness"]


def test_without_pandas_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)

    with pytest.raises(WriteError, match="pip install"):
        to_pandas(short())


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(WriteError, match="no table is called"):
        to_pandas(short(), "speakers")  # type: ignore[arg-type]  # the mistake tested
