"""What readers take and give: a document, and drafts of utterances."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from transcript_rupture.domain import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file as it came; ``text`` has plain newlines, and is empty if binary."""

    name: str
    text: str = field(repr=False)
    data: bytes = field(default=b"", repr=False)
    mapping: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One utterance as a reader found it, before ids and times are checked."""

    text: str = field(repr=False)
    line: int
    speaker: str | None = None
    id: str | None = None
    role: Role | None = None
    session: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    approximate: bool = False
    # Where a source numbers its utterances, none may go missing.
    keeps_empty: bool = False


def joined(lines: list[str]) -> str:
    """One string from lines that a page or a caption wrapped.

    >>> joined(["I went ", " home. ", ""])
    'I went home.'
    """
    return " ".join(line for line in map(str.strip, lines) if line)


def normalize_newlines(text: str) -> str:
    r"""Every line end as ``\n``; ``str.splitlines`` would also cut inside speech.

    >>> normalize_newlines("a\r\nb\rc\x0b")
    'a\nb\nc\x0b'
    """
    return re.sub(r"\r\n?", "\n", text)
