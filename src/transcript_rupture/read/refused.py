"""Files that are known but not read here: recognized by content, refused with advice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcript_rupture.errors import UnsupportedFormatError

AS_TEXT = "open it where it was made and save it as .txt, .csv or .vtt"
AS_AUDIO = "transcribe it first (for example with WhisperX), then read the transcript"
HEAD = 4096

SIGNATURES: tuple[tuple[str, str, str], ...] = (
    (r"\A%PDF-", "a PDF", "copy its text into a .txt file, one speaker label a turn"),
    (r"\A\{\\rtf", "an RTF file", AS_TEXT),
    (r"\A\xd0\xcf\x11\xe0", "an old Word or Excel file", AS_TEXT),
    (r"\A\x1f\x8b", "a gzip archive", "unpack it first"),
    (r"\A(7z\xbc\xaf|Rar!|BZh|\xfd7zXZ)", "an archive", "unpack it first"),
    (r"\A(RIFF|ID3|OggS|fLaC|\x1aE\xdf\xa3|\xff[\xe3\xf1-\xf3\xf9-\xfb][^\x00\xff])", "audio or video", AS_AUDIO),
    (r"\A.{4}ftyp", "audio or video", AS_AUDIO),
    (r"\A(\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*)", "a picture", AS_TEXT),
    (r"\ASQLite format 3", "a database", AS_TEXT),
)  # fmt: skip

TEXTS: tuple[tuple[str, str, str], ...] = (
    (r"<ANNOTATION_DOCUMENT\b", "an ELAN file", "export it from ELAN as tab-delimited text"),
    (r"<(\w+:)?tt\b", "a TTML file", "convert it to .vtt"),
    (r"<(\w+:)?TEI\b", "a TEI file", AS_TEXT),
    (r"<basic-transcription\b", "an EXMARaLDA file", AS_TEXT),
    (r"\A\s*(<!doctype html|<html)\b", "a web page", AS_TEXT),
    (r"\A\s*<\?xml\b", "an XML file", AS_TEXT),
    (r'\A\s*(File type = )?"?ooTextFile', "a Praat TextGrid", "export it as .csv"),
    (r"^@(Begin|UTF8)\s*$", "a CHAT file", "export it with CLAN as .srt or .txt"),
    (r"\A\s*\[Script Info\]", "an ASS subtitle file", "convert it to .srt"),
    (r"\A\s*\d+:\d\d:\d\d\.\d{3},\d+:\d\d:\d\d\.\d{3}\s*$", "an SBV file", "convert it to .vtt"),
)  # fmt: skip

ZIPS: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word file"),
    (b"xl/", "an Excel file"),
    (b"opendocument.text", "an OpenDocument text"),
    (b"opendocument.spreadsheet", "an OpenDocument table"),
    (b"project.qde", "a REFI-QDA project"),
)


def refuse_known_bytes(data: bytes) -> None:
    """Raise with advice if the bytes are those of a known unsupported format."""
    if data.startswith(b"PK\x03\x04"):
        raise _refusal(*_zip_kind(data))
    # Latin-1 maps bytes to code points one to one, so one table serves both.
    _refuse(SIGNATURES, data[:HEAD].decode("latin-1"), re.DOTALL)


def refuse_known_text(text: str) -> None:
    """Raise with advice if the text is that of a known unsupported format."""
    _refuse(TEXTS, text[:HEAD], re.MULTILINE | re.IGNORECASE)


def _refuse(table: tuple[tuple[str, str, str], ...], head: str, flags: int) -> None:
    for pattern, kind, advice in table:
        if re.search(pattern, head, flags):
            raise _refusal(kind, advice)


def _refusal(kind: str, advice: str) -> UnsupportedFormatError:
    return UnsupportedFormatError(f"this is {kind}, which is not read here", advice)


def _zip_kind(data: bytes) -> tuple[str, str]:
    names = b"\n".join(_zip_names(data))
    for mark, kind in ZIPS:
        if mark in names:
            return kind, AS_TEXT
    return "a zip archive", "unpack it first"


def _zip_names(data: bytes) -> Iterator[bytes]:
    """Entry names and the first stored bytes; nothing is unpacked."""
    for entry in re.finditer(rb"PK\x03\x04|PK\x01\x02", data):
        yield data[entry.start() : entry.start() + 160]
