"""The values of a JSON or JSON Lines file, whole or refused with the line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from transcript_rupture.errors import MalformedFileError

ADVICE = "the file may be cut off; export it again"
# Names of fields by which the output of other speech services is known.
SERVICES: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"recognizedPhrases"}), "Azure"),
    (frozenset({"monologues"}), "Rev AI"),
    (frozenset({"audio_url", "words"}), "AssemblyAI"),
    (frozenset({"language_model", "acoustic_model"}), "AssemblyAI"),
    (frozenset({"jobName", "results"}), "AWS Transcribe"),
    (frozenset({"metadata", "results"}), "Deepgram"),
    (frozenset({"results"}), "a speech service"),
)


def sniff(text: str) -> float:
    """How surely this is JSON: by its first two characters."""
    opens_object = re.match(r'\s*\{\s*["}]|\s*\[\s*[\[{\]]', text)
    return 0.97 if opens_object else 0.0


def whole_value(text: str) -> object:
    """The one value of a JSON file."""
    return _value(text, 1)


def line_values(text: str) -> Iterator[tuple[int, object]]:
    """The value on each line of a JSON Lines file, with its line number."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, _value(line, number)


def is_json_lines(text: str) -> bool:
    """Whether the first written line is a whole value and not the last one."""
    first, _, rest = text.lstrip().partition("\n")
    if not rest.strip():
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return True


def service_of(top: Mapping[str, object]) -> str | None:
    """The speech service that wrote a file, if its fields give it away."""
    return next((name for keys, name in SERVICES if keys <= top.keys()), None)


def _value(text: str, line: int) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        what = "the JSON is broken here"
        raise MalformedFileError(what, ADVICE, line + error.lineno - 1) from error
    except (ValueError, RecursionError) as error:
        what = "the JSON holds a number or a nesting too large to read"
        raise MalformedFileError(what, ADVICE, line) from error
