"""Signs that a client moves away: short where more was invited, quiet, flat, bare."""

from __future__ import annotations

from transcript_rupture.domain import Evidence
from transcript_rupture.measure.reasons import (
    CALLED_FOR,
    WAS_TALKING,
    Moment,
    invitation_name,
    is_bare_assent,
    plural,
)
from transcript_rupture.measure.words import words_of

BARE_WORDS = 3
EMPTY_WORDS = 5
INVITING = 0.6
WIDE_OPEN = 0.9
SOMEWHAT_TALKING = 0.2
QUIET_TURNS = 3
LONG_MS = 8_000
INTERPRETING = 0.45
STANDING = 0.15


def minimal_response(moment: Moment) -> Evidence | None:
    """A bare answer to an open invitation, by a client who was talking."""
    m = moment.measured
    if m.words > EMPTY_WORDS or m.talkative < SOMEWHAT_TALKING:
        return None
    content = len(words_of(moment.turn).content)
    if m.words > BARE_WORDS and (content or m.questions):
        return None
    # "Yeah" to a reflection confirms it; to an open question it shuts the door.
    if m.invited < (WIDE_OPEN if is_bare_assent(m) else INVITING):
        return None
    why = f"{plural(m.words)} after {invitation_name(m.invited)}; {moment.usual}"
    score = 0.1 + 0.5 * m.invited * m.talkative + 0.1 * m.flat
    score = score if not content else score * 0.6
    return moment.found("minimal_response", "minimal_response", score, why)


def going_quiet(moment: Moment) -> Evidence | None:
    """The third and later turns in a row that are clearly shorter than usual."""
    if moment.quiet < QUIET_TURNS or moment.measured.invited < CALLED_FOR:
        return None
    why = (
        f"{moment.quiet} turns in a row clearly shorter than before; {moment.usual}, "
        f"this one is {plural(moment.measured.words)}"
    )
    score = 0.1 + 0.4 * moment.called_for / moment.quiet
    return moment.found("going_quiet", "going_quiet", score, why)


def going_flat(moment: Moment) -> Evidence | None:
    """The turn at which the engagement curve is known to have gone flat."""
    m, before = moment.measured, moment.before
    if not m.flat or (before is not None and before.flat):
        return None
    why = (
        f"the engagement curve fell to {m.engagement:.2f} and stayed below the limit "
        "of this client's own turns"
    )
    return moment.found("going_quiet", "flat", 0.25, why)


def long_silence(moment: Moment) -> Evidence | None:
    """A long silence that ends in little."""
    m = moment.measured
    if m.silence_ms < LONG_MS or m.words > max(BARE_WORDS, m.baseline_words / 2):
        return None
    why = f"{m.silence_ms / 1000:.0f} seconds of silence, then {plural(m.words)}"
    return moment.found("going_quiet", "long_silence", 0.25, why)


def stopped_exploring(moment: Moment) -> Evidence | None:
    """Assent and nothing else, for the second time, where taking up was invited."""
    m, before = moment.measured, moment.before
    if before is None or not (is_bare_assent(before) and is_bare_assent(m)):
        return None
    # A murmur of the therapist leaves the earlier invitation standing.
    invited = max(m.invited, before.invited)
    if min(invited, m.invited + STANDING) < INTERPRETING or m.talkative < WAS_TALKING:
        return None
    why = f"bare assent twice in a row, the more open time after {invitation_name(invited)}"
    score = 0.1 + 0.25 * invited * m.talkative
    return moment.found("stopped_exploring", "stopped_exploring", score, why)
