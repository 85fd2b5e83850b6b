"""A turn as the rules see it: normalized words that remember where they stand.

Contractions are opened ("don't" reads "do not"), fillers, false starts, event marks and
folded back-channels are skipped, and sentence ends are kept, so that a pattern can be
written the way a person would say it and never runs across a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, cast

import spacy
from spacy.tokens import Doc

from transcript_rupture.domain import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

EVENT = re.compile(r"\[[^\]\[]{0,200}\]|\([^()]{0,80}\)|<[A-Za-z/][^<>]{0,40}>")
STOPS = {".": ".", "?": "?", "!": "!", "...": ".", ";": ".", "?!": "?", "!?": "?"}
FILLERS = frozenset({"um", "uh", "er", "erm", "uhm", "umm", "uhh", "eh", "mhm", "mm"})
OPENED = {
    "cannot": ("can", "not"),
    "dunno": ("do", "not", "know"),
    "idk": ("i", "do", "not", "know"),
    "wanna": ("want", "to"),
    "gotta": ("got", "to"),
    "kinda": ("kind", "of"),
    "sorta": ("sort", "of"),
    "lemme": ("let", "me"),
    "gimme": ("give", "me"),
    "ai": ("is",),
    "u": ("you",),
    "ur": ("your",),
    "ya": ("you",),
    "r": ("are",),
    "'d": ("would",),
    "im": ("i", "am"),
    "d'you": ("do", "you"),
    "cos": ("because",),
    "cuz": ("because",),
    "coz": ("because",),
    "alright": ("all", "right"),
    "ok": ("okay",),
    "k": ("okay",),
    "yep": ("yes",),
    "yup": ("yes",),
    "yea": ("yeah",),
    "nope": ("no",),
    "nah": ("no",),
    "thx": ("thanks",),
    "pls": ("please",),
    "counselor": ("therapist",),
    "counsellor": ("therapist",),
    "till": ("until",),
    "'ve": ("have",),
    "ve": ("have",),
    # In typed talk "its" is nearly always "it's".
    "its": ("it", "is"),
}
TAKES_IS = frozenset(
    "it that there he she what who how where here this everything nothing".split()
)
STUTTERED = frozenset("i we you he she it they the a to and that my is but so".split())
QUOTED = re.compile(
    r"[\"“]([^\"“”]{2,400})[\"”]|(?<![\w])['‘]([^'‘’]{6,300})['’](?!\w)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The normalized words of a turn and, for each, its range in the turn's text."""

    doc: Doc = field(repr=False)
    words: tuple[str, ...] = field(repr=False)
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[int, ...]
    quotes: tuple[Span, ...]
    events: tuple[str, ...] = field(repr=False, default=())

    def span(self, start: int, end: int) -> Span:
        """Where the words ``start`` to ``end`` stand in the turn's text."""
        return Span(self.starts[start], self.ends[end - 1])

    def sentence(self, index: int) -> tuple[int, int]:
        """The half-open word range of the sentence that holds a word."""
        number = self.sentences[index]
        first = self.sentences.index(number)
        return first, len(self.sentences) - self.sentences[::-1].index(number)

    def is_quoted(self, span: Span) -> bool:
        """Whether a range lies within quotation marks."""
        return any(q.start <= span.start and span.end <= q.end for q in self.quotes)


@lru_cache(maxsize=1)
def blank_english() -> Language:
    """The pipeline all rules share; it needs no downloaded model."""
    return spacy.blank("en")


@lru_cache(maxsize=1)
def tokenizer() -> Tokenizer:
    """Its tokenizer, with the exceptions that open contractions."""
    return cast("Tokenizer", blank_english().tokenizer)


@lru_cache(maxsize=16384)
def normalize(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as a pattern must spell them.

    >>> normalize("I don't wanna")
    ('i', 'do', 'not', 'want', 'to')
    """
    if phrase.isalpha() and phrase not in tokenizer().rules:
        return _opened(phrase, "")
    return tuple(word for word, _, _ in _words(phrase, ()))


def read_turn(text: str, asides: Sequence[Span] = ()) -> Reading:
    """Turn a turn's text into words that rules can match and offsets people can see."""
    marks = [Span(*m.span()) for m in EVENT.finditer(text) if not _is_spoken(m.group())]
    skipped = (*asides, *marks)
    rows = list(_without_false_starts(_words(text, skipped)))
    rows = rows or [(".", 0, max(1, len(text)))]
    words = tuple(word for word, _, _ in rows)
    return Reading(
        doc=Doc(blank_english().vocab, words=list(words)),
        words=words,
        starts=tuple(start for _, start, _ in rows),
        ends=tuple(end for _, _, end in rows),
        sentences=tuple(_sentence_numbers(words)),
        quotes=tuple(Span(*m.span()) for m in QUOTED.finditer(text)),
        events=tuple(text[m.start : m.end].lower() for m in marks),
    )


def _is_spoken(mark: str) -> bool:
    """Whether brackets hold an aside in the speaker's own words, not an event."""
    return mark.startswith("(") and len(mark.split()) > MARK_WORDS


MARK_WORDS = 4


def _words(text: str, skipped: Sequence[Span]) -> Iterator[tuple[str, int, int]]:
    previous = ""
    for token in tokenizer()(text.replace("--", "  ")):
        start, end = token.idx, token.idx + len(token)
        if any(s.start <= start < s.end for s in skipped):
            continue
        for word in _opened(_norm(token.lower_, token.norm_), previous):
            yield word, start, end
            previous = word


def _norm(lower: str, norm: str) -> str:
    """The spelling rules match: spaCy's norm, which makes "did" in "didn't" a "do"."""
    return lower if lower in {"did", "had", "does", "has"} else norm.lower()


@lru_cache(maxsize=65536)
def _opened(norm: str, previous: str) -> tuple[str, ...]:
    if norm in STOPS:
        return (STOPS[norm],)
    if norm in FILLERS or not any(c.isalnum() for c in norm):
        return ()
    if norm in {"'s", "s"} and previous in TAKES_IS:
        return ("is",)
    if norm == "re" and previous in {"you", "they", "we"}:
        return ("are",)
    if norm == "m" and previous == "i":
        return ("am",)
    return OPENED.get(norm, (norm,))


def _without_false_starts(
    rows: Iterable[tuple[str, int, int]],
) -> Iterator[tuple[str, int, int]]:
    """Drop "I-I-" and "wha-what": the word that was meant is the last one."""
    held: tuple[str, int, int] | None = None
    for row in rows:
        if held is not None and not _restarts(held[0], row[0]):
            yield held
        held = row
    if held is not None:
        yield held


def _restarts(word: str, following: str) -> bool:
    if word == following:
        return word in STUTTERED
    return (
        len(word) < len(following)
        and not word.isdigit()
        and _is_fragment(word, following)
    )


def _is_fragment(word: str, following: str) -> bool:
    """Whether a word is the broken-off beginning of the next one.

    >>> _is_fragment("wha", "what"), _is_fragment("no", "not"), _is_fragment("i", "is")
    (True, False, False)
    """
    vowels_only = len(word) > 1 or word in {"w", "t", "b", "c", "d", "f", "h", "p", "s"}
    return vowels_only and following.startswith(word) and word not in REAL_WORDS


REAL_WORDS = frozenset(
    "a am an and any as at be but by can do for go had has have he her here him his how "
    "i if in is it just me more my no not now of off on one or our out over she so some "
    "the their them then there they this to too up us was we what when who why with you "
    "your that all okay right yes yeah well still any every with where some under".split()
)


def _sentence_numbers(words: Iterable[str]) -> Iterator[int]:
    number = 0
    for word in words:
        yield number
        number += word in {".", "?", "!"}
