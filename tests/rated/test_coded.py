"""Coded dialogues: what is in the braces, and what is refused."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcript_rupture.domain import EpisodeType, Resolution, Role
from transcript_rupture.errors import MalformedFileError, ReadError
from transcript_rupture.rated import parse_coded

WHOLE = dedent("""\
    problem: sleep
    ---
    T: So how was it?
    @rupture withdrawal intensity=2 resolution=not_attempted
    C: Fine. {minimal_response!, feeling_unseen?, ~denial_of_feeling}
    @end
    T: Good. {missed_rupture}
    @ratings WD_P=2 CF_P=1 WD_T=1 CF_T=3
    """)


def test_codes_carry_their_clarity_and_lookalikes_stand_apart() -> None:
    rating = parse_coded(WHOLE).rating

    assert rating.turns == {
        "1": {"minimal_response": 3, "feeling_unseen": 1},
        "2": {"missed_rupture": 2},
    }
    assert rating.near == {"1": frozenset({"denial_of_feeling"})}
    assert rating.ratings == {"WD_P": 2, "CF_P": 1, "WD_T": 1, "CF_T": 3}


def test_an_episode_reaches_from_rupture_to_end() -> None:
    (episode,) = parse_coded(WHOLE).rating.episodes

    assert (episode.start, episode.end, episode.intensity) == (1, 1, 2)
    assert episode.type is EpisodeType.WITHDRAWAL
    assert episode.resolution is Resolution.NOT_ATTEMPTED


def test_speech_keeps_everything_but_the_codes() -> None:
    found = parse_coded(WHOLE)

    assert found.header == {"problem": "sleep"}
    assert found.turns == (
        (Role.THERAPIST, "So how was it?"),
        (Role.CLIENT, "Fine."),
        (Role.THERAPIST, "Good."),
    )


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("X: hello", "neither a turn"),
        ("C: hm {no_such_code}", "unknown code"),
        ("C: hm {owning_impact}", "a code of the therapist"),
        ("@end", "without turns"),
        ("@rupture sadness intensity=2 resolution=resolved", "unknown word"),
    ],
)
def test_a_broken_line_is_refused_by_its_number(line: str, what: str) -> None:
    with pytest.raises(MalformedFileError, match=what) as refused:
        parse_coded(f"problem: sleep\n---\nT: So?\n{line}\n")

    assert refused.value.line == 4


def test_an_episode_without_an_end_is_refused() -> None:
    opened = "@rupture mixed intensity=1 resolution=unclear"

    with pytest.raises(MalformedFileError, match="no end"):
        parse_coded(f"a: b\n---\n{opened}\nC: hm\n")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_without_a_word_of_it(text: str) -> None:
    said = ""
    try:
        parse_coded(text)
    except ReadError as error:
        said = str(error)

    assert not any(word in said for word in text.split() if len(word) > 12)
