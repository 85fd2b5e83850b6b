"""Where the phrases of many rules stand in a turn: compiled once, applied to any turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

from transcript_rupture.errors import RuleError
from transcript_rupture.match.phrases import TokenPattern
from transcript_rupture.match.reading import Reading, blank_english
from transcript_rupture.match.rulebook import Rule

WordRange = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gapped:
    """The token patterns of one rule, and words of which one must be there."""

    rule: str
    anchors: frozenset[str]
    matcher: Matcher


class Finder:
    """Finds the phrases of some rules in a reading."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._vocab = blank_english().vocab
        self._plain = PhraseMatcher(self._vocab, attr="ORTH")
        self._gapped: list[Gapped] = []
        for rule in rules:
            self._add(rule)

    def find(self, reading: Reading) -> dict[str, list[WordRange]]:
        """The word ranges at which each rule's phrases stand, longest first."""
        found: dict[str, list[WordRange]] = {}
        for rule, start, end in self._matches(reading):
            found.setdefault(rule, []).append((start, end))
        return {
            rule: sorted(ranges, key=lambda r: (r[0] - r[1], r[0]))
            for rule, ranges in found.items()
        }

    def _matches(self, reading: Reading) -> Iterator[tuple[str, int, int]]:
        strings = self._vocab.strings
        for key, start, end in self._plain(reading.doc):
            yield strings[key], start, end
        words = set(reading.words)
        for gapped in self._gapped:
            if not gapped.anchors.isdisjoint(words):
                for _, start, end in gapped.matcher(reading.doc):
                    yield gapped.rule, start, end

    def _add(self, rule: Rule) -> None:
        compiled = rule.compiled
        if compiled.literals:
            docs = [Doc(self._vocab, words=list(words)) for words in compiled.literals]
            self._plain.add(rule.id, docs)
        for anchors, patterns in _by_anchor(compiled.patterns).items():
            matcher = Matcher(self._vocab, validate=False)
            try:
                matcher.add(rule.id, [[dict(t) for t in p] for p in patterns])
            except ValueError as error:
                raise RuleError(
                    f"rule {rule.id} holds a pattern spaCy does not know",
                    "see the Matcher documentation for token patterns",
                ) from error
            self._gapped.append(Gapped(rule.id, anchors, matcher))


def _by_anchor(
    patterns: Sequence[Sequence[TokenPattern]],
) -> dict[frozenset[str], list[Sequence[TokenPattern]]]:
    """Group patterns so that each group runs only on turns that can match it."""
    groups: dict[frozenset[str], list[Sequence[TokenPattern]]] = {}
    for pattern in patterns:
        groups.setdefault(_anchors(pattern), []).append(pattern)
    return groups


def _anchors(pattern: Sequence[TokenPattern]) -> frozenset[str]:
    """The longest word a pattern cannot do without; it is the rarest, as words go."""
    words = [str(t["ORTH"]) for t in pattern if "ORTH" in t and "OP" not in t]
    lists = [_in_list(t) for t in pattern if "OP" not in t]
    if words:
        return frozenset({max(words, key=len)})
    return min((words for words in lists if words), key=len, default=frozenset())


def _in_list(token: TokenPattern) -> frozenset[str]:
    attribute = token.get("ORTH") or token.get("LOWER")
    if isinstance(attribute, Mapping):
        options = attribute.get("IN", ())
        return frozenset(str(word) for word in options)
    return frozenset({str(attribute)}) if attribute else frozenset()
