"""A rule's own examples, tried: does it fire where it says, and stay quiet there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcript_rupture.codebook.dialogue import parse_dialogue, target_of
from transcript_rupture.domain import Family, Role, Session, Source, TimeQuality, Turn
from transcript_rupture.match import RuleMatcher, extend_rulebook, shipped_rulebook
from transcript_rupture.match.rulebook import Rule
from transcript_rupture.measure import measure

SOURCE = Source(name="example", format="text", encoding="utf-8", sha256="0" * 64)


@dataclass(frozen=True, slots=True)
class Trial:
    """One rule and those of its examples that did not turn out as it says."""

    rule: str
    examples: int
    silent: tuple[str, ...]
    loud: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether every example turned out as the rule says."""
        return not (self.silent or self.loud)


def try_rules(texts: Sequence[str]) -> Iterator[Trial]:
    """Try every rule of a researcher's files together with the shipped ones."""
    shipped = shipped_rulebook()
    book = extend_rulebook(shipped, texts)
    matcher = RuleMatcher(book)
    for rule in book.rules[len(shipped.rules) :]:
        yield _try(rule, matcher)


def dialogue_session(text: str, *, side: Role) -> Session:
    """A written dialogue as a session; a line without a speaker is the side's own.

    >>> session = dialogue_session("T: So? / C: Fine.", side=Role.CLIENT)
    >>> [turn.role.value for turn in session.turns]
    ['therapist', 'client']
    """
    turns = tuple(
        Turn(
            index=index,
            speaker=(role or side).value,
            role=role or side,
            text=words,
            utterances=(str(index),),
        )
        for index, (role, words) in enumerate(parse_dialogue(text))
    )
    return Session(
        id="example",
        source=SOURCE,
        speakers=(),
        turns=turns,
        time_quality=TimeQuality.NONE,
    )


def _try(rule: Rule, matcher: RuleMatcher) -> Trial:
    return Trial(
        rule=rule.id,
        examples=len(rule.fires_on) + len(rule.stays_quiet_on),
        silent=tuple(t for t in rule.fires_on if not _fires(rule, matcher, t)),
        loud=tuple(t for t in rule.stays_quiet_on if _fires(rule, matcher, t)),
    )


def _fires(rule: Rule, matcher: RuleMatcher, text: str) -> bool:
    """Whether a rule gives its evidence on the line a dialogue is about."""
    session = dialogue_session(text, side=rule.side)
    target = target_of(parse_dialogue(text), rule.side)
    return any(
        evidence.source == f"rule:{rule.id}"
        and evidence.turn == target
        and evidence.code == rule.code
        # A contrast rule is evidence against a rupture by its nature.
        and evidence.against == (rule.family is Family.CONTRAST)
        for evidence in matcher(session, measure(session))
    )
