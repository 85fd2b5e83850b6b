"""What the tests of the readers ask of a transcript."""

from __future__ import annotations

from textwrap import dedent

from transcript_rupture.domain import Transcript
from transcript_rupture.read import read_bytes


def read_as(text: str, name: str) -> Transcript:
    """The one session in an indented text."""
    data = dedent(text).lstrip("\n").encode()
    (transcript,) = read_bytes(data, name=name)
    return transcript


def said(transcript: Transcript) -> list[tuple[str | None, str]]:
    """Who says what."""
    return [(one.speaker, one.text) for one in transcript.utterances]


def times(transcript: Transcript) -> list[tuple[int | None, int | None]]:
    """When each utterance starts and ends."""
    return [(one.start_ms, one.end_ms) for one in transcript.utterances]


def codes(transcript: Transcript) -> set[str]:
    """The kinds of things that the reader noticed."""
    return {diagnostic.code for diagnostic in transcript.diagnostics}


def noticed(transcript: Transcript) -> dict[str, int | None]:
    """The first line of each kind of thing that the reader noticed."""
    return {found.code: found.line for found in transcript.diagnostics}
