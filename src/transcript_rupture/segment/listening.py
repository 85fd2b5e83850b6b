"""Listening noises, and whether a speaker goes on across them.

"Mm-hm" under another's speech is listening; after a question or a finished sentence it
is an answer. So both sides of the cut must show that the speaker was not done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

NOISES = frozenset(
    """mm mmm mhm mhmm mm-hm mm-hmm mmhm mmhmm mm-mm mhmhm hm hmm hmmm um-hum um-hm
    uh-huh uhuh uh-hum uhhuh huh ah ahh aha oh ooh yeah yea yeh yes yep yup okay ok kay
    right sure alright exactly really wow gotcha true""".split()
)
PHRASES = frozenset(("i see", "of course", "got it", "go on", "all right", "oh wow"))
WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
EVENTS_AT_END = re.compile(r"(?:\s*[\[(][^\])]*[\])])+\s*$")
EVENTS_AT_START = re.compile(r"^\s*(?:[\[(][^\])]*[\])]\s*)+")
CUT_END = re.compile(r"(?:-|–|—|…|\.\.\.|,)[\"”’']?\s*$")
CUT_START = re.compile(r"^\s*[\"“‘']?(?:-|–|—|…|\.\.\.)")
FINISHED = re.compile(r"[.?!:;][\"”’')]*\s*$")
# Only so many characters on each side of a cut are looked at, however long the speech.
SEAM = 200
# Below this share of utterances that open with a capital letter and close with a
# full stop, the transcript's case and punctuation say nothing about who goes on.
PUNCTUATED = 0.6


def is_listening(text: str, *, most_words: int) -> bool:
    """Whether a short utterance is nothing but the noise of listening.

    >>> is_listening("Mm-hm, right.", most_words=3)
    True
    >>> is_listening("Right?", most_words=3)
    False
    """
    words = [w.casefold() for w in WORD.findall(text)]
    if not 1 <= len(words) <= most_words or "?" in text:
        return False
    joined = " ".join(words)
    return joined in PHRASES or all(w in NOISES for w in words)


def goes_on(before: str, after: str, *, punctuated: bool) -> bool:
    """Whether a speaker who was cut off after one piece continues with the next.

    >>> goes_on("I was walking-", "-and then", punctuated=True)
    True
    >>> goes_on("I was walking.", "and then", punctuated=True)
    False
    """
    before = EVENTS_AT_END.sub("", before[-SEAM:])
    after = EVENTS_AT_START.sub("", after[:SEAM])
    if not WORD.search(before) or not WORD.search(after):
        return False
    cut = bool(CUT_END.search(before))
    resumed = bool(CUT_START.match(after))
    if not punctuated:
        return cut and (resumed or _opens_low(after))
    unfinished = cut or not FINISHED.search(before)
    return unfinished and (resumed or _opens_low(after))


def is_punctuated(texts: Sequence[str]) -> bool:
    """Whether capitals and full stops in these texts can be relied on."""
    spoken = [t.strip() for t in texts if WORD.search(t)]
    signs = sum(_opens_high(t) + bool(FINISHED.search(t[-SEAM:])) for t in spoken)
    return bool(spoken) and signs >= 2 * PUNCTUATED * len(spoken)


def _opens_low(text: str) -> bool:
    first = WORD.search(text)
    return first is not None and first.group()[0].islower()


def _opens_high(text: str) -> bool:
    first = WORD.search(text)
    return first is not None and first.group()[0].isupper()
