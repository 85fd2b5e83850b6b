"""A client's turn as the signs look at it, and how a sign puts its reason."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from transcript_rupture.domain import Evidence, Family, Turn, TurnMeasures
from transcript_rupture.measure.invitation import Invitation

# Clearly shorter than this client's own turns, in robust standard deviations.
CLEARLY_SHORTER = -1.0
# From a closed question upward; a statement calls for no answer.
CALLED_FOR = Invitation.CLOSED.value
WAS_TALKING = 0.45
SHORT_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A client's turn, what the therapist had said, and this client's turn before.

    ``quiet`` counts this client's turns in a row, up to this one, that are clearly
    shorter than usual where something was asked; ``called_for`` adds up how far. A
    murmur under the therapist's explanation neither counts nor ends the row.
    """

    turn: Turn = field(repr=False)
    measured: TurnMeasures
    asked: TurnMeasures | None = None
    asked_turn: Turn | None = field(default=None, repr=False)
    before: TurnMeasures | None = None
    quiet: int = 0
    called_for: float = 0.0

    def found(self, code: str, source: str, score: float, why: str) -> Evidence:
        """Evidence for a marker of withdrawal on this turn."""
        return Evidence(
            turn=self.turn.index,
            code=code,
            family=Family.WITHDRAWAL,
            source=f"measure:{source}",
            score=round(max(0.0, min(1.0, score)), 4),
            why=why,
        )

    def explained(self, code: str, score: float, why: str) -> Evidence:
        """Evidence against a marker: something ordinary that the turn may be."""
        reason = self.found(code, code, score, why)
        return replace(reason, family=Family.CONTRAST, against=True)

    @property
    def usual(self) -> str:
        """The client's usual turn, in words."""
        return (
            f"this client's usual turn is {plural(round(self.measured.baseline_words))}"
        )


def next_moment(
    earlier: Moment | None,
    turn: Turn,
    measured: TurnMeasures,
    *,
    asked: tuple[Turn, TurnMeasures] | None,
) -> Moment:
    """The moment of a client's turn that follows an earlier one of this client."""
    quiet = earlier.quiet if earlier else 0
    called_for = earlier.called_for if earlier else 0.0
    if not is_quiet(measured):
        quiet, called_for = 0, 0.0
    elif measured.invited >= CALLED_FOR:
        quiet, called_for = quiet + 1, called_for + measured.invited
    return Moment(
        turn=turn,
        measured=measured,
        asked=asked[1] if asked else None,
        asked_turn=asked[0] if asked else None,
        before=earlier.measured if earlier else None,
        quiet=quiet,
        called_for=called_for,
    )


def is_quiet(measured: TurnMeasures) -> bool:
    """Whether a turn is clearly shorter than those of a client who was talking."""
    return measured.length_z <= CLEARLY_SHORTER and measured.talkative >= WAS_TALKING


def is_bare_assent(measured: TurnMeasures) -> bool:
    """Whether a turn does little but agree."""
    return measured.words <= SHORT_WORDS and measured.agreement >= MOSTLY


MOSTLY = 0.6
ASKED = {
    Invitation.OPEN: "an open question",
    Invitation.REFLECTION: "a reflection",
    Invitation.CHECK: "a check of understanding",
    Invitation.NOISE: "a listening noise",
    Invitation.CLOSED: "a closed question",
    Invitation.STATEMENT: "a statement",
    Invitation.FACTUAL: "a question of fact",
}


def invitation_name(invited: float) -> str:
    """What the therapist's turn was, in words.

    >>> invitation_name(1.0)
    'an open question'
    """
    return ASKED[min(Invitation, key=lambda kind: abs(kind.value - invited))]


def plural(count: int, noun: str = "word") -> str:
    """A count with its noun.

    >>> plural(1), plural(24)
    ('1 word', '24 words')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
