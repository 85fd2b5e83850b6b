"""Where the phrases of many rules stand in a turn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

from transcript_rupture.errors import RuleError
from transcript_rupture.match.phrases import Phrase, TokenPattern, needs_of
from transcript_rupture.match.reading import Reading, blank_english
from transcript_rupture.match.rulebook import Rule

WordRange = tuple[int, int]


@dataclass(frozen=True)
class Search:
    """A phrase, or a raw spaCy pattern, of one rule; compiled when first needed."""

    rule: str
    needs: tuple[frozenset[str], ...] = field(repr=False)
    what: Phrase | tuple[TokenPattern, ...] = field(repr=False)

    def may_match(self, words: frozenset[str]) -> bool:
        """Whether the words of a turn could hold this at all."""
        if any(map(words.isdisjoint, self.needs)):
            return False
        return not isinstance(self.what, Phrase) or self.what.may_stand_among(words)

    @cached_property
    def matcher(self) -> Matcher | PhraseMatcher:
        """The spaCy matcher; a pattern spaCy does not know is the rule's error."""
        vocab = blank_english().vocab
        if isinstance(self.what, Phrase) and self.what.is_spelled_out:
            sequences = PhraseMatcher(vocab, attr="ORTH")
            docs = [Doc(vocab, words=list(words)) for words in self.what.sequences()]
            sequences.add(self.rule, docs)
            return sequences
        matcher = Matcher(vocab, validate=False)
        try:
            matcher.add(self.rule, self._patterns())
        except ValueError as error:
            raise RuleError(
                f"rule {self.rule} holds a pattern spaCy does not know",
                "see the Matcher documentation for token patterns",
            ) from error
        return matcher

    def _patterns(self) -> list[list[dict[str, object]]]:
        given = self.what.patterns() if isinstance(self.what, Phrase) else [self.what]
        return [[dict(token) for token in pattern] for pattern in given]


class Finder:
    """Finds the phrases of some rules in a reading."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_word: dict[str, list[Search]] = {}
        self._always: list[Search] = []
        for rule in rules:
            for search in _searches(rule):
                self._add(search)

    def find(self, reading: Reading) -> dict[str, list[WordRange]]:
        """The word ranges at which each rule's phrases stand, longest first."""
        found: dict[str, set[WordRange]] = {}
        for search in self._candidates(reading):
            for _, start, end in search.matcher(reading.doc):
                found.setdefault(search.rule, set()).add((start, end))
        return {
            rule: sorted(ranges, key=lambda r: (r[0] - r[1], r[0]))
            for rule, ranges in found.items()
        }

    def _candidates(self, reading: Reading) -> Iterator[Search]:
        """The searches all of whose needs the words meet, each once."""
        yield from self._always
        words, seen = frozenset(reading.words), set[int]()
        for word in dict.fromkeys(reading.words):
            for search in self._by_word.get(word, ()):
                if id(search) not in seen:
                    seen.add(id(search))
                    if search.may_match(words):
                        yield search

    def _add(self, search: Search) -> None:
        if not search.needs:
            self._always.append(search)
            return
        # The first need is the rarest one.
        for word in sorted(search.needs[0]):
            self._by_word.setdefault(word, []).append(search)


def _searches(rule: Rule) -> Iterator[Search]:
    for phrase in rule.compiled:
        yield Search(rule.id, phrase.needs, phrase)
    for pattern in rule.patterns:
        yield Search(rule.id, needs_of(pattern), pattern)
