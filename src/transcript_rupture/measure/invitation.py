"""How much a therapist's turn invites the client to say more, from 0 to 1."""

from __future__ import annotations

import re
from enum import Enum

from transcript_rupture.measure.assent import opening_assent
from transcript_rupture.measure.words import Words

SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")
OPENERS = r"^\W*(?:(?:and|so|but|okay|ok|well|um|uh|right|yeah|now|or|because)\W+)*"


class Invitation(Enum):
    """The kinds of invitation, and how open each leaves the door."""

    OPEN = 1.0
    REFLECTION = 0.6
    CHECK = 0.45
    NOISE = 0.35
    CLOSED = 0.3
    STATEMENT = 0.2
    FACTUAL = 0.1


OPEN = re.compile(
    r"\b(?:tell me|say (?:a (?:bit|little) )?more|say (?:a bit|something) about"
    r"|can you say|could you say|describe|walk me through|talk (?:me through|about"
    r"|to me)|help me (?:to )?understand|fill(?:ing)? me in"
    r"|i(?:'d| would) (?:like|love) to (?:hear|know|understand)"
    r"|i(?:'m| am) (?:(?:just|kind of|sort of|really) )*(?:curious|wondering|interested)"
    r"(?! if (?:we|you) (?:could|can|would|might|want))"
    r"|i wonder(?! if (?:we|you) (?:could|can|would|want))"
    r"|what (?:was|is|'s) (?:that|it|this) like|what comes up|what came up"
    r"|anything (?:else|more|at all)|what about|how about you|how so|go on"
    r"|any (?:other )?(?:thoughts|ideas|feelings|worries|concerns)"
    r"|what do you make|in what way|for example\?|such as\?|what else)\b"
)
WH = re.compile(
    OPENERS + r"(?:what|what's|how|how's|why|which part|in what|\w+ how|\w+ what"
    r"|where (?:do|would|did|are) you (?:feel|think|see|want|like|at)"
    r"|(?:do|did|can|could|would) you (?:know |have any idea )?"
    r"(?:tell|say|describe|explain|share|why|what|how))\b"
)
INNER_WH = re.compile(r"\b(?:what|how|why)(?:'s|'d|'re)?\b[^?]*\?")
QUANTITY = re.compile(
    r"\b(?:how (?:many|much|often|long|old|far|soon|tall|frequently)|what (?:time|day"
    r"|date|year|month|age|grade|school|medication|dose)|what(?:'s| is) your (?:name"
    r"|age|address|phone|number|date)|when (?:did|was|were|is|do|does|will)"
    r"|since when|where (?:do|did) you (?:live|work|go)|who (?:is|was|else|do you live)"
    r"|on a scale|does (?:that|thursday|monday|next week) work"
    r"|is (?:it|that) (?:monday|tuesday|wednesday|thursday|friday|okay|ok|all right"
    r"|alright))\b"
)
YES_OR_NO = re.compile(
    OPENERS + r"(?:did you (?:take|get|bring|come|fill|drive|eat|sleep|go|call|see|try"
    r"|do|have|make)|have you (?:taken|had|ever|been|tried|got)|do you (?:smoke|drink"
    r"|take|live|work|have|use|exercise)|are you (?:taking|working|married|currently))"
    r"\b"
)
CHECKING = re.compile(
    r"(?:\bright|\bis that (?:right|so|true|fair|correct|it)|\bisn't it|\bdon't you"
    r"|\baren't you|\bdidn't you|\bdoesn't it|\bwasn't it|\bam i right|\bokay|\byeah"
    r"|\bcorrect|\bhuh|\bdoes that (?:make sense|sound right|fit)|\byou know)\W*\?$"
)
REFLECTION = re.compile(
    OPENERS + r"(?:you|you're|you've|you'd|your|it sounds like|it sounds as|sounds like"
    r"|it seems|seems like|it feels like|part of you|a part of you|what i'm hearing"
    r"|what i hear|i hear|i'm hearing|i sense|i notice|i get the sense|there's a|there's"
    r"|that (?:must|sounds|feels|felt|hurt|was)|it's (?:like|as if|almost|hard|been)"
    r"|it felt|that's (?:a lot|hard|painful))\b"
)
COMMAND = re.compile(
    r"\byou (?:should|need to|have to|must|ought|can|could|might want|want to try"
    r"|better)\b|\bi(?:'d| would) (?:like you to|suggest|recommend|want you to)\b"
)
ASKS_WITHOUT_MARK = re.compile(
    OPENERS + r"(?:do|did|are|is|were|was|have|has|can|could|would|will|does) (?:you|it"
    r"|that|there|he|she|they|your)\b"
)


def invitation(words: Words, *, punctuated: bool = True) -> Invitation:
    """What kind of door a therapist's turn leaves open; its last words decide."""
    if not words.tokens or opening_assent(words) == len(words.tokens):
        return Invitation.NOISE
    sentences = [s.strip() for s in SENTENCE.findall(words.speech) if s.strip(" .…!,-")]
    last = sentences[-LAST:]
    asked = [s for s in last if s.endswith("?")]
    if not punctuated and not asked:
        return _unmarked(last[-1] if last else words.speech)
    if asked:
        return _question(asked[-1], said=last[-2] if len(last) > 1 else "")
    return _statement(last)


LAST = 2


def _question(question: str, *, said: str) -> Invitation:
    for pattern, kind in QUESTIONS:
        if pattern.search(question):
            return kind
    # "What was it like? Was it hard?": the second question narrows, not closes.
    narrowed = said.endswith("?") and bool(WH.search(said))
    return Invitation.REFLECTION if narrowed else Invitation.CLOSED


# In this order: "how long" asks for a number before "how" opens anything.
QUESTIONS = (
    (QUANTITY, Invitation.FACTUAL),
    (OPEN, Invitation.OPEN),
    (WH, Invitation.OPEN),
    (YES_OR_NO, Invitation.FACTUAL),
    (CHECKING, Invitation.CHECK),
    (INNER_WH, Invitation.OPEN),
    (REFLECTION, Invitation.REFLECTION),
)


def _statement(last: list[str]) -> Invitation:
    if any(OPEN.search(s) for s in last):
        return Invitation.OPEN
    if last and REFLECTION.search(last[-1]) and not COMMAND.search(last[-1]):
        return Invitation.REFLECTION
    return Invitation.STATEMENT


def _unmarked(sentence: str) -> Invitation:
    """Speech without punctuation: a question shows only by how it opens."""
    if QUANTITY.search(sentence) or YES_OR_NO.search(sentence):
        return Invitation.FACTUAL
    if OPEN.search(sentence) or WH.search(sentence):
        return Invitation.OPEN
    if ASKS_WITHOUT_MARK.search(sentence):
        return Invitation.CLOSED
    return _statement([sentence])


def count_questions(words: Words, *, punctuated: bool = True) -> int:
    """How many questions a turn asks."""
    marks = len(MARKS.findall(words.speech))
    if marks or punctuated:
        return marks
    openers = (WH, QUANTITY, ASKS_WITHOUT_MARK)
    return int(any(p.match(words.speech) for p in openers))


MARKS = re.compile(r"\?+(?:\s*[?!]+)*")
