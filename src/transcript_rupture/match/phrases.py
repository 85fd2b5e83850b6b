"""A small notation for spaCy patterns, so that people who know therapy can write rules.

    you (never|do not) _? (listen|hear me)     alternatives, one optional free word
    this * pointless                            up to three words in between
    my @relative                                a named list of words

Every phrase becomes spaCy token patterns over the normalized words of a turn. Phrases of
plain words go to the PhraseMatcher, which costs the same for ten phrases or ten thousand;
those with gaps go to the token Matcher.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from transcript_rupture.errors import RuleError
from transcript_rupture.match.reading import normalize

TokenPattern = Mapping[str, object]
PIECE = re.compile(r"(\([^()]*\)|[^\s()]+)(\?)?(?=\s|$)")
GAP = "\x00gap"
GAP_WORDS = 3
MOST_EXPANSIONS = 4000


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a phrase became: plain word sequences, and token patterns with gaps."""

    literals: tuple[tuple[str, ...], ...]
    patterns: tuple[tuple[TokenPattern, ...], ...]


def compile_phrases(
    phrases: Iterable[str], lists: Mapping[str, Sequence[str]]
) -> Compiled:
    """Turn phrases of the notation into plain sequences and spaCy token patterns."""
    literals: dict[tuple[str, ...], None] = {}
    patterns: list[tuple[TokenPattern, ...]] = []
    for phrase in phrases:
        for words in expand(phrase, lists):
            if any(word.startswith(GAP) for word in words):
                patterns.append(tuple(_token_pattern(words)))
            else:
                literals[words] = None
    return Compiled(tuple(literals), tuple(patterns))


def expand(phrase: str, lists: Mapping[str, Sequence[str]]) -> list[tuple[str, ...]]:
    """All word sequences a phrase stands for; gaps stay as one mark.

    >>> expand("you (never|do not) listen", {})
    [('you', 'never', 'listen'), ('you', 'do', 'not', 'listen')]
    """
    choices = [_choices(piece, lists) for piece in _pieces(phrase)]
    size = 1
    for choice in choices:
        size *= len(choice)
    if not choices or size > MOST_EXPANSIONS:
        raise RuleError(
            f"phrase stands for {size} word sequences",
            f"write it as several phrases, each under {MOST_EXPANSIONS}",
        )
    return [tuple(w for part in parts for w in part) for parts in product(*choices)]


def _pieces(phrase: str) -> list[tuple[str, bool]]:
    pieces = [(m[1], bool(m[2])) for m in PIECE.finditer(phrase)]
    rebuilt = " ".join(piece + "?" * optional for piece, optional in pieces)
    if rebuilt != " ".join(phrase.split()):
        raise RuleError(
            "phrase has unbalanced brackets", "write alternatives as (one|another)"
        )
    return [_split_optional(piece, optional) for piece, optional in pieces]


def _split_optional(piece: str, optional: bool) -> tuple[str, bool]:  # noqa: FBT001
    return (piece[:-1], True) if piece.endswith("?") else (piece, optional)


def _choices(
    piece: tuple[str, bool], lists: Mapping[str, Sequence[str]]
) -> list[tuple[str, ...]]:
    text, optional = piece
    found = [] if not optional else [()]
    return [*_alternatives(text, lists), *found]


def _alternatives(
    text: str, lists: Mapping[str, Sequence[str]]
) -> list[tuple[str, ...]]:
    if text == "*":
        return [(GAP,)]
    if text == "_":
        return [(f"{GAP}1",)]
    if text.startswith("@"):
        return [normalize(word) for word in _list(text[1:], lists)]
    if text.startswith("("):
        return [
            tuple(w for part in parts for w in part)
            for option in text[1:-1].split("|")
            for parts in product(
                *(_alternatives(word, lists) for word in option.split())
            )
        ]
    return [normalize(text)]


def _list(name: str, lists: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if name not in lists:
        raise RuleError(f"no word list is called {name}", "name it under [lists]")
    return lists[name]


def _token_pattern(words: Sequence[str]) -> Iterator[TokenPattern]:
    for word in words:
        if word == GAP:
            yield from [{"IS_PUNCT": False, "OP": "?"}] * GAP_WORDS
        elif word.startswith(GAP):
            yield {"IS_PUNCT": False}
        else:
            yield {"ORTH": word}
