"""JSON from speech recognizers (Whisper, WhisperX), and utterances one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from transcript_rupture.errors import MalformedFileError, UnsupportedFormatError
from transcript_rupture.read.columns import ALIASES, find_columns, key_of
from transcript_rupture.read.document import Document, Draft
from transcript_rupture.read.findings import Findings
from transcript_rupture.read.json_values import (
    is_json_lines,
    line_values,
    service_of,
    whole_value,
)
from transcript_rupture.read.line_finder import LineFinder
from transcript_rupture.read.rows import Row, draft_of
from transcript_rupture.read.times import filled_gaps
from transcript_rupture.read.words import from_words

LISTS = (
    "utterances",
    "turns",
    "segments",
    "messages",
    "dialogue",
    "dialog",
    "transcript",
)
SESSION_KEYS = (*ALIASES["session"], "id")
NO_TEXT = "an utterance has no text field"
MAP_ADVICE = "name it with --map text=FIELD"

Fields = Mapping[str, object]


class Block(NamedTuple):
    """Utterances that stand together, with the session they say they are of."""

    line: int | None
    fields: Sequence[object]
    session: str | None = None
    is_recognized: bool = False


def parse(document: Document, findings: Findings) -> Iterator[Draft]:
    """Yield the utterances of all sessions in a JSON or JSON Lines file."""
    finder = LineFinder(document.text)
    for block in _blocks(document.text):
        drafts = [
            _draft(fields, block, document.mapping, findings, finder)
            for fields in block.fields
        ]
        yield from filled_gaps(drafts, findings) if block.is_recognized else drafts


def _blocks(text: str) -> Iterator[Block]:
    if is_json_lines(text):
        yield from _line_blocks(line_values(text))
        return
    top = whole_value(text)
    if isinstance(top, list):
        yield from _list_blocks(top, None)
    else:
        yield _object_block(_object(top, 1), None)


def _line_blocks(values: Iterable[tuple[int, object]]) -> Iterator[Block]:
    for line, value in values:
        fields = _object(value, line)
        yield _object_block(fields, line)


def _list_blocks(top: Sequence[object], line: int | None) -> Iterator[Block]:
    for value in top:
        yield _object_block(_object(value, line or 1), line)


def _object_block(fields: Fields, line: int | None) -> Block:
    """A session if the object holds a list of utterances, else one utterance."""
    _refuse_known(fields, line)
    name = next((n for n in LISTS if isinstance(fields.get(n), list)), None)
    # Whisper may hear words and no segments; the words count.
    if name is None or (not fields[name] and fields.get("text")):
        return Block(line, [fields])
    found = fields[name]
    session = next((fields[k] for k in SESSION_KEYS if fields.get(k) is not None), None)
    return Block(
        line,
        found if isinstance(found, list) else [],
        session=str(session) if isinstance(session, str | int) else None,
        is_recognized=name == "segments",
    )


def _refuse_known(fields: Fields, line: int | None) -> None:
    if str(fields.get("schema", "")).startswith("transcript-rupture/"):
        what = "this is a timeline, the result of an analysis"
        raise UnsupportedFormatError(what, "give the transcript it was made from", line)
    if service := service_of(fields):
        what = f"this is JSON from {service}, which is not read here yet"
        raise UnsupportedFormatError(
            what, "export it as .vtt or .srt with speakers", line
        )


def _object(value: object, line: int | None) -> Fields:
    if not isinstance(value, dict):
        raise MalformedFileError(
            "expected an object with a text field", MAP_ADVICE, line
        )
    return value


def _draft(
    value: object,
    block: Block,
    mapping: Mapping[str, str],
    findings: Findings,
    finder: LineFinder,
) -> Draft:
    fields = _object(value, block.line)
    columns = _columns(fields, mapping)
    if "text" not in columns:
        raise MalformedFileError(NO_TEXT, MAP_ADVICE, block.line or finder.line)
    line = block.line or finder.line_of(fields[columns["text"]])
    values = {thing: fields[name] for thing, name in columns.items()}
    draft = from_words(draft_of(Row(line, values), columns, findings), fields, findings)
    return draft if draft.session else replace(draft, session=block.session)


def _columns(fields: Fields, mapping: Mapping[str, str]) -> dict[str, str]:
    """The fields of one object; one that it lacks is unknown, not wrong."""
    keys = {key_of(name) for name in fields}
    there = {thing: name for thing, name in mapping.items() if key_of(name) in keys}
    return find_columns(list(fields), there)
