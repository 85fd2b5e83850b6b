"""Coded dialogue: plain text with the codes in braces behind each turn.

    modality: CBT
    ---
    T: So how was the week?
    @rupture withdrawal intensity=2 resolution=not_attempted
    C: Fine. {minimal_response}
    @end
    @ratings WD_P=2 CF_P=1 WD_T=1 CF_T=1

A header of ``key: value`` lines, ``---``, then one turn a line. In braces: a code is
clear, ``code?`` possible, ``code!`` strong, ``~code`` only resembles the code. ``@rupture``
stands before an episode's first turn, ``@end`` after its last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from transcript_rupture.codebook import family_of, load_codebook
from transcript_rupture.domain import EpisodeType, Family, Resolution, Role
from transcript_rupture.errors import MalformedFileError, TranscriptRuptureError
from transcript_rupture.rated.records import (
    CLEAR,
    POSSIBLE,
    STRONG,
    RatedEpisode,
    Rating,
)

SUFFIX = ".txt"
SPEAKERS = {"T": Role.THERAPIST, "C": Role.CLIENT}
TURN = re.compile(r"([TC]): (.*?)(?:\s*\{([^{}]*)\})?")
RUPTURE = re.compile(r"@rupture (\w+) intensity=([1-5]) resolution=(\w+)")
RATINGS = re.compile(r"@ratings WD_P=([1-5]) CF_P=([1-5]) WD_T=([1-5]) CF_T=([1-5])")
NAMES = ("WD_P", "CF_P", "WD_T", "CF_T")
RULE = "---"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedDialogue:
    """What a coded file holds: header, turns (role and text), and the rating."""

    header: Mapping[str, str]
    turns: tuple[tuple[Role, str], ...] = field(repr=False)
    rating: Rating


@dataclass(slots=True)
class _Reading:
    """What has been read so far; ``opened`` is an episode that has not ended."""

    turns: list[tuple[Role, str]] = field(default_factory=list, repr=False)
    codes: dict[str, dict[str, int]] = field(default_factory=dict)
    near: dict[str, frozenset[str]] = field(default_factory=dict)
    episodes: list[RatedEpisode] = field(default_factory=list)
    ratings: dict[str, int] = field(default_factory=dict)
    opened: tuple[int, re.Match[str]] | None = None


def parse_coded(text: str) -> CodedDialogue:
    r"""Read one coded dialogue; whatever breaks its rules is refused with its line.

    >>> found = parse_coded("problem: sleep\n---\nT: Hm?\nC: Fine. {minimal_response?}")
    >>> found.rating.turns
    {'1': {'minimal_response': 1}}
    """
    head, rule, body = text.partition(f"\n{RULE}\n")
    if not rule:
        raise MalformedFileError("no header", "start with key: value lines and ---")
    first = head.count("\n") + 3
    reading = _Reading()
    for line, content in enumerate(body.split("\n"), first):
        if content.strip():
            _read_line(reading, content.strip(), line)
    if reading.opened:
        raise MalformedFileError("an episode has no end", "close it with @end")
    return CodedDialogue(
        header=dict(_header(head)), turns=tuple(reading.turns), rating=_rating(reading)
    )


def _rating(reading: _Reading) -> Rating:
    return Rating(
        turns=reading.codes,
        near=reading.near,
        episodes=tuple(reading.episodes),
        ratings=reading.ratings,
    )


def _header(head: str) -> Iterator[tuple[str, str]]:
    for line, content in enumerate(head.split("\n"), 1):
        key, colon, value = content.partition(": ")
        if not colon:
            raise MalformedFileError("expected key: value", "mend the header", line)
        yield key.strip(), value.strip()


def _read_line(reading: _Reading, content: str, line: int) -> None:
    if content == "@end":
        _close(reading, line)
    elif match := RUPTURE.fullmatch(content):
        _open(reading, match, line)
    elif match := RATINGS.fullmatch(content):
        reading.ratings = dict(zip(NAMES, map(int, match.groups()), strict=True))
    elif match := TURN.fullmatch(content):
        _add_turn(reading, match, line)
    else:
        raise MalformedFileError(
            "neither a turn nor @rupture, @end, @ratings", "write T: or C: first", line
        )


def _open(reading: _Reading, match: re.Match[str], line: int) -> None:
    known = match[1] in set(EpisodeType) and match[3] in set(Resolution)
    if reading.opened or not known:
        raise MalformedFileError(
            "@rupture inside another, or with an unknown word",
            "see rated/coded.py",
            line,
        )
    reading.opened = (len(reading.turns), match)


def _close(reading: _Reading, line: int) -> None:
    if not reading.opened or reading.opened[0] == len(reading.turns):
        raise MalformedFileError("@end without turns to end", "remove it", line)
    start, match = reading.opened
    reading.opened = None
    reading.episodes.append(
        RatedEpisode(
            start=start,
            end=len(reading.turns) - 1,
            type=EpisodeType(match[1]),
            intensity=int(match[2]),
            resolution=Resolution(match[3]),
        )
    )


def _add_turn(reading: _Reading, match: re.Match[str], line: int) -> None:
    name, role = str(len(reading.turns)), SPEAKERS[match[1]]
    near, codes = set(), {}
    for tag in filter(None, (tag.strip() for tag in (match[3] or "").split(","))):
        code = tag.lstrip("~").rstrip("?!")
        _check_side(code, role, line)
        if tag.startswith("~"):
            near.add(code)
        else:
            codes[code] = {"?": POSSIBLE, "!": STRONG}.get(tag[-1], CLEAR)
    if codes:
        reading.codes[name] = codes
    if near:
        reading.near[name] = frozenset(near)
    reading.turns.append((role, match[2]))


def _check_side(code: str, role: Role, line: int) -> None:
    try:
        family = family_of(code)
    except TranscriptRuptureError as error:
        raise MalformedFileError("unknown code", "see `codebook`", line) from error
    side = load_codebook().families[family].side
    if family is not Family.CONTRAST and side is not role:
        raise MalformedFileError(f"{code} is a code of the {side}", "move it", line)
