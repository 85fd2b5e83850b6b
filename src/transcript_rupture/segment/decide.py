"""Who is therapist and who is client: told, stated, or inferred, never guessed silently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transcript_rupture.domain import Diagnostic, Role, Speaker
from transcript_rupture.errors import SegmentError
from transcript_rupture.segment.floor import NO_LABEL, Labelled
from transcript_rupture.segment.infer import infer_roles, therapist_chance
from transcript_rupture.segment.parts import takes_part
from transcript_rupture.segment.state import BY_USER, state_roles, unmatched
from transcript_rupture.segment.talk import Talk, listen, together

BOTH = (Role.THERAPIST, Role.CLIENT)
UNSURE = 0.75
TOO_UNSURE = 0.6
# How plainly the talk must speak against the labels, and how much of it there must be.
CONTRADICTED = 0.1
ENOUGH_WORDS = 150
ENOUGH_PIECES = 12
REMEDY = (
    "say who is who with --roles LABEL=therapist,LABEL=client, or use a format that "
    "names the speakers"
)
UNNAMED = (
    "add labels to the speech without a speaker, or say whose it is with a role for "
    'the label "?", such as --roles "?=client"'
)
NOBODY = Speaker(NO_LABEL, Role.UNKNOWN, reason="no speaker is named")


@dataclass(frozen=True, slots=True)
class Decided:
    """The speakers in order of first appearance, and what is doubtful about them."""

    speakers: tuple[Speaker, ...]
    diagnostics: tuple[Diagnostic, ...]


def decide_roles(labelled: Sequence[Labelled], *, roles: Mapping[str, Role]) -> Decided:
    """Give each speaker a role, or refuse where nobody could tell."""
    voices = _voices(labelled)
    stated = state_roles(voices, roles=roles)
    # Speech without a label may be anybody's, so it is nobody's voice unless stated.
    heard = {o: s for o, s in stated.items() if o != NO_LABEL or s is not None}
    if len(heard) < len(BOTH):
        remedy = UNNAMED if heard and len(voices) > len(heard) else REMEDY
        raise SegmentError("fewer than two speakers can be told apart", remedy)
    talks = {label: listen([i.text for i in voices[label]]) for label in heard}
    inferred = infer_roles(heard, talks)
    speakers = {label: inferred.get(label, NOBODY) for label in voices}
    _check(speakers)
    return Decided(
        tuple(speakers.values()),
        (
            *unmatched(voices, roles=roles),
            *_inferred(speakers),
            *_neither(speakers, talks),
            *_missing(speakers),
            *_swapped(speakers, talks),
        ),
    )


def _voices(labelled: Sequence[Labelled]) -> dict[str, list[Labelled]]:
    voices: dict[str, list[Labelled]] = {}
    for item in labelled:
        voices.setdefault(item.speaker, []).append(item)
    return voices


def _check(speakers: Mapping[str, Speaker]) -> None:
    remedy = UNNAMED if NOBODY in speakers.values() else REMEDY
    for role in BOTH:
        found = [s.confidence for s in speakers.values() if s.role is role]
        if not found:
            raise SegmentError(
                f"none of the {len(speakers)} speakers is a {role}", remedy
            )
        if max(found) < TOO_UNSURE:
            raise SegmentError(
                f"which of the {len(speakers)} speakers is the {role} cannot be told "
                "from labels or from how they talk",
                REMEDY,
            )


def _inferred(speakers: Mapping[str, Speaker]) -> list[Diagnostic]:
    doubts = [s.confidence for s in speakers.values() if s.role in BOTH]
    if min(doubts) >= 1:
        return []
    if min(doubts) < UNSURE:
        message = (
            f"who is therapist and who is client is unsure ({min(doubts):.2f} of 1); "
            "check it, or say it with --roles"
        )
        return [Diagnostic("roles-unsure", message)]
    message = f"roles were inferred, with confidence {min(doubts):.2f} of 1"
    return [Diagnostic("roles-inferred", message, severity="info")]


def _neither(
    speakers: Mapping[str, Speaker], talks: Mapping[str, Talk]
) -> list[Diagnostic]:
    """Those on neither side; a warning where they have a real share of the talk."""
    found = [s for s in speakers.values() if s.role not in BOTH and s != NOBODY]
    if not found:
        return []
    message = (
        f"{len(found)} of {len(speakers)} speakers are neither therapist nor client"
    )
    if not any(takes_part(s.label, talks) for s in found if s.reason != BY_USER):
        return [Diagnostic("speaker-neither", message, severity="info")]
    own = together(talks[s.label] for s in found)
    share = round(100 * own.words / max(1, together(talks.values()).words))
    message += (
        f" and speak {share} % of the words, which are not analyzed; if that is wrong, "
        "say who they are with --roles LABEL=client"
    )
    return [Diagnostic("speaker-neither", message)]


def _missing(speakers: Mapping[str, Speaker]) -> list[Diagnostic]:
    if NOBODY not in speakers.values():
        return []
    message = "some speech has no speaker; it is kept, and belongs to nobody"
    return [Diagnostic("speaker-missing", message)]


def _swapped(
    speakers: Mapping[str, Speaker], talks: Mapping[str, Talk]
) -> list[Diagnostic]:
    """Labels that the talk contradicts plainly; what a user says is not doubted."""
    if all(s.reason == BY_USER for s in speakers.values() if s.role in BOTH):
        return []
    one, other = (
        together(talks[s.label] for s in speakers.values() if s.role is role)
        for role in BOTH
    )
    scant = min(one.pieces, other.pieces) * 2 < ENOUGH_PIECES
    if scant or one.words + other.words < ENOUGH_WORDS:
        return []
    if therapist_chance(one, other) >= CONTRADICTED:
        return []
    message = (
        f"the therapist asks {one.questions} of {one.questions + other.questions} "
        "questions and talks like a client; check that the roles are not swapped"
    )
    return [Diagnostic("roles-maybe-swapped", message)]
