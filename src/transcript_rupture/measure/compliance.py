"""A sign of its own: "Okay." to advice, which takes nothing up and refuses nothing.

"Yeah" and "mm-hm" confirm what was said; "okay", "fine" and "sure" comply with it.
"""

from __future__ import annotations

import re

from transcript_rupture.domain import Evidence
from transcript_rupture.measure.reasons import Moment, plural
from transcript_rupture.measure.words import words_of

COMPLYING = frozenset("okay ok alright fine sure right k try whatever".split())
AROUND = COMPLYING | frozenset(
    "all i'll will do i guess suppose so um uh well oh hmm just mm".split()
)
ADVICE = re.compile(
    r"\byou(?:'re| are)? (?:should|need to|have to|must|ought|gotta|better|got to"
    r"|gonna have to|going to have to|really need|just need|might want|want to try"
    r"|can't keep)\b|\b(?:i|i'd|we|i'll) (?:\w+ ){0,2}(?:suggest|recommend|need you to"
    r"|want you to|like you to|expect you)\b|\bi(?: \w+)? think (?:that )?(?:you|we)\b"
    r"|\bwhy don't you\b|\bif you (?:don't|keep|continue|want the)\b|\bwe should\b"
)
MOST_WORDS = 6
LECTURE_WORDS = 20


def bare_compliance(moment: Moment) -> Evidence | None:
    """Mere compliance with advice, or with a long explanation."""
    if moment.asked_turn is None or not _complies(moment):
        return None
    asked = words_of(moment.asked_turn)
    advised, lectured = bool(ADVICE.search(asked.speech)), len(asked) >= LECTURE_WORDS
    if not advised and not lectured:
        return None
    what = "advice" if advised else "an explanation"
    count = plural(moment.measured.words)
    why = f"{count} of mere compliance after {what} of {plural(len(asked))}"
    score = 0.2 + 0.15 * advised + 0.15 * (advised and lectured)
    return moment.found("stopped_exploring", "bare_compliance", score, why)


def _complies(moment: Moment) -> bool:
    if not 0 < moment.measured.words <= MOST_WORDS:
        return False
    words = frozenset(words_of(moment.turn).tokens)
    return words <= AROUND and bool(words & COMPLYING)
