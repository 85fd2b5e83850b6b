"""Which episodes are the same, and what is excused."""

from __future__ import annotations

import pytest

from builders import episode
from evaluate.cases import found_in, rated
from transcript_rupture.domain import EpisodeType, Resolution
from transcript_rupture.evaluate.episodes import compare_episodes
from transcript_rupture.rated import RatedEpisode


def seen(start: int, end: int, **changes: object) -> RatedEpisode:
    return RatedEpisode(
        **{  # type: ignore[arg-type]  # a builder
            "start": start,
            "end": end,
            "type": EpisodeType.WITHDRAWAL,
            "intensity": 2,
            "resolution": Resolution.NOT_ATTEMPTED,
            **changes,
        }
    )


@pytest.mark.parametrize(("start", "is_same"), [(4, True), (7, True), (8, False)])
def test_an_episode_within_two_utterances_is_the_same(
    start: int, *, is_same: bool
) -> None:
    row = rated("C" * 12, episodes=(seen(2, 5),))
    found = found_in(row, episodes=(episode(start, 9),))

    counts = compare_episodes(row, found)

    assert (counts.rated, counts.found, len(counts.pairs)) == (1, 1, int(is_same))


@pytest.mark.parametrize(
    ("kind", "is_same"),
    [
        (EpisodeType.WITHDRAWAL, True),
        (EpisodeType.MIXED, True),
        (EpisodeType.CONFRONTATION, False),
    ],
)
def test_episodes_must_share_a_side(kind: EpisodeType, *, is_same: bool) -> None:
    row = rated("C" * 6, episodes=(seen(1, 3),))
    found = found_in(row, episodes=(episode(1, 3, type=kind),))

    assert bool(compare_episodes(row, found).pairs) is is_same


def test_each_rated_episode_is_taken_once_by_the_first_that_fits_it() -> None:
    row = rated("C" * 12, episodes=(seen(1, 6),))
    found = found_in(row, episodes=(episode(0, 2), episode(3, 6)))

    counts = compare_episodes(row, found)

    assert (counts.found, len(counts.pairs)) == (2, 1)
    assert counts.pairs[0][1].start_turn == 0


def test_what_only_one_rater_saw_counts_neither_way() -> None:
    row = rated("C" * 12, disputed=(seen(1, 3),))
    found = found_in(row, episodes=(episode(1, 3), episode(9, 10)))

    counts = compare_episodes(row, found)

    assert (counts.rated, counts.found, counts.pairs) == (0, 1, ())


def test_partly_resolved_and_resolved_are_one_outcome_and_unclear_is_none() -> None:
    row = rated(
        "C" * 20,
        episodes=(
            seen(0, 1, resolution=Resolution.PARTLY_RESOLVED),
            seen(8, 9, resolution=Resolution.UNCLEAR),
            seen(16, 17),
        ),
    )
    found = found_in(
        row,
        episodes=(
            episode(0, 1, resolution=Resolution.RESOLVED),
            episode(8, 9),
            episode(16, 17, resolution=Resolution.UNCLEAR),
        ),
    )

    assert compare_episodes(row, found).outcomes == [True, False]


def test_without_a_timeline_nothing_was_found() -> None:
    counts = compare_episodes(rated("CC", episodes=(seen(0, 1),)), None)

    assert (counts.rated, counts.found, counts.pairs) == (1, 0, ())
