"""The past a classifier may see around a turn: who said what just before.

Only the past: a turn's score must not change with what the other person makes of it
afterwards. What follows comes in where evidence is fused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from transcript_rupture.domain import Role, Session, Turn

SIDES = (Role.CLIENT, Role.THERAPIST)
# A speaker's mark takes two tokens, and a base knows 512 places.
LEAST_TOKENS, MOST_TOKENS = 4, 400


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowSettings:
    """How much is seen: turns before, and tokens of each part.

    A long target keeps its beginning and its end; an earlier turn keeps its end, which
    is what was answered.
    """

    turns: int = 3
    target_tokens: int = 96
    nearest_tokens: int = 36
    earlier_tokens: int = 16

    def __post_init__(self) -> None:
        parts = (self.target_tokens, self.nearest_tokens, self.earlier_tokens)
        if self.turns < 0 or min(parts) < LEAST_TOKENS or sum(parts) > MOST_TOKENS:
            msg = f"a window of {self.turns} turns and {parts} tokens cannot be read"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A turn and what was said before it, nearest last; each with its speaker."""

    turn: int
    role: Role
    text: str = field(repr=False)
    before: tuple[tuple[Role, str], ...] = field(repr=False)


def windows(session: Session, *, turns: int) -> Iterator[Window]:
    """A window for each turn of the therapist or the client that holds words."""
    for turn in session.turns:
        if needs_reading(turn):
            yield window_at(session.turns, turn.index, turns=turns)


def needs_reading(turn: Turn) -> bool:
    """Whether a turn has a side and something to read."""
    return turn.role in SIDES and any(c.isalnum() for c in turn.text)


def window_at(
    turns_of_session: Sequence[Turn],
    index: int,
    *,
    turns: int,
    text: str | None = None,
) -> Window:
    """The window of one turn; ``text`` stands in for what was said in it."""
    turn = turns_of_session[index]
    earlier = turns_of_session[max(0, index - turns) : index]
    return Window(
        turn=index,
        role=turn.role,
        text=turn.text if text is None else text,
        before=tuple((t.role, t.text) for t in earlier),
    )
