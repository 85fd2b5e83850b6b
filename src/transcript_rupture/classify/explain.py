"""The words behind the classifier's answer: leave a phrase out and see what is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from transcript_rupture.classify.labels import FAMILIES
from transcript_rupture.classify.runtime import Logits
from transcript_rupture.classify.window import Window, window_at
from transcript_rupture.domain import (
    MODEL_SOURCE,
    Evidence,
    Family,
    Marker,
    Session,
    Span,
)

# A phrase: up to the next mark that ends one, with the space after it left out.
PHRASE = re.compile(r"[^\s.,;:!?…—–-][^.,;:!?…—–]*[.,;:!?…—–]*")
MOST_PHRASES = 4
# Leaving words out costs a reading each: in a session full of flags, the surest are
# explained.
MOST_FLAGS = 20
SEVERAL = 2
LEAST_DROP = 0.2
CARRIED = " Without the marked words it would say so less surely."
SPREAD = " No single phrase carried it: it is the turn as a whole, where it stands."
Reader = Callable[[Sequence[Window]], Logits]


@dataclass(frozen=True, slots=True)
class _Trial:
    """A flagged turn and family, and the phrases to leave out of it one by one."""

    turn: int
    family: Family
    spans: tuple[Span, ...]


def explain(
    session: Session, markers: Sequence[Marker], *, logits: Reader, turns: int
) -> tuple[Marker, ...]:
    """Markers whose model evidence names the phrase without which it would be weaker."""
    flagged = sorted((m for m in markers if m.flagged and _by_model(m)), key=_surest)
    wanted = list(dict.fromkeys((m.turn, m.family) for m in flagged))[:MOST_FLAGS]
    trials = [
        _Trial(turn, family, phrases(session.turns[turn].text))
        for turn, family in wanted
    ]
    found = dict(zip(wanted, _carriers(session, trials, logits, turns), strict=True))
    return tuple(
        _explained(marker, found[marker.turn, marker.family])
        if (marker.turn, marker.family) in found and _by_model(marker)
        else marker
        for marker in markers
    )


def phrases(text: str) -> tuple[Span, ...]:
    """The phrases of a turn, at most four: short neighbors are taken together.

    >>> [(s.start, s.end) for s in phrases("Fine. You decide, then.")]
    [(0, 5), (6, 17), (18, 23)]
    """
    spans = [Span(m.start(), m.end()) for m in PHRASE.finditer(text)]
    while len(spans) > MOST_PHRASES:
        joined = [b.end - a.start for a, b in pairwise(spans)]
        at = joined.index(min(joined))
        spans[at : at + 2] = [Span(spans[at].start, spans[at + 1].end)]
    return tuple(spans)


def _surest(marker: Marker) -> tuple[float, int]:
    return -marker.score, marker.turn


def _by_model(marker: Marker) -> bool:
    return any(e.source.startswith(MODEL_SOURCE) for e in marker.evidence)


def _carriers(
    session: Session, trials: Sequence[_Trial], logits: Reader, turns: int
) -> Iterator[Span | None]:
    """Per trial the phrase whose absence costs most, if it costs anything."""
    seen = [
        window
        for trial in trials
        for window in _without_each(session, trial, turns=turns)
    ]
    rows = iter(logits(seen)) if seen else iter(())
    for trial in trials:
        column = FAMILIES.index(trial.family)
        if len(trial.spans) < SEVERAL:
            yield None
        else:
            whole = float(next(rows)[column])
            drops = [whole - float(next(rows)[column]) for _ in trial.spans]
            best = max(range(len(drops)), key=drops.__getitem__)
            yield trial.spans[best] if drops[best] >= LEAST_DROP else None


def _without_each(session: Session, trial: _Trial, *, turns: int) -> Iterator[Window]:
    """The turn whole, then without each of its phrases; nothing for a single one."""
    if len(trial.spans) < SEVERAL:
        return
    text = session.turns[trial.turn].text
    yield window_at(session.turns, trial.turn, turns=turns)
    for span in trial.spans:
        rest = f"{text[: span.start]}{text[span.end :]}".strip()
        yield window_at(session.turns, trial.turn, turns=turns, text=rest)


def _explained(marker: Marker, span: Span | None) -> Marker:
    return replace(marker, evidence=tuple(_with_span(e, span) for e in marker.evidence))


def _with_span(evidence: Evidence, span: Span | None) -> Evidence:
    if not evidence.source.startswith(MODEL_SOURCE):
        return evidence
    return replace(
        evidence, span=span, why=evidence.why + (CARRIED if span else SPREAD)
    )
