"""Written dialogues as lines: who speaks, and what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transcript_rupture.domain import Role
from transcript_rupture.errors import RuleError

if TYPE_CHECKING:
    from transcript_rupture.codebook.book import Line

SPEAKERS = {"T": Role.THERAPIST, "C": Role.CLIENT}
LETTERS = {role: letter for letter, role in SPEAKERS.items()}

# A line may open with a stage direction: "[tearful two turns ago] C: Anyway."
OPENING = r"(?:\[[^\]]*\] )?[TC]:"
BREAK = re.compile(rf" / (?={OPENING})")
SPOKEN = re.compile(r"(?P<stage>\[[^\]]*\] )?(?P<who>[TC]): ?(?P<words>.*)")


def parse_dialogue(text: str) -> tuple[Line, ...]:
    """The lines of a written dialogue; stage directions stay in the text.

    >>> parse_dialogue("T: You look hurt. / C: [shrugs] No.")[1]
    (<Role.CLIENT: 'client'>, '[shrugs] No.')
    """
    return tuple(_line(part) for part in BREAK.split(text.strip()))


def target_of(lines: tuple[Line, ...], side: Role) -> int:
    """Which line a code of this side is about: the last one that side speaks."""
    for index in range(len(lines) - 1, -1, -1):
        if lines[index][0] in (side, None):
            return index
    raise RuleError(
        f"an example of a {side.value} code has no {side.value} line",
        "give it a line that starts with T: or C:",
    )


def _line(part: str) -> Line:
    spoken = SPOKEN.fullmatch(part)
    if spoken is None:
        return None, part
    return SPEAKERS[spoken["who"]], (spoken["stage"] or "") + spoken["words"]
