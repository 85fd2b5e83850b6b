"""Rule files: TOML in, checked rules out."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, get_args

from transcript_rupture.codebook import load_codebook
from transcript_rupture.domain import Family, Role
from transcript_rupture.errors import RuleError
from transcript_rupture.match.conditions import Condition, parse_conditions
from transcript_rupture.match.phrases import Phrase, TokenPattern, parse_phrase

SHIPPED = ("withdrawal", "confrontation", "repair", "strain", "response", "contrast")
Lists = Mapping[str, Sequence[str]]
Place = Literal["anywhere", "starts", "ends", "whole"]
PLACES = get_args(Place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way in which a code shows, with its reason and its own examples.

    ``after`` and ``before`` name acts of the other side's neighboring turns (any of
    them), ``stance`` acts of the speaker's own two turns before; ``not_after`` and
    ``not_with`` forbid. ``near`` asks for evidence of one of these families in this or
    the few turns before. ``allow`` switches off guards that would hold the rule back.
    """

    id: str
    code: str
    family: Family
    side: Role
    why: str
    score: float
    phrases: tuple[str, ...] = ()
    patterns: tuple[tuple[TokenPattern, ...], ...] = field(default=(), repr=False)
    where: Place = "anywhere"
    question: bool | None = None
    after: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    min_words: int = 0
    max_words: int = 100_000
    when: tuple[Condition, ...] = ()
    fires_on: tuple[str, ...] = field(default=(), repr=False)
    stays_quiet_on: tuple[str, ...] = field(default=(), repr=False)
    compiled: tuple[Phrase, ...] = field(repr=False, default=())


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules and acts in force, and the hash of the files they came from."""

    rules: tuple[Rule, ...]
    acts: tuple[Rule, ...]
    sha256: str


OWN_KEYS = {f.name for f in fields(Rule)} - {"family", "side", "compiled"}


@lru_cache(maxsize=1)
def shipped_rulebook() -> Rulebook:
    """The rules that come with the program."""
    folder = files("transcript_rupture.match").joinpath("patterns")
    names = ("lists", "acts", *SHIPPED)
    texts = [folder.joinpath(f"{name}.toml").read_text("utf-8") for name in names]
    return build_rulebook(texts)


def build_rulebook(texts: Sequence[str]) -> Rulebook:
    """Read rule files in order; later files may use the word lists of earlier ones."""
    lists: dict[str, Sequence[str]] = {}
    rules: list[Rule] = []
    acts: list[Rule] = []
    for text in texts:
        document = _parse(text)
        lists |= document.get("lists", {})
        rules += [parse_rule(row, lists) for row in document.get("rule", [])]
        acts += [parse_act(row, lists) for row in document.get("act", [])]
    _check_unique(rule.id for rule in rules)
    digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()
    return Rulebook(tuple(rules), tuple(acts), digest)


def extend_rulebook(book: Rulebook, texts: Sequence[str]) -> Rulebook:
    """Add a researcher's own rule files to a rulebook."""
    folder = files("transcript_rupture.match").joinpath("patterns")
    shared = folder.joinpath("lists.toml").read_text("utf-8")
    own = build_rulebook([shared, *texts])
    _check_unique(rule.id for rule in (*book.rules, *own.rules))
    digest = hashlib.sha256((book.sha256 + own.sha256).encode()).hexdigest()
    return Rulebook((*book.rules, *own.rules), (*book.acts, *own.acts), digest)


def parse_rule(row: Mapping[str, object], lists: Lists) -> Rule:
    """Check one ``[[rule]]`` table and compile its phrases."""
    name = str(row.get("id", "without an id"))
    _check_keys(name, row, OWN_KEYS)
    code = load_codebook().codes.get(str(row.get("code")))
    if code is None:
        raise RuleError(
            f"rule {name} names an unknown code",
            "list the codes with `transcript-rupture codebook`",
        )
    for key in ("id", "why", "fires_on"):
        if not row.get(key):
            raise RuleError(f"rule {name} has no {key}", f"add {key}")
    return _build(row, lists, family=code.family, side=code.side)


def parse_act(row: Mapping[str, object], lists: Lists) -> Rule:
    """Check one ``[[act]]`` table: a way of talking that rules use as context."""
    name = str(row.get("id", "without an id"))
    _check_keys(name, row, OWN_KEYS | {"side"})
    side = Role(str(row.get("side", "client")))
    plain = {key: value for key, value in row.items() if key != "side"}
    defaults = {"code": name, "why": name, "score": 1.0}
    return _build(defaults | plain, lists, family=Family.CONTRAST, side=side)


def _build(
    row: Mapping[str, object], lists: Lists, *, family: Family, side: Role
) -> Rule:
    values: dict[str, object] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in row.items()
    }
    name = str(values["id"])
    try:
        values["when"] = parse_conditions(row.get("when", {}))
        values["compiled"] = _compile(values, lists)
        rule = Rule(**{"score": 0.5, **values}, family=family, side=side)  # type: ignore[arg-type]  # TOML values are checked below
    except (RuleError, TypeError, ValueError) as error:
        raise RuleError(f"rule {name}: {error}", "correct the rule file") from error
    if rule.where not in PLACES or not 0 <= rule.score <= 1:
        raise RuleError(
            f"rule {name} has a wrong place or score",
            f"place is one of {', '.join(PLACES)}; score lies in [0, 1]",
        )
    return rule


def _compile(values: Mapping[str, object], lists: Lists) -> tuple[Phrase, ...]:
    phrases = values.get("phrases", ())
    if isinstance(phrases, str) or not isinstance(phrases, Iterable):
        raise RuleError("phrases must be a list of strings")
    whole = values.get("where", "anywhere") != "anywhere"
    return tuple(parse_phrase(str(p), lists, whole=whole) for p in phrases)


def _parse(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"a rule file is not TOML ({error})", "correct it") from error


def _check_keys(name: str, row: Mapping[str, object], allowed: set[str]) -> None:
    if unknown := sorted(set(row) - allowed):
        raise RuleError(
            f"rule {name} has unknown keys {', '.join(unknown)}",
            f"use {', '.join(sorted(allowed))}",
        )


def _check_unique(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise RuleError(f"two rules are called {name}", "give each its own id")
        seen.add(name)
