"""The session in stretches of five minutes, as observers rate it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcript_rupture.config import LinkSettings
from transcript_rupture.domain import (
    Clarity,
    Family,
    Marker,
    Presence,
    Ratings,
    Segment,
    Session,
    Turn,
)

# The therapist's own moves away from and against the client.
MOVES_AWAY = frozenset(
    "therapist_withdrawal missed_rupture over_explaining overfunctioning rescuing "
    "token_apology".split()
)
RANK = {Clarity.POSSIBLE: 1, Clarity.CLEAR: 2, Clarity.STRONG: 3}
# Flagged turns from which a stretch is rated 2, 3, 4 and 5. Those of a session are set
# where the training raters' mean rating passes the half (see docs/adr/0005).
SEGMENT_STEPS = (1, 2, 3, 4)
SESSION_STEPS = (1, 2, 4, 8)


@dataclass(frozen=True, slots=True)
class Constructs:
    """The markers of a stretch, told apart by who moves which way."""

    wd_p: tuple[Marker, ...]
    cf_p: tuple[Marker, ...]
    wd_t: tuple[Marker, ...]
    cf_t: tuple[Marker, ...]


def find_segments(
    session: Session, markers: Sequence[Marker], *, settings: LinkSettings
) -> tuple[Segment, ...]:
    """Cut the session by time where times allow, else into blocks of turns."""
    return tuple(
        _segment(block, markers) for block in _blocks(session, settings) if block
    )


def rate_session(markers: Sequence[Marker]) -> Ratings:
    """Rate the whole session, 1 (not salient) to 5 (very salient)."""
    parts = _constructs(markers)
    return Ratings(
        wd_p=_salience(parts.wd_p, SESSION_STEPS),
        cf_p=_salience(parts.cf_p, SESSION_STEPS),
        wd_t=_salience(parts.wd_t, SESSION_STEPS),
        cf_t=_salience(parts.cf_t, SESSION_STEPS),
    )


def has_times(session: Session) -> bool:
    """Whether the session can be cut by time."""
    known = [t.start_ms for t in session.turns if t.start_ms is not None]
    return len(known) > len(session.turns) / 2 and max(known) > min(known)


def _blocks(session: Session, settings: LinkSettings) -> Iterator[list[Turn]]:
    turns = list(session.turns)
    if not has_times(session):
        size = settings.segment_turns
        yield from (turns[i : i + size] for i in range(0, len(turns), size))
        return
    origin = min(t.start_ms for t in turns if t.start_ms is not None)
    block: list[Turn] = []
    number = 0
    for turn in turns:
        here = number
        if turn.start_ms is not None:
            # A clock that runs backwards must not tear a segment apart.
            here = max(number, (turn.start_ms - origin) // settings.segment_ms)
        if here != number:
            yield block
            block, number = [], here
        block.append(turn)
    yield block


def _segment(block: Sequence[Turn], markers: Sequence[Marker]) -> Segment:
    first, last = block[0].index, block[-1].index
    parts = _constructs([m for m in markers if first <= m.turn <= last])
    starts = [t.start_ms for t in block if t.start_ms is not None]
    ends = [t.end_ms for t in block if t.end_ms is not None] or starts
    return Segment(
        start_turn=first,
        end_turn=last,
        start_ms=min(starts, default=None),
        end_ms=max(ends, default=None),
        wd_p=_presence(parts.wd_p),
        cf_p=_presence(parts.cf_p),
        wd_t=_presence(parts.wd_t),
        cf_t=_presence(parts.cf_t),
    )


def _constructs(markers: Sequence[Marker]) -> Constructs:
    strain = [m for m in markers if m.family is Family.STRAIN]
    return Constructs(
        wd_p=tuple(m for m in markers if m.family is Family.WITHDRAWAL),
        cf_p=tuple(m for m in markers if m.family is Family.CONFRONTATION),
        wd_t=tuple(m for m in strain if m.code in MOVES_AWAY),
        cf_t=tuple(m for m in strain if m.code not in MOVES_AWAY),
    )


def _presence(markers: Sequence[Marker]) -> Presence:
    shown = [m for m in markers if m.flagged]
    best = max((m.clarity for m in markers), key=RANK.__getitem__, default=None)
    return Presence(
        count=len(shown), clarity=best, salience=_salience(markers, SEGMENT_STEPS)
    )


def _salience(markers: Sequence[Marker], steps: Sequence[int]) -> int:
    """How many flagged turns there are, on the observers' scale of 1 to 5."""
    turns = len({m.turn for m in markers if m.flagged})
    return 1 + sum(turns >= step for step in steps)
