"""How a caption file names who speaks, and who speaks in each piece of a cue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcript_rupture.read.labels import (
    LONGEST,
    accepted_labels,
    is_name_shaped,
    is_role_label,
)
from transcript_rupture.read.markup import Piece

PREFIX = re.compile(
    rf"(?:[-–—]\s*)?(?P<label>[^:：\n]{{1,{LONGEST}}}?)\s*[:：](?!//)(?!\d)\s*"
)
CHANGE = re.compile(r"(?:^|(?<=\s))>{2,3}(?=\s|\w)\s*")
DASH = re.compile(r"^[-–—]\s*", re.MULTILINE)
LEAST_NAMED_CUES = 0.9
LEAST_SHARE_FOR_ONCE = 0.5
LEAST_SHARE = 0.05


@dataclass(frozen=True, slots=True)
class Naming:
    """How one file names its speakers: by voice tag, by prefix, by a line of its own."""

    labels: frozenset[str] = frozenset()
    by_voice: bool = False
    by_line: bool = False


def learn_naming(cues: Sequence[Sequence[Piece]]) -> Naming:
    """Look at all cues of a file before deciding what in them is a name."""
    voices = {piece.voice for cue in cues for piece in cue if piece.voice}
    if voices:
        return Naming(labels=frozenset(voices), by_voice=True)
    texts = [piece.text for cue in cues for piece in cue]
    if names := _name_lines(texts):
        return Naming(labels=names, by_line=True)
    return Naming(labels=_prefixes(texts))


def named_pieces(
    cue: Sequence[Piece], naming: Naming, *, carried: str | None
) -> list[Piece]:
    """The pieces of a cue with their speakers; an unlabeled cue goes on as before."""
    named: list[Piece] = []
    for piece in cue:
        if piece.voice is not None:
            named.append(Piece(piece.voice, piece.text))
        elif naming.by_voice and named:
            _append_outside(named, piece)
        else:
            named += _split(piece.text, naming, carried=carried)
        carried = named[-1].voice if named else carried
    return [piece for piece in named if piece.text.strip()]


def _append_outside(named: list[Piece], outside: Piece) -> None:
    """Words behind a closed voice span are nobody's; a full stop stays with its words."""
    if re.search(r"\w", outside.text):
        named.append(outside)
    else:
        named[-1].text += outside.text


def _split(text: str, naming: Naming, *, carried: str | None) -> Iterator[Piece]:
    if naming.by_line:
        name, _, rest = text.strip().partition("\n")
        yield Piece(name.strip(), rest)
        return
    for is_change, part in _changes(text):
        carried = None if is_change else carried
        for piece in _by_prefix(part, naming.labels, carried=carried):
            carried = piece.voice
            yield piece


def _changes(text: str) -> Iterator[tuple[bool, str]]:
    """Cut at ``>>`` marks, and at dashes if several lines begin with one."""
    mark = DASH if len(DASH.findall(text)) > 1 else CHANGE
    first, *others = mark.split(text)
    if first.strip():
        yield False, first
    for other in others:
        yield True, other


def _by_prefix(
    text: str, labels: frozenset[str], *, carried: str | None
) -> Iterator[Piece]:
    voice, lines = carried, list[str]()
    for line in text.split("\n"):
        found = PREFIX.match(line.strip())
        if found and found["label"].strip() in labels:
            if lines:
                yield Piece(voice, "\n".join(lines))
            voice, lines = found["label"].strip(), [line.strip()[found.end() :]]
        else:
            lines.append(line)
    yield Piece(voice, "\n".join(lines))


def _prefixes(texts: Sequence[str]) -> frozenset[str]:
    """Labels before a colon; a name that occurs once counts if most cues have one."""
    found = [label for text in texts for label in _prefix_labels(text)]
    certain = accepted_labels(found, once=False)
    every = accepted_labels(found)
    labeled = sum(label in every for label in found)
    if LEAST_SHARE_FOR_ONCE * len(texts) <= labeled:
        return every
    recurring = sum(label in certain for label in found)
    return certain if max(2, LEAST_SHARE * len(texts)) <= recurring else frozenset()


def _prefix_labels(text: str) -> Iterator[str]:
    for part in CHANGE.split(text):
        for line in part.split("\n"):
            if found := PREFIX.match(line.strip()):
                yield found["label"].strip()


def _name_lines(texts: Sequence[str]) -> frozenset[str]:
    """Names, if nearly every cue has one on its first line, as copied from Teams."""
    first = [
        text.strip().split("\n")[0].strip() for text in texts if "\n" in text.strip()
    ]
    names = Counter(filter(_is_name, first))
    enough = LEAST_NAMED_CUES * max(len(texts), 2) <= names.total()
    few = len(names) <= max(2, len(texts) // 2)
    return frozenset(names) if enough and few else frozenset()


def _is_name(line: str) -> bool:
    return (is_role_label(line) or is_name_shaped(line)) and not line.endswith(
        (".", ":")
    )
