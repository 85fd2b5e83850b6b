"""The words of a turn: what this speaker said, without asides and noted events."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

from transcript_rupture.domain import Turn
from transcript_rupture.measure.lexicon import (
    ABSTRACT_ENDINGS,
    ABSTRACT_ENDINGS_FROM,
    CONCEPTS,
    GENERAL,
    HEDGES,
    HEDGING,
    NOT_CONTENT,
)

WORD = re.compile(r"[^\W_]+(?:['\-][^\W_]+)*")
# Square brackets hold events, or names that were removed. Round ones may hold speech,
# so they count as an event only where they hold the name of one.
EVENT = re.compile(
    r"\[[^\[\]]*\]|&=\w+"
    r"|[(*][^()*]{0,40}\b(?:laugh\w*|chuckl\w*|giggl\w*|smil\w*|sigh\w*|cr(?:y|ies|ying)"
    r"|sob\w*|tear\w*|sniff\w*|pause\w*|silen\w*|quiet|beat|inaudible|unclear"
    r"|crosstalk|nod\w*|shrug\w*|looks?|looking|cough\w*|clears|whisper\w*|shak\w*"
    r"|sec|secs|seconds|overlap\w*)\b[^()*]{0,40}[)*]",
    re.IGNORECASE,
)
HEDGE_PHRASES = re.compile(rf"\b(?:{'|'.join(sorted(HEDGING))})\b")
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "\u00a0": " "})
STEMS = 50_000


@dataclass(frozen=True, slots=True)
class Words:
    """A turn's speech in lower case, its words in order, and its content words."""

    speech: str = field(repr=False)
    tokens: tuple[str, ...] = field(repr=False)
    content: frozenset[str] = field(repr=False)

    def __len__(self) -> int:
        return len(self.tokens)

    def share(self, known: Collection[str]) -> float:
        """How many of a hundred words are in a list, as a share of one."""
        if not self.tokens:
            return 0.0
        return sum(t in known for t in self.tokens) / len(self.tokens)

    def abstract_share(self) -> float:
        """The share of words that name concepts or speak of people in general."""
        if not self.tokens:
            return 0.0
        return sum(map(is_abstract, self.tokens)) / len(self.tokens)

    def hedged_share(self) -> float:
        """The share of words that soften what is said, whole phrases included."""
        if not self.tokens:
            return 0.0
        singles = sum(t in HEDGES for t in self.tokens)
        phrases = len(HEDGE_PHRASES.findall(self.speech)) if " " in self.speech else 0
        return min(1.0, (singles + phrases) / len(self.tokens))


NO_WORDS = Words("", (), frozenset())


def words_of(turn: Turn) -> Words:
    """The words a turn's own speaker said."""
    speech = EVENT.sub(" ", without_asides(turn)).translate(STRAIGHT).casefold()
    tokens = tuple(WORD.findall(speech))
    return Words(speech, tokens, frozenset(stem(t) for t in tokens if is_content(t)))


def without_asides(turn: Turn) -> str:
    """The text of a turn without the folded listening noises of others."""
    text = turn.text
    for aside in sorted(turn.asides, reverse=True):
        text = f"{text[: aside.start]} {text[aside.end :]}"
    return text


def is_content(token: str) -> bool:
    """Whether a word carries a topic, and not only grammar or assent."""
    return token not in NOT_CONTENT and len(token) > 1


@lru_cache(maxsize=STEMS)
def is_abstract(token: str) -> bool:
    """Whether a word is a concept or a generality.

    >>> is_abstract("statistically"), is_abstract("regulation"), is_abstract("mother")
    (True, True, False)
    """
    long = len(token) >= ABSTRACT_ENDINGS_FROM and token.endswith(ABSTRACT_ENDINGS)
    return token in GENERAL or token in CONCEPTS or long


@lru_cache(maxsize=STEMS)
def stem(token: str) -> str:
    """A word without its commonest endings, so that "walked" meets "walking".

    >>> stem("walking"), stem("walked"), stem("walks"), stem("mother's")
    ('walk', 'walk', 'walk', 'mother')
    """
    base = token.removesuffix("'s").removesuffix("n't")
    for ending in ENDINGS:
        if base.endswith(ending) and len(base) - len(ending) >= STEM_KEEPS:
            return base.removesuffix(ending)
    return base


ENDINGS = ("ingly", "ings", "edly", "ing", "ies", "ed", "es", "ly", "s", "y", "e")
STEM_KEEPS = 3
