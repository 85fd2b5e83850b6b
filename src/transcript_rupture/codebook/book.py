"""The records of the codebook: examples, codes, decisions, and the book itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from transcript_rupture.domain import Family, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

Origin = Literal["3RS-informed", "project", "both"]
Line = tuple[Role | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A short written dialogue: one that shows a code, or one that only seems to.

    ``turns`` are its lines; a line without a speaker belongs to the code's side.
    ``target`` is the line to judge. ``reason`` says why a near miss is none,
    ``shows_not`` why the printed lines alone cannot show the code.
    """

    text: str
    turns: tuple[Line, ...]
    target: int
    reason: str = ""
    shows_not: str = ""

    @property
    def needs_more(self) -> bool:
        """Whether one must know more than the printed lines to see the code."""
        return bool(self.shows_not)


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyEntry:
    """What the codes of one family share: side, group name, letter and color."""

    family: Family
    group: str
    letter: str
    color: str
    side: Role
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One code: what it means, where it comes from, what it needs, how it looks.

    ``counterpart`` names the nearest marker of the 3RS, where there is one.
    """

    name: str
    family: Family
    group: str
    letter: str
    color: str
    side: Role
    title: str
    definition: str
    origin: Origin
    counterpart: str = ""
    needs: str = ""
    positives: tuple[Example, ...] = ()
    near_misses: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """A case on the border, and how it is coded."""

    case: str
    decision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Every code in printed order, the rules before any code, the border decisions."""

    version: str
    rules: tuple[str, ...]
    not_codable: tuple[str, ...]
    families: Mapping[Family, FamilyEntry]
    codes: Mapping[str, Code]
    decisions: tuple[Decision, ...]

    def of(self, family: Family) -> tuple[Code, ...]:
        """The codes of one family, in printed order."""
        return tuple(c for c in self.codes.values() if c.family is family)
