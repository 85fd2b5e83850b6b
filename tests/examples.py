"""Example dialogues ("T: ... / C: ...") as small sessions, and what is found in them."""

from __future__ import annotations

from transcript_rupture.cli.rule_examples import dialogue_session
from transcript_rupture.codebook.dialogue import parse_dialogue, target_of
from transcript_rupture.domain import Evidence, Family, Role
from transcript_rupture.match import shipped_matcher
from transcript_rupture.match.rulebook import Rule
from transcript_rupture.measure import measure
from transcript_rupture.measure.evidence import measure_evidence


def evidence_on(text: str, side: Role | None, *, target: bool = True) -> list[Evidence]:
    """What rules and measures find on the dialogue's target turn, or on all turns."""
    talk = dialogue_session(text, side=side or Role.CLIENT)
    measures = measure(talk)
    found = [*shipped_matcher()(talk, measures), *measure_evidence(talk, measures)]
    if not target or side is None:
        return found
    aimed = target_of(parse_dialogue(text), side)
    return [e for e in found if e.turn == aimed]


def is_found(rule: Rule, text: str) -> bool:
    """Whether a rule gives its evidence on an example's target turn."""
    return any(
        e.source == f"rule:{rule.id}" and e.against == (rule.family is Family.CONTRAST)
        for e in evidence_on(text, rule.side)
        if e.code == rule.code
    )
