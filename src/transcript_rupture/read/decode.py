"""Bytes of a file as text, with the name of the encoding."""

from __future__ import annotations

import codecs
import re

from transcript_rupture.errors import UnreadableFileError
from transcript_rupture.read.document import normalize_newlines
from transcript_rupture.read.findings import Findings

# UTF-32 first: its little-endian mark begins with the one of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
MOST_CONTROLS = 0.02
ADVICE = "save it as text in UTF-8 (.txt, .csv, .vtt)"


def decode(data: bytes, findings: Findings) -> tuple[str, str]:
    """The text of a file with plain newlines, and the encoding it was written in."""
    text, encoding = _by_mark(data) or _without_mark(data, findings)
    if MOST_CONTROLS * len(text) < len(CONTROLS.findall(text)):
        raise UnreadableFileError("the file is not text", ADVICE)
    return normalize_newlines(text), encoding


def _by_mark(data: bytes) -> tuple[str, str] | None:
    for mark, codec, name in MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], codec), name
    return None


def _without_mark(data: bytes, findings: Findings) -> tuple[str, str]:
    if b"\x00" in data:
        codec = _utf16_by_zeros(data)
        findings.add("guessed-encoding", 1, detail=codec)
        return _strict(data, codec), codec
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        findings.add("guessed-encoding", 1, detail="cp1252")
        return _strict(data, "cp1252"), "cp1252"


def _utf16_by_zeros(data: bytes) -> str:
    """Latin letters in UTF-16 have a zero on one side, nearly always the same."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if len(data) < 6 * odd and 10 * even < odd:
        return "utf-16-le"
    if len(data) < 6 * even and 10 * odd < even:
        return "utf-16-be"
    raise UnreadableFileError("the file is not text", ADVICE)


def _strict(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"the file is not valid {codec}", ADVICE) from error
