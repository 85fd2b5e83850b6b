"""One value of a timeline file and its place; every question it cannot answer is an error.

Errors name the place, never the value: a value may hold speech.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from transcript_rupture.errors import CodecError

Choice = TypeVar("Choice", bound=StrEnum)
T = TypeVar("T")

FARTHEST = sys.float_info.max


@dataclass(frozen=True, slots=True)
class Node:
    """A value read from outside, and where it stands."""

    value: object
    place: str = "timeline"

    def __getitem__(self, key: str) -> Node:
        found = self.get(key)
        if found is None:
            raise self.wrong(f"needs the key {key!r}")
        return found

    def get(self, key: str) -> Node | None:
        """The value under a key, or nothing where the key is absent."""
        table = self.table()
        return Node(table[key], f"{self.place}.{key}") if key in table else None

    def table(self) -> Mapping[str, object]:
        """Named values."""
        if not isinstance(self.value, Mapping):
            raise self.wrong("must be an object")
        return self.value

    def rows(self) -> tuple[Node, ...]:
        """A list of values, each with its place."""
        if not isinstance(self.value, list | tuple):
            raise self.wrong("must be a list")
        return tuple(
            Node(row, f"{self.place}[{number}]")
            for number, row in enumerate(self.value)
        )

    def text(self) -> str:
        """A piece of text."""
        if not isinstance(self.value, str):
            raise self.wrong("must be text")
        return self.value

    def whole(self, least: int = 0, most: int | None = None) -> int:
        """A whole number within limits."""
        value = self.value
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong("must be a whole number")
        if value < least or (most is not None and most < value):
            raise self.wrong(f"must lie within {least}..{'' if most is None else most}")
        return value

    def milliseconds(self) -> int:
        """Whole milliseconds; a delay is negative where people overlap."""
        return self.whole(least=-(2**53))

    def number(self) -> float:
        """Any finite number."""
        value = self.value
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.wrong("must be a number")
        if not abs(value) <= FARTHEST:
            raise self.wrong("must be a finite number")
        return float(value)

    def share(self) -> float:
        """A number from 0 to 1."""
        if not 0.0 <= self.number() <= 1.0:
            raise self.wrong("must lie within 0..1")
        return self.number()

    def claim(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            raise self.wrong("must be true or false")
        return self.value

    def choice(self, kind: type[Choice]) -> Choice:
        """One of a closed set of words."""
        try:
            return kind(self.text())
        except ValueError:
            raise self.wrong(f"must be one of {', '.join(kind)}") from None

    def unless_null(self, read: Callable[[Node], T]) -> T | None:
        """The value as ``read`` gives it, or nothing where the file says null."""
        return None if self.value is None else read(self)

    def wrong(self, claim: str) -> CodecError:
        """The error that says what this place must hold."""
        return CodecError(
            f"{self.place} {claim}", "write the timeline again with `analyze`"
        )
