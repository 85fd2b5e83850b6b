"""Contrasts: two short dialogues that look alike, of which one shows a code.

A contrast file is TOML, ``[[contrast]]`` tables of ``kind``, ``code``, and the dialogues
``shows`` and ``seems`` ("T: ... / C: ..."): the last turn of the one shows the code, that
of the other shows nothing of the code's family.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from transcript_rupture.codebook import Code, load_codebook
from transcript_rupture.codebook.book import Line
from transcript_rupture.codebook.dialogue import parse_dialogue
from transcript_rupture.domain import SCORED_FAMILIES
from transcript_rupture.errors import SettingsError

TABLE, ENDING = "contrast", ".toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """One pair of dialogues; both end with a turn of the code's side."""

    kind: str
    code: str
    shows: tuple[Line, ...] = field(repr=False)
    seems: tuple[Line, ...] = field(repr=False)

    def __post_init__(self) -> None:
        side = _code(self.code).side
        for name, lines in (("shows", self.shows), ("seems", self.seems)):
            # "C: ..." may stand before; the classifier reads no turn without a word.
            read = any(map(str.isalnum, lines[-1][1]))
            if not read or not all(role and text for role, text in lines):
                raise SettingsError(
                    f"a line of {name!r} has no words, or no T: or C: before them",
                    'write it as "T: ... / C: ..."',
                )
            if lines[-1][0] is not side:
                raise SettingsError(
                    f"the last turn of {name!r} is not the {side.value}'s",
                    f"{self.code} is shown by a {side.value}",
                )
        if self.shows == self.seems:
            raise SettingsError("both dialogues are the same", "one must not show it")


def load_contrasts(folder: Path) -> list[Contrast]:
    """All contrasts of a folder's TOML files, in the order of their names."""
    found = [c for file in sorted(folder.glob(f"*{ENDING}")) for c in _read(file)]
    if not found:
        raise SettingsError(
            f"no contrasts in {folder}", f"it needs files that end in {ENDING}"
        )
    return found


def _read(file: Path) -> Iterator[Contrast]:
    try:
        tables = tomllib.loads(file.read_text("utf-8")).get(TABLE)
        if not isinstance(tables, list):
            raise ValueError(TABLE)  # noqa: TRY301, TRY004  # one sentence for all
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"{file.name} cannot be read as contrasts",
            f"it needs [[{TABLE}]] tables in valid TOML, and to be readable",
        ) from error
    for number, table in enumerate(tables, 1):
        try:
            yield _contrast(table)
        except SettingsError as error:
            what = f"{file.name}, contrast {number}: {error.what}"
            raise SettingsError(what, error.remedy) from error


def _contrast(table: Any) -> Contrast:  # whatever the file holds
    wanted = {each.name for each in fields(Contrast)}
    if not isinstance(table, dict) or set(table) != wanted:
        keys = ", ".join(sorted(wanted))
        raise SettingsError("its keys are others", f"it needs {keys}, nothing else")
    if not all(isinstance(value, str) for value in table.values()):
        raise SettingsError("a value is not text", "put it in quotation marks")
    return Contrast(
        kind=table["kind"],
        code=table["code"],
        shows=parse_dialogue(table["shows"]),
        seems=parse_dialogue(table["seems"]),
    )


def _code(name: str) -> Code:
    code = load_codebook().codes.get(name)
    if code is None:
        raise SettingsError(
            f"unknown code {name!r}", "`transcript-rupture codebook` lists them"
        )
    if code.family not in SCORED_FAMILIES:
        raise SettingsError(
            f"{name} is of family {code.family.value}",
            f"contrasts teach {', '.join(SCORED_FAMILIES)}",
        )
    return code
