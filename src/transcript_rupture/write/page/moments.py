"""Markers as the page explains them: what speaks for each, what against, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from transcript_rupture.codebook import Codebook
from transcript_rupture.domain import Evidence, Marker, Turn, TurnMeasures
from transcript_rupture.write.clock import clock
from transcript_rupture.write.page.names import FamilyName, code_title, family_name
from transcript_rupture.write.page.words import CLARITIES, ROLES, plural


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for or against, its source, its strength, and the words it rests on."""

    why: str
    source: str
    score: str
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """One candidate marker, ready to be shown."""

    name: str
    turn: int
    role: str
    time: str
    code: str
    family: FamilyName
    title: str
    clarity: str
    score: str
    flagged: bool
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]
    definition: str
    needs: str
    origin: str

    @property
    def label(self) -> str:
        """The marker in one line, as a screen reader says it."""
        where = f"turn {self.turn}, {self.role.lower()}"
        at = f", {self.time}" if self.time else ""
        return (
            f"{where}{at}: {self.family.name}, {self.title}, "
            f"{self.clarity} {self.score}"
        )


def view_moments(
    markers: Sequence[Marker], turns: Sequence[Turn], book: Codebook
) -> tuple[Moment, ...]:
    """Every marker in the order of the session."""
    ordered = sorted(enumerate(markers), key=lambda pair: (pair[1].turn, pair[0]))
    return tuple(
        _moment(f"m{place}", marker, turns[marker.turn], book)
        for place, marker in ordered
    )


def _moment(name: str, marker: Marker, turn: Turn, book: Codebook) -> Moment:
    code = book.codes.get(marker.code)
    return Moment(
        name=name,
        turn=turn.index,
        role=ROLES[turn.role],
        time=clock(turn.start_ms),
        code=marker.code,
        family=family_name(marker.family, book),
        title=code_title(marker.code, book),
        clarity=CLARITIES[marker.clarity],
        score=f"{marker.score:.2f}",
        flagged=marker.flagged,
        reasons=_reasons(marker.evidence, turn),
        against=_reasons(marker.against, turn),
        definition=code.definition if code is not None else "",
        needs=code.needs if code is not None else "",
        origin=code.origin if code is not None else "",
    )


def _reasons(evidence: Iterable[Evidence], turn: Turn) -> tuple[Reason, ...]:
    """The reasons, strongest first; one source that speaks twice is one reason."""
    grouped: dict[tuple[str, str], list[Evidence]] = {}
    for piece in evidence:
        grouped.setdefault((piece.source, piece.why), []).append(piece)
    strongest = sorted(grouped.items(), key=lambda item: -max(e.score for e in item[1]))
    return tuple(
        Reason(
            why=why,
            source=source,
            score=f"{max(e.score for e in pieces):.2f}",
            quotes=tuple(dict.fromkeys(_quotes(pieces, turn))),
        )
        for (source, why), pieces in strongest
    )


def _quotes(evidence: Iterable[Evidence], turn: Turn) -> Iterator[str]:
    for piece in evidence:
        if piece.span is not None and turn.text[piece.span.start : piece.span.end]:
            yield turn.text[piece.span.start : piece.span.end]


def measured(measures: TurnMeasures) -> str:
    """What was measured on a turn, in one line."""
    usual = measures.baseline_words
    parts = [plural(measures.words, "word")]
    if usual:
        parts[0] += f", usually about {usual:.0f} before this turn"
    if measures.delay_ms is not None and measures.delay_ms > 0:
        parts.append(f"{measures.delay_ms / 1000:.1f} s after the turn before")
    if measures.questions:
        parts.append(f"asks {plural(measures.questions, 'question')}")
    if measures.flat:
        parts.append("in a flat stretch of the engagement curve")
    return "; ".join(parts)
