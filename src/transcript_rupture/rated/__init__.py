"""Rated sessions: turns that people or other raters have coded.

A folder holds either ``sessions.jsonl`` (one session a line: ``session``, ``group``,
``turns`` with ``id``, ``role``, ``text`` and, where known, ``start`` in seconds) with
``labels/SESSION.json`` (``turns``: utterance id to code to clarity; ``episodes``;
``ratings``), or coded dialogues as ``rated.coded`` describes them.
"""

from transcript_rupture.rated.coded import CodedDialogue, parse_coded
from transcript_rupture.rated.contrasts import Contrast, load_contrasts
from transcript_rupture.rated.folder import (
    Detectors,
    RatedTranscript,
    load_rated,
    rate,
    read_rated,
)
from transcript_rupture.rated.records import (
    CLEAR,
    POSSIBLE,
    STRONG,
    Rated,
    RatedEpisode,
    Rating,
    clear_codes,
    speech_sha256,
)

__all__ = [
    "CLEAR",
    "POSSIBLE",
    "STRONG",
    "CodedDialogue",
    "Contrast",
    "Detectors",
    "Rated",
    "RatedEpisode",
    "RatedTranscript",
    "Rating",
    "clear_codes",
    "load_contrasts",
    "load_rated",
    "parse_coded",
    "rate",
    "read_rated",
    "speech_sha256",
]
