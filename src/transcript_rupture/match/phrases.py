"""A small notation for spaCy patterns, so that people who know therapy can write rules.

    you (never|do not) _? (listen|hear me)     alternatives, one optional free word
    this * pointless                            up to three words in between
    my @relative                                a named list of words

Every phrase becomes spaCy patterns over the normalized words of a turn: sequences for
the PhraseMatcher, which costs the same for ten or ten thousand, or, where words are free,
token patterns for the Matcher. That happens when a turn first holds all that the phrase
*needs*, one word of each of its places: most phrases are never needed in a session and
then cost nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product

from transcript_rupture.errors import RuleError
from transcript_rupture.match.reading import REAL_WORDS, normalize

TokenPattern = Mapping[str, object]
PIECE = re.compile(r"(\([^()]*\)|[^\s()]+)(\?)?(?=\s|$)")
ANY = "\x00any"
GAP_WORDS = 3
MOST_PATTERNS = 250
# A token pattern costs as much to build as this many plain sequences, and more to match.
PATTERN_COST = 20
# A word of everyday grammar narrows little down; it counts as this many others.
COMMON_COST = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One place in a phrase: any of these word sequences, or perhaps none."""

    options: tuple[tuple[str, ...], ...]
    optional: bool = False

    @property
    def rows(self) -> int:
        """How many rows of slots this place makes."""
        several = sum(len(option) > 1 for option in self.options)
        single = any(len(option) == 1 for option in self.options)
        return several + (single or self.optional)

    def spelled(self) -> tuple[tuple[str, ...], ...]:
        """What may stand here, word by word."""
        return (*self.options, ()) if self.optional else self.options


@dataclass(frozen=True, slots=True)
class Slot:
    """One word of a row: any of these, or perhaps none."""

    words: frozenset[str]
    optional: bool = False


Row = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the notation, understood but not yet spelled out."""

    choices: tuple[Choice, ...]
    needs: tuple[frozenset[str], ...]

    @property
    def has_free_words(self) -> bool:
        """Whether some words are left open."""
        return any(ANY in option for c in self.choices for option in c.options)

    @property
    def is_spelled_out(self) -> bool:
        """Whether spelling out every sequence costs less than token patterns."""
        return not self.has_free_words and self.size <= PATTERN_COST * math.prod(
            c.rows for c in self.choices
        )

    @property
    def size(self) -> int:
        """How many word sequences the phrase stands for."""
        return math.prod(len(c.spelled()) for c in self.choices)

    def may_stand_among(self, words: frozenset[str]) -> bool:
        """Whether every place of the phrase finds all words of one of its options."""
        return all(
            choice.optional or any(map(words.issuperset, choice.options))
            for choice in self.choices
            if choice.options != ((ANY,),)
        )

    def sequences(self) -> Iterator[tuple[str, ...]]:
        """All word sequences of a phrase without free words."""
        for parts in product(*(c.spelled() for c in self.choices)):
            if words := tuple(word for part in parts for word in part):
                yield words

    def patterns(self) -> list[list[TokenPattern]]:
        """The spaCy token patterns the phrase stands for."""
        return [[_token_pattern(slot) for slot in row] for row in self.rows()]

    def rows(self) -> Iterator[Row]:
        """All rows of slots; single words of a choice share a slot."""
        for parts in product(*map(_choice_rows, self.choices)):
            row = tuple(slot for part in parts for slot in part)
            if any(not slot.optional for slot in row):
                yield row


def parse_phrase(
    text: str, lists: Mapping[str, Sequence[str]], *, whole: bool = True
) -> Phrase:
    """Understand one phrase, or say what is wrong with it.

    Where a match may stand anywhere, it need not be ``whole``: optional words at its
    ends do not decide whether there is one.

    >>> [sorted(words) for words in parse_phrase("you (never|do not) listen", {}).needs]
    [['listen'], ['you'], ['never', 'not']]
    """
    choices = tuple(_choice(piece, lists) for piece in _pieces(text))
    if not whole:
        choices = _without_optional_ends(choices)
    needed = [c for c in choices if not c.optional and (ANY,) not in c.options]
    if not needed:
        raise RuleError("phrase has no word that must be there", "add one")
    phrase = Phrase(choices, tuple(sorted(map(_anchors, needed), key=_cost)))
    _check_size(phrase)
    return phrase


def _without_optional_ends(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    needed = [i for i, choice in enumerate(choices) if not choice.optional]
    return tuple(choices[needed[0] : needed[-1] + 1]) if needed else ()


def _check_size(phrase: Phrase) -> None:
    rows = math.prod(choice.rows for choice in phrase.choices)
    if not phrase.is_spelled_out and rows > MOST_PATTERNS:
        raise RuleError(
            f"phrase stands for {rows} patterns",
            f"write it as several phrases, each under {MOST_PATTERNS}",
        )


def needs_of(pattern: Sequence[TokenPattern]) -> tuple[frozenset[str], ...]:
    """What a raw spaCy pattern cannot do without; empty where it names no word."""
    needed = [words for t in pattern if "OP" not in t and (words := _words_of(t))]
    return tuple(sorted(needed, key=_cost))


def _pieces(phrase: str) -> list[tuple[str, bool]]:
    pieces = [(m[1], bool(m[2])) for m in PIECE.finditer(phrase)]
    rebuilt = " ".join(piece + "?" * optional for piece, optional in pieces)
    if rebuilt != " ".join(phrase.split()):
        raise RuleError(
            "phrase has unbalanced brackets", "write alternatives as (one|another)"
        )
    return [
        (piece[:-1], True) if piece.endswith("?") else (piece, optional)
        for piece, optional in pieces
    ]


def _choice(piece: tuple[str, bool], lists: Mapping[str, Sequence[str]]) -> Choice:
    text, optional = piece
    if text == "*":
        return Choice(((ANY,) * GAP_WORDS,), optional=True)
    # A filler such as "mhm" is no word of a reading, so it is no option either.
    options = tuple(option for option in dict.fromkeys(_options(text, lists)) if option)
    return Choice(options, optional or not options)


def _options(text: str, lists: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    if text == "_":
        return [(ANY,)]
    if text.startswith("@"):
        return [normalize(word) for word in _list(text[1:], lists)]
    if text.startswith("("):
        return [
            words
            for option in text[1:-1].split("|")
            for words in _sequences(option.split(), lists)
        ]
    return [normalize(text)]


def _sequences(
    words: Sequence[str], lists: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, ...]]:
    if not any(word.startswith(("@", "_")) for word in words):
        yield tuple(chain.from_iterable(map(normalize, words)))
        return
    for parts in product(*(_options(word, lists) for word in words)):
        yield tuple(chain.from_iterable(parts))


def _list(name: str, lists: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if name not in lists:
        raise RuleError(f"no word list is called {name}", "name it under [lists]")
    return lists[name]


def _choice_rows(choice: Choice) -> list[Row]:
    if choice.options == ((ANY,) * GAP_WORDS,):
        return [(Slot(frozenset({ANY}), optional=True),) * GAP_WORDS]
    several = [option for option in choice.options if len(option) > 1]
    single = frozenset(option[0] for option in choice.options if len(option) == 1)
    rows: list[Row] = [
        tuple(Slot(frozenset({word})) for word in option) for option in several
    ]
    if single:
        return [*rows, (Slot(single, choice.optional),)]
    return [*rows, ()] if choice.optional or not rows else rows


def _token_pattern(slot: Slot) -> TokenPattern:
    words = sorted(slot.words)
    pattern: dict[str, object] = {"ORTH": {"IN": words}}
    if ANY in slot.words:
        pattern = {"IS_PUNCT": False}
    elif len(words) == 1:
        pattern = {"ORTH": words[0]}
    return pattern | ({"OP": "?"} if slot.optional else {})


def _anchors(choice: Choice) -> frozenset[str]:
    """Of every option the word that narrows down most."""
    return frozenset(
        min(option, key=lambda w: (w in REAL_WORDS, -len(w), w))
        for option in choice.options
    )


def _cost(words: frozenset[str]) -> tuple[int, int]:
    common = sum(word in REAL_WORDS for word in words)
    return len(words) + COMMON_COST * common, -max(map(len, words))


def _words_of(token: TokenPattern) -> frozenset[str]:
    wanted = token.get("ORTH")
    if isinstance(wanted, Mapping):
        return frozenset(str(word) for word in wanted.get("IN", ()))
    return frozenset({str(wanted)}) if wanted else frozenset()
