"""A turn's words cut where evidence or an aside begins or ends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transcript_rupture.domain import Marker, Span, Turn


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters and what lies on it: markers by id, families, an aside."""

    text: str
    markers: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    is_aside: bool = False


def cut(turn: Turn, markers: Sequence[tuple[str, Marker]]) -> tuple[Piece, ...]:
    """The text of a turn in order, nothing lost, each run with what lies on it."""
    spans = [
        (evidence.span, name, marker.family.value)
        for name, marker in markers
        for evidence in marker.evidence
        if evidence.span is not None
    ]
    size = len(turn.text)
    places = [*(span for span, _, _ in spans), *turn.asides]
    edges = sorted({0, size, *(min(e, size) for s in places for e in (s.start, s.end))})
    return tuple(
        Piece(
            text=turn.text[start:end],
            markers=_once(name for span, name, _ in spans if _covers(span, start, end)),
            families=_once(
                kind for span, _, kind in spans if _covers(span, start, end)
            ),
            is_aside=any(_covers(aside, start, end) for aside in turn.asides),
        )
        for start, end in pairwise(edges)
    )


def _covers(span: Span, start: int, end: int) -> bool:
    return span.start <= start and end <= span.end


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
