from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcript_rupture.read.timecode import milliseconds

WRITTEN = {
    "5": 5000,
    "5.25": 5250,
    "5,25": 5250,
    "0:04": 4000,
    "1:02:03": 3723000,
    "0:0:0.570": 570,
    "00:00:01,500": 1500,
    "75:10": 4510000,
    "[00:01:02]": 62000,
    "(00:01:02)": 62000,
    "{0:04}": 4000,
    "#00:01:02-3#": 62300,
    "12.345s": 12345,
}


@pytest.mark.parametrize("written", WRITTEN)
def test_times_are_read_however_they_are_written(written: str) -> None:
    assert milliseconds(written) == WRITTEN[written]


@pytest.mark.parametrize(
    "written",
    ["", "soon", "-1", "-0:04", "1:75", "1:61:00", "nan", "inf", "1e5", "9" * 30, None, True, [], float("nan"), float("inf"), 10**400, -1],
)  # fmt: skip
def test_what_is_no_time_stays_unknown(written: object) -> None:
    assert milliseconds(written) is None


def test_units_count_for_bare_numbers_only() -> None:
    assert milliseconds(1500, unit="ms") == 1500
    assert milliseconds("15000000", unit="ticks") == 1500
    assert milliseconds("0:04", unit="ms") == 4000
    assert milliseconds("2s", unit="ms") == 2000


@given(st.integers(0, 359_999_999))
def test_a_clock_time_comes_back_to_the_millisecond(wanted: int) -> None:
    seconds, part = divmod(wanted, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    assert milliseconds(f"{hours}:{minutes:02}:{seconds:02}.{part:03}") == wanted


@given(st.text() | st.floats() | st.integers())
def test_any_value_is_a_time_or_unknown(value: object) -> None:
    found = milliseconds(value)
    assert found is None or found >= 0
