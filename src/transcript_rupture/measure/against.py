"""Signs of something ordinary: a plain answer, real agreement, a pause for thought."""

from __future__ import annotations

from transcript_rupture.domain import Evidence
from transcript_rupture.measure.assent import opening_assent
from transcript_rupture.measure.invitation import Invitation
from transcript_rupture.measure.lexicon import ASSENT, NEGATION
from transcript_rupture.measure.reasons import Moment, plural
from transcript_rupture.measure.words import words_of

BRIEF_WORDS = 6
OWN_WORDS = 8
PAUSE_MS = 2_000
MATERIAL_WORDS = 12
TURNING = NEGATION | frozenset("but although though however except anyway".split())
# "Mm" may only mean that the therapist was heard.
AGREEING = ASSENT - frozenset(
    "mm mmm mhm mmhm mm-hm mm-hmm mmhmm uh-huh uhuh um-hum okay ok k kay".split()
)
TURNS_WITHIN = 3


def ordinary_brief_answer(moment: Moment) -> Evidence | None:
    """A short turn that answers a closed question completely."""
    m, asked = moment.measured, moment.asked
    closed = 0.0 < m.invited <= Invitation.CLOSED.value
    if asked is None or not asked.questions or not closed:
        return None
    if not 1 <= m.words <= BRIEF_WORDS:
        return None
    factual = m.invited <= Invitation.FACTUAL.value
    kind = "a question of fact" if factual else "a closed question"
    why = f"{plural(m.words)} can be the complete answer to {kind}"
    return moment.explained("ordinary_brief_answer", 0.6 if factual else 0.35, why)


def genuine_agreement(moment: Moment) -> Evidence | None:
    """Agreement that goes on with the client's own material."""
    if moment.measured.words <= OWN_WORDS or moment.asked is None:
        return None
    words = words_of(moment.turn)
    opening = opening_assent(words)
    agrees = any(t in AGREEING for t in words.tokens[:opening])
    # "Yes, but" and "yeah, anyway" turn away within the words around the seam.
    turns = TURNING & set(words.tokens[: opening + TURNS_WITHIN])
    own = round((len(words) - opening) * (1 - moment.measured.echo))
    if not agrees or turns or own < OWN_WORDS:
        return None
    why = f"agreement is followed by {plural(own)} of the client's own"
    return moment.explained("genuine_agreement", min(0.7, 0.3 + own / 100), why)


def reflective_pause(moment: Moment) -> Evidence | None:
    """A pause that ends in personal material."""
    m = moment.measured
    personal = m.first_person + m.feeling > 0
    if m.silence_ms < PAUSE_MS or m.words < MATERIAL_WORDS or not personal:
        return None
    why = f"the pause is followed by {plural(m.words)} of the client's own"
    return moment.explained("reflective_pause", 0.5, why)
