"""The JSON Schema of a timeline file, as it comes with the program."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def schema_text() -> str:
    """The schema as it stands in the package."""
    shipped = files("transcript_rupture.codec") / "timeline.schema.json"
    return shipped.read_text(encoding="utf-8")


def schema() -> dict[str, Any]:
    """The schema as plain values.

    >>> schema()["title"]
    'An annotated session timeline, version 1'
    """
    loaded: dict[str, Any] = json.loads(schema_text())
    return loaded
