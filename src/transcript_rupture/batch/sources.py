"""The sessions of one source file, each under a name that may be shown."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from transcript_rupture.batch.records import Recipe, SourceFile
from transcript_rupture.domain import Diagnostic, Transcript
from transcript_rupture.read import read_bytes, read_file
from transcript_rupture.read.columns import check_mapping
from transcript_rupture.read.formats import named_format

LONGEST_ID, MOST_WORDS = 60, 6
NUMBERED = Diagnostic(
    "session-id-too-long",
    "what stands for the session's name is too long for one; it got a number instead; "
    "name the right column with --map session=COLUMN",
    None,
)


def check_recipe(recipe: Recipe) -> None:
    """Refuse at once what would fail on every single file."""
    check_mapping(dict(recipe.mapping))
    if recipe.format is not None:
        named_format(recipe.format)


def read_source(file: SourceFile, recipe: Recipe) -> tuple[Transcript, ...]:
    """The sessions in a file, as the recipe says to read it."""
    mapping = dict(recipe.mapping)
    if file.path is None:
        found = read_bytes(
            file.data, name=file.name, format=recipe.format, mapping=mapping
        )
    else:
        found = read_file(file.path, format=recipe.format, mapping=mapping)
    stem = PurePosixPath(file.name).stem
    return tuple(_named(each, stem, number) for number, each in enumerate(found))


def place_of(file: SourceFile, number: int, sessions: int) -> str:
    """A file, and which of its sessions is meant: by number, for a name may be speech.

    >>> place_of(SourceFile("m.jsonl", None), 1, sessions=3)
    'm.jsonl#2'
    """
    return file.name if sessions == 1 else f"{file.name}#{number + 1}"


def _named(transcript: Transcript, stem: str, number: int) -> Transcript:
    """A column of speech taken for one of names must not become a file name."""
    given = transcript.session_id
    if given == stem or _is_name(given):
        return transcript
    return replace(
        transcript,
        session_id=f"{stem}-{number + 1}",
        diagnostics=(*transcript.diagnostics, NUMBERED),
    )


def _is_name(session_id: str) -> bool:
    return len(session_id) <= LONGEST_ID and len(session_id.split()) <= MOST_WORDS
