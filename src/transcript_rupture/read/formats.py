"""The formats that can be read: one record each; a new format is one file, one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from transcript_rupture.errors import EmptyTranscriptError, SettingsError
from transcript_rupture.read import (
    json_sessions,
    json_values,
    plain,
    presets,
    subrip,
    table,
    webvtt,
)
from transcript_rupture.read.document import Document, Draft
from transcript_rupture.read.findings import Findings

# The extension is a hint: it breaks ties and decides where the content says nothing.
HINT = 0.15


@dataclass(frozen=True, slots=True)
class Format:
    """One format: how it is recognized, from 0 to 1, and how it is read.

    A format that is no text has ``sniff_bytes``, and its ``parse`` takes the bytes of
    the document.
    """

    name: str
    description: str
    extensions: tuple[str, ...]
    sniff: Callable[[str], float]
    parse: Callable[[Document, Findings], Iterable[Draft]]
    sniff_bytes: Callable[[bytes], bool] | None = None


FORMATS: tuple[Format, ...] = (
    Format("text", "plain text with speaker labels (Otter, Zoom, Rev, agencies, F4)", (".txt", ".md"), plain.sniff, plain.parse),
    Format("webvtt", "WebVTT captions (Zoom, Teams, YouTube, WhisperX)", (".vtt",), webvtt.sniff, webvtt.parse),
    Format("srt", "SubRip captions", (".srt",), subrip.sniff, subrip.parse),
    Format("csv", "a table, comma, semicolon or tab separated; --map names its columns", (".csv", ".tsv"), table.sniff, table.parse),
    Format("annomi", "the AnnoMI corpus, simple or full", (".csv",), presets.sniff_annomi, presets.parse_annomi),
    Format("daicwoz", "a DAIC-WOZ transcript", (".csv", ".tsv"), presets.sniff_daicwoz, presets.parse_daicwoz),
    Format("json", "Whisper, WhisperX, or utterances one a line", (".json", ".jsonl"), json_values.sniff, json_sessions.parse),
)  # fmt: skip


def named_format(name: str) -> Format:
    """The format of this name."""
    for known in FORMATS:
        if known.name == name:
            return known
    names = ", ".join(known.name for known in FORMATS)
    raise SettingsError(f"unknown format {name!r}", f"use one of {names}")


def recognized_format(text: str, name: str) -> Format:
    """The format that the content speaks for; the file's extension is only a hint."""
    if not text.strip():
        raise EmptyTranscriptError(
            "the file is empty", "export it again or leave it out"
        )
    extension = f".{name.rpartition('.')[2].lower()}"
    return max(
        FORMATS,
        key=lambda known: known.sniff(text) + HINT * (extension in known.extensions),
    )


def binary_format(data: bytes) -> Format | None:
    """The format of bytes that are no text, if one of the table reads them."""
    return next(
        (known for known in FORMATS if known.sniff_bytes and known.sniff_bytes(data)),
        None,
    )
