"""Timeline to the text of a ``.timeline.json`` file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from transcript_rupture.codec import to_dict

if TYPE_CHECKING:
    from transcript_rupture.domain import Timeline


def render(timeline: Timeline, *, text: bool = True) -> str:
    """A timeline as JSON, the same bytes for the same timeline."""
    plain = to_dict(timeline, text=text)
    return json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=1) + "\n"
