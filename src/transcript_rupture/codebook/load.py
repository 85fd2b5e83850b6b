"""The codebook file, strictly read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, get_args

from transcript_rupture.codebook.book import (
    Code,
    Codebook,
    Decision,
    Example,
    FamilyEntry,
    Origin,
)
from transcript_rupture.codebook.dialogue import parse_dialogue, target_of
from transcript_rupture.domain import Family, Role
from transcript_rupture.errors import RuleError

Table = Mapping[str, Any]

COLOR = re.compile(r"#[0-9A-F]{6}")
LETTER = re.compile(r"[A-Z]")
BOOK_KEYS = ("version", "rules", "not_codable", "family", "code", "decision")
FAMILY_KEYS = ("group", "letter", "color", "side", "about")
CODE_KEYS = ("family", "title", "definition", "origin", "positives")
CODE_EXTRAS = ("counterpart", "needs", "near_misses")


@lru_cache(maxsize=1)
def load_codebook() -> Codebook:
    """The codebook that comes with the program."""
    shipped = files("transcript_rupture.codebook") / "codebook.toml"
    return parse_codebook(shipped.read_text(encoding="utf-8"))


def parse_codebook(text: str) -> Codebook:
    """A codebook from the text of its file; anything unknown is refused."""
    try:
        book = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"the codebook is not valid TOML: {error}") from error
    _check_keys(book, "the codebook", needed=BOOK_KEYS)
    families = _families(book["family"])
    return Codebook(
        version=book["version"],
        rules=tuple(book["rules"]),
        not_codable=tuple(book["not_codable"]),
        families=families,
        codes=MappingProxyType(
            {name: _code(name, row, families) for name, row in book["code"].items()}
        ),
        decisions=tuple(_decision(row) for row in book["decision"]),
    )


def family_of(code: str) -> Family:
    """The family a code belongs to.

    >>> family_of("owning_impact")
    <Family.REPAIR: 'repair'>
    """
    try:
        return load_codebook().codes[code].family
    except KeyError:
        raise RuleError(
            f"no code is called {code!r}", "list the codes with `codebook`"
        ) from None


def _families(rows: Table) -> Mapping[Family, FamilyEntry]:
    families = {_family(name): row for name, row in rows.items()}
    missing = [family.value for family in Family if family not in families]
    if missing:
        raise RuleError(f"families without an entry: {', '.join(missing)}")
    return MappingProxyType(
        {family: _family_entry(family, row) for family, row in families.items()}
    )


def _family(name: str) -> Family:
    try:
        return Family(name)
    except ValueError:
        known = ", ".join(family.value for family in Family)
        raise RuleError(f"unknown family {name!r}", f"use one of {known}") from None


def _family_entry(family: Family, row: Table) -> FamilyEntry:
    where = f"family {family.value}"
    _check_keys(row, where, needed=FAMILY_KEYS)
    if not LETTER.fullmatch(row["letter"]):
        raise RuleError(f"{where}: letter must be one capital letter")
    if not COLOR.fullmatch(row["color"]):
        raise RuleError(f"{where}: color must be written like #0072B2")
    if row["side"] not in ("client", "therapist"):
        raise RuleError(f"{where}: side must be client or therapist")
    return FamilyEntry(**{**row, "family": family, "side": Role(row["side"])})


def _code(name: str, row: Table, families: Mapping[Family, FamilyEntry]) -> Code:
    where = f"code {name}"
    _check_keys(row, where, needed=CODE_KEYS, allowed=CODE_EXTRAS)
    if row["origin"] not in get_args(Origin):
        raise RuleError(f"{where}: unknown origin", f"use one of {get_args(Origin)}")
    entry = families[_family(row["family"])]
    return Code(
        name=name,
        family=entry.family,
        group=entry.group,
        letter=entry.letter,
        color=entry.color,
        side=entry.side,
        title=row["title"],
        definition=row["definition"],
        origin=row["origin"],
        counterpart=row.get("counterpart", ""),
        needs=row.get("needs", ""),
        positives=tuple(_positive(p, where, entry.side) for p in row["positives"]),
        near_misses=tuple(
            _near_miss(miss, where, entry.side) for miss in row.get("near_misses", ())
        ),
    )


def _positive(row: Table, where: str, side: Role) -> Example:
    extras = ("needs_more", "shows_not")
    _check_keys(row, f"{where}, positives", needed=("dialogue",), allowed=extras)
    if bool(row.get("needs_more")) != bool(row.get("shows_not")):
        raise RuleError(f"{where}: needs_more and shows_not go together")
    return _example(row["dialogue"], side, shows_not=row.get("shows_not", ""))


def _near_miss(row: Table, where: str, side: Role) -> Example:
    _check_keys(row, f"{where}, near_misses", needed=("dialogue", "reason"))
    return _example(row["dialogue"], side, reason=row["reason"])


def _example(
    text: str, side: Role, *, reason: str = "", shows_not: str = ""
) -> Example:
    turns = parse_dialogue(text)
    return Example(
        text=text,
        turns=turns,
        target=target_of(turns, side),
        reason=reason,
        shows_not=shows_not,
    )


def _decision(row: Table) -> Decision:
    _check_keys(row, "a decision", needed=("case", "decision"))
    return Decision(row["case"], row["decision"])


def _check_keys(
    row: Table, where: str, *, needed: tuple[str, ...], allowed: tuple[str, ...] = ()
) -> None:
    unknown = sorted(row.keys() - {*needed, *allowed})
    if unknown:
        raise RuleError(f"{where}: unknown keys: {', '.join(unknown)}")
    missing = [key for key in needed if key not in row]
    if missing:
        raise RuleError(f"{where}: missing keys: {', '.join(missing)}")
