"""How a person talks: like somebody who asks and reflects, or who tells and is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
QUESTION = re.compile(r"\?+")
# Speech without punctuation still opens its questions with these.
ASKS = re.compile(
    r"^\W*(?:(?:and|so|but|okay|ok|well|um|uh)\W+)*(?:what|how|when|where|why|who"
    r"|which|do you|did you|are you|were you|have you|can you|could you|would you"
    r"|is there)\b"
)
# "You said" is left out: where trust breaks it is as often the client who says it.
REFLECTS = re.compile(
    r"\b(?:so you|it sounds like|sounds like|sound(?:s|ed) as (?:if|though)"
    r"|sounded like|it seems like you|you(?:'re| are) feeling"
    r"|what i(?:'m| am) hearing|what i hear|i hear you|tell me|i wonder|you mentioned"
    r"|part of you|that must|it makes sense that you|how (?:do|did) you feel"
    r"|on a scale|help me understand|i(?:'m| am) curious|let me ask)\b"
)
OPENS = re.compile(
    r"\b(?:what brings you|what brought you|how have you been|how was your week"
    r"|(?:thanks|thank you) for coming|good to see you|nice to meet you|welcome"
    r"|what would you like to (?:talk|work|focus)|how can i help|i(?:'m| am) (?:a|your)"
    r" (?:counselor|counsellor|therapist|nurse|doctor)|what's on your mind)\b"
)
SECOND = frozenset("you your yours yourself you're you've you'd you'll ya".split())
FIRST = frozenset("i me my mine myself i'm i've i'd i'll im ive".split())
OPENING_PIECES = 3


@dataclass(frozen=True, slots=True)
class Talk:
    """Counts of how one person talks."""

    words: int = 0
    pieces: int = 0
    questions: int = 0
    reflections: int = 0
    openings: int = 0
    second: int = 0
    first: int = 0

    def __add__(self, other: Talk) -> Talk:
        return Talk(
            words=self.words + other.words,
            pieces=self.pieces + other.pieces,
            questions=self.questions + other.questions,
            reflections=self.reflections + other.reflections,
            openings=self.openings + other.openings,
            second=self.second + other.second,
            first=self.first + other.first,
        )


def listen(pieces: Sequence[str]) -> Talk:
    """How one person talks over a session, piece by piece."""
    return together(
        _listen(text, early=i < OPENING_PIECES) for i, text in enumerate(pieces)
    )


def together(talks: Iterable[Talk]) -> Talk:
    """Several people as if they were one."""
    return reduce(Talk.__add__, talks, Talk())


def _listen(text: str, *, early: bool) -> Talk:
    low = text.casefold().replace("’", "'")
    words = WORD.findall(low)
    return Talk(
        words=len(words),
        pieces=1,
        questions=len(QUESTION.findall(low)) or int(bool(ASKS.search(low))),
        reflections=len(REFLECTS.findall(low)),
        openings=len(OPENS.findall(low)) if early else 0,
        second=sum(w in SECOND for w in words),
        first=sum(w in FIRST for w in words),
    )


def contrasts(one: Talk, other: Talk) -> tuple[float, ...]:
    """How far one talks more like a therapist than the other, feature by feature.

    Each lies in [-1, 1], is near 0 while little was said, and changes sign when the
    two change places: questions, you, I, reflections, openings.
    """
    return (
        _lead(one.questions, other.questions, 2),
        _lead(_rate(one.second, one), _rate(other.second, other), 2),
        _lead(_rate(other.first, other), _rate(one.first, one), 2),
        _lead(one.reflections, other.reflections, 2),
        _lead(one.openings, other.openings, 1),
    )


def _rate(count: int, talk: Talk) -> float:
    """Per hundred words, as if sixty words had been said before as everybody does."""
    return 100 * (count + 3) / (talk.words + 60)


def _lead(one: float, other: float, doubt: float) -> float:
    return (one - other) / (one + other + doubt)
