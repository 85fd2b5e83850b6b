"""The text of a cue without its markup, cut where the voice changes."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

TAG = re.compile(
    r"<(?P<close>/?)(?P<name>v|c|i|b|u|s|ruby|rt|lang|font)(?P<rest>(?:[.\s][^<>]{0,300})?)/?>"
    r"|<(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}>|\{\\[^{}\n]{1,40}\}",
    re.IGNORECASE,
)
STAMP_TAG = re.compile(r"<(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}>")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]\w{1,30});")


@dataclass(slots=True)
class Piece:
    """A stretch of a cue in one voice; ``voice`` is ``None`` where none is named."""

    voice: str | None
    text: str = field(repr=False)


def pieces(raw: str) -> list[Piece]:
    """Cut the text of a cue where its ``<v>`` spans begin and end.

    >>> [(piece.voice, piece.text) for piece in pieces("<v Ann>hi</v><v Bo>yes")]
    [('Ann', 'hi'), ('Bo', 'yes')]
    """
    opened = [found for found in TAG.finditer(raw) if _is_voice(found)]
    closings = sum(found["close"] == "/" for found in opened)
    # With every span closed they may nest; otherwise a closing tag ends all of them.
    nests = 2 * closings == len(opened)
    found: list[Piece] = []
    voices: list[str | None] = []
    done = 0
    for tag in TAG.finditer(raw):
        _append(found, voices[-1] if voices else None, raw[done : tag.start()])
        done = tag.end()
        if not _is_voice(tag):
            continue
        if not tag["close"]:
            voices.append(_voice(tag["rest"]))
        else:
            voices = voices[:-1] if nests else []
    _append(found, voices[-1] if voices else None, raw[done:])
    return [piece for piece in found if piece.text.strip()]


def unescape(text: str) -> str:
    """Characters for entities that end in a semicolon; ``AT&T`` stays.

    >>> unescape("Q&amp;A at AT&T &lt;3")
    'Q&A at AT&T <3'
    """
    return ENTITY.sub(lambda found: html.unescape(found[0]), text)


def _is_voice(tag: re.Match[str]) -> bool:
    return (tag["name"] or "").casefold() == "v"


def _voice(rest: str) -> str | None:
    """The annotation of ``<v.loud.first Name>``, without classes."""
    name = re.sub(r"^(?:\.[^\s.]*)+", "", rest)
    return unescape(" ".join(name.split())) or None


def _append(found: list[Piece], voice: str | None, raw: str) -> None:
    text = unescape(raw)
    if found and found[-1].voice == voice:
        found[-1].text += text
    elif text:
        found.append(Piece(voice, text))
