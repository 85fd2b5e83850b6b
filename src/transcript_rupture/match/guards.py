"""What holds a rule back: words that look like strain and are something else.

A guard names the contrast class it recognizes. It looks at the sentence around a match
and at the turn, and answers where it stands and why, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transcript_rupture.match.reading import Reading

SPEECH_VERBS = frozenset(
    "said say says told tell tells asked asks ask texted wrote shouted yelled screamed "
    "goes replied answered thought called writes".split()
)
THIRD_PERSONS = frozenset(
    "he she they him her them his mom mum mother dad father boss manager husband wife "
    "partner sister brother friend friends girlfriend boyfriend son daughter kids "
    "parents teacher doctor gp psychiatrist colleague colleagues coworker coworkers "
    "neighbor neighbour school company people ex landlord gym aunt uncle grandmother "
    "nan grandma grandfather roommate coach physio surgeon nurse".split()
)
FORMER = frozenset("last old previous other former ex earlier first".split())
HELPERS = frozenset(
    "therapist shrink psychologist counseling counselling therapy one doctor coach group".split()
)
HERE = frozenset(
    "you your yours yourself here therapy session sessions this counseling counselling "
    "worksheet worksheets exercise exercises homework".split()
)
YOU = frozenset("you your yours yourself".split())
IMITATING = frozenset((form, "like") for form in ("is", "are", "was", "were", "am"))
REPEATING = frozenset(
    {("like", "i"), ("as", "i"), ("just", "i"), ("like", "you"), ("as", "you")}
)
NOT_SAYING = (
    ("not", "saying"),
    ("not", "that"),
    ("not", "because"),
    ("do", "not", "think"),
    ("not", "as", "if"),
    ("is", "not", "like"),
    ("do", "not", "mean"),
    ("did", "not", "mean"),
    ("never", "said"),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match that is about to become evidence: word range in a reading."""

    reading: Reading
    start: int
    end: int
    in_role_play: bool = False

    @property
    def matched(self) -> Sequence[str]:
        """The matched words."""
        return self.reading.words[self.start : self.end]

    @property
    def sentence(self) -> Sequence[str]:
        """The words of the sentence the match begins in."""
        first, last = self.reading.sentence(self.start)
        return self.reading.words[first:last]

    @property
    def before(self) -> Sequence[str]:
        """The words of the sentence before the match."""
        first, _ = self.reading.sentence(self.start)
        return self.reading.words[first : self.start]


def is_reported(candidate: Candidate) -> bool:
    """Whether the words are told as somebody's words, not said to this person."""
    before = candidate.before
    for place, word in enumerate(before):
        if word in SPEECH_VERBS and not _speaks_to_you(before, place):
            return True
    if tuple(before[-2:]) in IMITATING:
        return True
    return _is_told_thought(candidate)


def _is_told_thought(candidate: Candidate) -> bool:
    """Whether the words are what the speaker thought of somebody else, told as it went.

    "And he looks at me, and I'm thinking, you have no idea. You never asked.": the
    thought goes on for as long as the sentences begin with "you".
    """
    words = candidate.reading.words[: candidate.start + 1]
    thoughts = [
        place
        for place, word in enumerate(words)
        if word == "thinking" and "i" in words[max(0, place - 3) : place]
    ]
    if not thoughts or THIRD_PERSONS.isdisjoint(words[: thoughts[0]]):
        return False
    same_sentence = "thinking" in candidate.before
    return same_sentence or "you" in candidate.sentence[:2]


def _speaks_to_you(words: Sequence[str], place: int) -> bool:
    """Whether a verb of speech is addressed to, or is about, the person in the room."""
    following = words[place + 1 : place + 2]
    subject = words[max(0, place - 3) : place]
    if tuple(subject[-2:]) in REPEATING or "you" in following:
        return True
    if {"you", "not", "would", "will", "can", "should"} & set(subject):
        return True
    return words[place] in {"thought", "say", "tell", "ask", "goes", "called"} and not (
        THIRD_PERSONS & set(words)
    )


def is_quoted(candidate: Candidate) -> bool:
    """Whether the words stand in quotation marks."""
    reading = candidate.reading
    return reading.is_quoted(reading.span(candidate.start, candidate.end))


def is_about_others(candidate: Candidate) -> bool:
    """Whether the sentence speaks of somebody outside the room."""
    sentence, matched = candidate.sentence, set(candidate.matched)
    if _former_helper(sentence):
        return True
    if matched & YOU:
        return False
    before = set(candidate.before)
    if THIRD_PERSONS & before:
        return not (HERE - {"this"}) & (matched | before)
    return bool(THIRD_PERSONS & set(sentence)) and not HERE & (matched | before)


def _former_helper(sentence: Sequence[str]) -> bool:
    return any(
        word in FORMER and following in HELPERS and "than" not in sentence
        for word, following in pairwise(sentence)
    )


def is_negated(candidate: Candidate) -> bool:
    """Whether the speaker says that this is not what they mean."""
    near = tuple(candidate.before[-6:])
    return any(
        near[i : i + len(words)] == words
        for words in NOT_SAYING
        for i in range(len(near))
    )


def is_role_play(candidate: Candidate) -> bool:
    """Whether the words belong to chair work or a role play."""
    return candidate.in_role_play


Guard = Callable[[Candidate], bool]


@dataclass(frozen=True, slots=True)
class Contrast:
    """A guard, the contrast code it stands for, and how it explains itself."""

    name: str
    code: str
    holds: Guard
    why: str


GUARDS: Mapping[str, Contrast] = {
    guard.name: guard
    for guard in (
        Contrast(
            "reported",
            "reported_speech",
            is_reported,
            "The words are told as somebody's speech, not said to the other person here.",
        ),
        Contrast(
            "quoted",
            "reported_speech",
            is_quoted,
            "The words stand in quotation marks.",
        ),
        Contrast(
            "third_party",
            "third_party_complaint",
            is_about_others,
            "The sentence speaks of somebody outside the room.",
        ),
        Contrast(
            "negated",
            "collaborative_disagreement",
            is_negated,
            "The speaker says that this is not what they mean.",
        ),
        Contrast(
            "role_play",
            "role_play_or_exercise",
            is_role_play,
            "The words belong to a role play or an exercise.",
        ),
    )
}
