"""Session to Evidence, by rule: spaCy patterns that know who speaks after what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from transcript_rupture.codebook import family_of
from transcript_rupture.domain import (
    Evidence,
    Family,
    Role,
    Session,
    Span,
    TurnMeasures,
)
from transcript_rupture.match.context import NEAR_TURNS, Context, find_acts
from transcript_rupture.match.finder import Finder, WordRange
from transcript_rupture.match.guards import GUARDS, Candidate
from transcript_rupture.match.placing import stands
from transcript_rupture.match.reading import read_turn
from transcript_rupture.match.rulebook import (
    Rule,
    Rulebook,
    build_rulebook,
    extend_rulebook,
    shipped_rulebook,
)

__all__ = [
    "RuleMatcher",
    "Rulebook",
    "build_rulebook",
    "extend_rulebook",
    "shipped_matcher",
    "shipped_rulebook",
]

# What a side can say depends on what the other side was found to do before.
ORDER = (
    (Family.CONTRAST,),
    (Family.WITHDRAWAL, Family.CONFRONTATION),
    (Family.REPAIR, Family.STRAIN),
    (Family.RESPONSE,),
)
# Weaker hits lean toward a family; they are nothing for another rule to build on.
NEAR_SCORE = 0.0
SIDES = (Role.CLIENT, Role.THERAPIST)


@lru_cache(maxsize=1)
def shipped_matcher() -> RuleMatcher:
    """The matcher for the rules that come with the program."""
    return RuleMatcher(shipped_rulebook())


class RuleMatcher:
    """A detector made of rules: compile once, apply to any session."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self._rules = {rule.id: rule for rule in book.rules}
        self._acts = {act.id: act for act in book.acts}
        self._rule_finders = _finders(book.rules)
        self._act_finders = _finders(book.acts)
        self._wordless = [rule for rule in book.rules if not _has_words(rule)]

    def __call__(
        self, session: Session, measures: Sequence[TurnMeasures]
    ) -> Iterator[Evidence]:
        """Yield what the rules find, family by family, and what speaks against it."""
        context = self.read(session, measures)
        places = [self._places(context, turn) for turn in range(len(session.turns))]
        found: list[set[str]] = [set() for _ in session.turns]
        for families in ORDER:
            rows = [
                (turn, evidence)
                for turn, hits in enumerate(places)
                for evidence in self._apply(context, turn, hits, families, found)
            ]
            for turn, evidence in rows:
                if not evidence.against and evidence.score >= NEAR_SCORE:
                    found[turn].add(evidence.family.value)
            yield from (evidence for _, evidence in rows)

    def read(self, session: Session, measures: Sequence[TurnMeasures]) -> Context:
        """The readings and acts of a session's turns."""
        readings = [read_turn(turn.text, turn.asides) for turn in session.turns]
        acts = find_acts(
            session, measures, readings, finders=self._act_finders, acts=self._acts
        )
        return Context(session, measures, readings, acts)

    def _places(self, context: Context, turn: int) -> Mapping[str, list[WordRange]]:
        role = context.session.turns[turn].role
        if role not in self._rule_finders:
            return {}
        reading = context.readings[turn]
        whole = [(0, len(reading.words))]
        wordless = {r.id: whole for r in self._wordless if r.side is role}
        return wordless | self._rule_finders[role].find(reading)

    def _apply(
        self,
        context: Context,
        turn: int,
        hits: Mapping[str, Sequence[WordRange]],
        families: Iterable[Family],
        found: Sequence[set[str]],
    ) -> Iterator[Evidence]:
        for name, ranges in hits.items():
            rule = self._rules[name]
            if rule.family in families and _fits(rule, context, turn, found):
                yield from _first(rule, context, turn, ranges)


def _finders(rules: Iterable[Rule]) -> dict[Role, Finder]:
    rules = list(rules)
    return {side: Finder(r for r in rules if r.side is side) for side in SIDES}


def _has_words(rule: Rule) -> bool:
    return bool(rule.compiled or rule.patterns)


def _fits(rule: Rule, context: Context, turn: int, found: Sequence[set[str]]) -> bool:
    """Whether the turn and what surrounds it are as the rule wants them."""
    measures, own = context.measures[turn], context.acts[turn]
    near = [kind for kinds in found[max(0, turn - NEAR_TURNS) : turn] for kind in kinds]
    return (
        rule.min_words <= measures.words <= rule.max_words
        and all(condition.holds(measures) for condition in rule.when)
        and own.isdisjoint(rule.not_with)
        and _meets(rule.acts, own)
        and _meets(rule.near, near)
        and _meets(rule.after, context.before(turn) if rule.after else ())
        and (not rule.not_after or context.before(turn).isdisjoint(rule.not_after))
        and _meets(rule.before, context.after(turn) if rule.before else ())
        and _meets(rule.stance, context.stance(turn) if rule.stance else ())
    )


def _meets(wanted: Sequence[str], there: Iterable[str]) -> bool:
    return not wanted or not set(wanted).isdisjoint(there)


def _first(
    rule: Rule, context: Context, turn: int, ranges: Sequence[WordRange]
) -> Iterator[Evidence]:
    """The first place at which nothing holds the rule back, else what did."""
    held: Evidence | None = None
    for place in ranges:
        if not stands(rule, context.readings[turn], place):
            continue
        held = _held_back(rule, context, turn, place)
        if held is None:
            yield _evidence(rule, context, turn, place)
            return
    if held is not None:
        yield held


def _held_back(
    rule: Rule, context: Context, turn: int, place: WordRange
) -> Evidence | None:
    if rule.family is Family.CONTRAST or not _has_words(rule):
        return None
    around = context.before(turn) | context.acts[turn] | context.stance(turn)
    role_play = "sets_role_play" in around
    candidate = Candidate(context.readings[turn], *place, in_role_play=role_play)
    for guard in GUARDS.values():
        if guard.name not in rule.allow and guard.holds(candidate):
            return Evidence(
                turn=turn,
                code=guard.code,
                family=family_of(guard.code),
                source=f"rule:{rule.id}",
                score=rule.score,
                why=guard.why,
                span=_span(context, turn, place),
                against=True,
            )
    return None


def _evidence(rule: Rule, context: Context, turn: int, place: WordRange) -> Evidence:
    return Evidence(
        turn=turn,
        code=rule.code,
        family=rule.family,
        source=f"rule:{rule.id}",
        score=rule.score,
        why=rule.why,
        span=_span(context, turn, place),
        against=rule.family is Family.CONTRAST,
    )


def _span(context: Context, turn: int, place: WordRange) -> Span | None:
    length = len(context.session.turns[turn].text)
    span = context.readings[turn].span(*place)
    return span if length and span.end <= length else None
