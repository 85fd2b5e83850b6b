"""Who holds the floor: utterances into turns, listening noises folded in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from transcript_rupture.config import SegmentSettings
from transcript_rupture.domain import Role, Span, Speaker, Turn, Utterance
from transcript_rupture.segment.listening import goes_on, is_listening, is_punctuated

NO_LABEL = "?"


@dataclass(frozen=True, slots=True)
class Labelled:
    """An utterance under the one spelling that its speaker goes by in the session."""

    speaker: str
    utterance: Utterance = field(repr=False)

    @property
    def text(self) -> str:
        """What was said, without space around it."""
        return self.utterance.text.strip()


def label_utterances(utterances: Sequence[Utterance]) -> tuple[Labelled, ...]:
    """Give each utterance its speaker, spelled as when first seen."""
    spelled: dict[str, str] = {}
    labelled = []
    for utterance in utterances:
        label = _label(utterance)
        labelled.append(Labelled(spelled.setdefault(key_of(label), label), utterance))
    return tuple(labelled)


def key_of(label: str) -> str:
    """The part of a label that counts when labels are compared.

    >>> key_of(" Dr.  Weiss:") == key_of("DR. WEISS")
    True
    """
    return " ".join(label.strip().rstrip(":").split()).casefold()


def _label(utterance: Utterance) -> str:
    if utterance.speaker is not None and utterance.speaker.strip():
        return utterance.speaker.strip()
    return utterance.role.value if utterance.role is not None else NO_LABEL


def take_turns(
    labelled: Sequence[Labelled],
    speakers: Mapping[str, Speaker],
    *,
    settings: SegmentSettings,
) -> tuple[Turn, ...]:
    """Join what one person says until another takes the floor."""
    floors = _floors(labelled, _folded(labelled, settings))
    return tuple(
        _turn(index, floor, speakers[floor[0].piece.speaker].role)
        for index, floor in enumerate(floors)
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """An utterance in a turn; an aside is somebody else's listening noise."""

    piece: Labelled
    aside: bool


def _folded(labelled: Sequence[Labelled], settings: SegmentSettings) -> list[bool]:
    """Which utterances are noise between two pieces of one person's speech."""
    folded = [False] * len(labelled)
    if not settings.fold_backchannels:
        return folded
    punctuated = is_punctuated([item.text for item in labelled])
    for i, (before, noise, after) in enumerate(
        zip(labelled, labelled[1:], labelled[2:], strict=False), 1
    ):
        # "Mm-hm" that itself cuts a "mm-hm" would put an aside into an aside.
        folded[i] = (
            not folded[i - 1]
            and before.speaker == after.speaker != noise.speaker
            and is_listening(noise.text, most_words=settings.backchannel_words)
            and goes_on(before.text, after.text, punctuated=punctuated)
        )
    return folded


def _floors(labelled: Sequence[Labelled], folded: Sequence[bool]) -> list[list[_Piece]]:
    floors: list[list[_Piece]] = []
    for item, aside in zip(labelled, folded, strict=True):
        if floors and (aside or floors[-1][0].piece.speaker == item.speaker):
            floors[-1].append(_Piece(item, aside))
        else:
            floors.append([_Piece(item, aside=False)])
    return floors


def _turn(index: int, floor: Sequence[_Piece], role: Role) -> Turn:
    text, asides = _join(floor)
    own = [p.piece.utterance for p in floor if not p.aside]
    start_ms = min((u.start_ms for u in own if u.start_ms is not None), default=None)
    end_ms = max((u.end_ms for u in own if u.end_ms is not None), default=None)
    if start_ms is not None and end_ms is not None and end_ms < start_ms:
        end_ms = None
    return Turn(
        index=index,
        speaker=floor[0].piece.speaker,
        role=role,
        text=text,
        utterances=tuple(p.piece.utterance.id for p in floor),
        start_ms=start_ms,
        end_ms=end_ms,
        asides=asides,
    )


def _join(floor: Sequence[_Piece]) -> tuple[str, tuple[Span, ...]]:
    parts: list[str] = []
    asides: list[Span] = []
    length = 0
    for piece in floor:
        text = f"[{piece.piece.text}]" if piece.aside else piece.piece.text
        if not text:
            continue
        at = length + 1 if parts else 0
        if piece.aside:
            asides.append(Span(at, at + len(text)))
        parts.append(text)
        length = at + len(text)
    return " ".join(parts), tuple(asides)
