"""The session in stretches, as observers rate it."""

from __future__ import annotations

from builders import client, marker, session, therapist
from transcript_rupture.config import LinkSettings
from transcript_rupture.domain import Clarity, Family, Presence, Ratings
from transcript_rupture.link import link
from transcript_rupture.link.segments import rate_session


def test_a_timed_session_is_cut_every_five_minutes() -> None:
    talk = session([client("a"), therapist("b")] * 10, seconds=60)

    segments = link(talk, []).segments

    assert [(s.start_turn, s.end_turn) for s in segments] == [
        (0, 4),
        (5, 9),
        (10, 14),
        (15, 19),
    ]
    assert (segments[1].start_ms, segments[1].end_ms) == (300_000, 600_000)


def test_an_untimed_session_is_cut_by_turns_and_says_so() -> None:
    talk = session([client("a"), therapist("b")] * 25)

    linked = link(talk, [], settings=LinkSettings(segment_turns=40))

    assert [(s.start_turn, s.end_turn) for s in linked.segments] == [(0, 39), (40, 49)]
    assert [n.code for n in linked.notices] == ["segments-by-turns"]


def test_times_that_run_backwards_do_not_tear_a_segment() -> None:
    turns = [client("a", start_ms=ms) for ms in (0, 290_000, 310_000, 5_000, 320_000)]

    segments = link(session(turns), []).segments

    assert [(s.start_turn, s.end_turn) for s in segments] == [(0, 1), (2, 4)]


def test_a_segment_counts_flags_and_keeps_the_best_clarity() -> None:
    markers = [
        marker(0, family=Family.WITHDRAWAL),
        marker(2, flagged=False, clarity=Clarity.POSSIBLE),
        marker(3, "rescuing", family=Family.STRAIN, clarity=Clarity.STRONG),
        marker(5, "pressing_on", family=Family.STRAIN),
    ]
    talk = session([client("a"), therapist("b")] * 4)

    (segment,) = link(talk, markers).segments

    assert segment.wd_p == Presence(count=1, clarity=Clarity.CLEAR, salience=2)
    assert segment.wd_t == Presence(count=1, clarity=Clarity.STRONG, salience=2)
    assert segment.cf_t == Presence(count=1, clarity=Clarity.CLEAR, salience=2)
    assert segment.cf_p == Presence()


def test_ratings_rise_with_flagged_turns_and_only_with_those() -> None:
    faint = [marker(turn, flagged=False) for turn in range(9)]
    rising = [
        rate_session([marker(turn) for turn in range(count)]).wd_p
        for count in (0, 1, 2, 4, 8)
    ]

    assert rate_session(faint) == Ratings()
    assert rising == [1, 2, 3, 4, 5]
