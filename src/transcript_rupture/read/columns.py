"""Which column or field of a source holds what: many names for the same seven things."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from transcript_rupture.errors import MalformedFileError, SettingsError
from transcript_rupture.read.timecode import Unit

# The first name that a source has is taken, so the plainest come first.
ALIASES: dict[str, tuple[str, ...]] = {
    "text": (
        *("text", "utterance", "utterance_text", "value", "transcript", "content"),
        *("speech", "sentence", "message", "body", "dialogue", "utterances", "words"),
    ),
    "speaker": (
        *("speaker", "speaker_name", "speaker_label", "name", "participant", "who"),
        *("voice", "person", "from", "sender", "author", "speaker_id", "interlocutor"),
    ),
    "role": ("role", "speaker_role", "interlocutor"),
    "start": (
        *("start", "start_time", "starttime", "begin", "begin_time", "onset"),
        *("timestamp", "time", "start_s", "time_in", "in", "start_ms", "begin_ms"),
        *("start_time_ms", "timestamp_ms", "begin_time_ms", "time_ms"),
    ),
    "end": (
        *("end", "end_time", "endtime", "stop", "stop_time", "finish", "time_out"),
        *("end_s", "out", "end_ms", "stop_ms", "end_time_ms", "stop_time_ms"),
    ),
    "session": (
        *("session", "session_id", "transcript_id", "conversation_id", "dialogue_id"),
        *("dialog_id", "recording_id", "interview_id"),
    ),
    "id": (
        *("id", "utterance_id", "turn_id", "segment_id", "row_id", "utt_id"),
        *("turn", "index", "number", "no"),
    ),
}  # fmt: skip


def key_of(name: str) -> str:
    """A column name reduced to what is compared.

    >>> key_of("Start Time (ms)")
    'start_time_ms'
    """
    return re.sub(r"[\W_]+", "_", name.casefold()).strip("_")


def find_columns(
    names: Sequence[str], mapping: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The column for each of the things that are found; ``mapping`` goes first.

    >>> find_columns(["Interlocutor", "utterance_text", "timestamp"])["text"]
    'utterance_text'
    """
    by_key = {key_of(name): name for name in reversed(names)}
    found = {
        thing: by_key[alias]
        for thing, aliases in ALIASES.items()
        if (alias := next((a for a in aliases if a in by_key), None))
    }
    for thing, wanted in (mapping or {}).items():
        _check_thing(thing)
        found[thing] = _existing(wanted, names)
    return found


def time_unit(column: str | None) -> Unit:
    """Milliseconds if the column says so, else seconds.

    >>> time_unit("start_ms"), time_unit("start")
    ('ms', 's')
    """
    key = key_of(column or "")
    return "ms" if key.endswith(("_ms", "_msec", "_millis", "_milliseconds")) else "s"


def check_mapping(mapping: Mapping[str, str]) -> None:
    """Refuse a ``--map`` for something that no reader knows."""
    for thing in mapping:
        _check_thing(thing)


def _check_thing(thing: str) -> None:
    if thing not in ALIASES:
        raise SettingsError(f"cannot map {thing!r}", f"use one of {', '.join(ALIASES)}")


def _existing(wanted: str, names: Iterable[str]) -> str:
    for same in (str, key_of):
        for name in names:
            if same(name) == same(wanted):
                return name
    raise MalformedFileError(
        f"no column {wanted!r}", "check --map against the header", 1
    )
