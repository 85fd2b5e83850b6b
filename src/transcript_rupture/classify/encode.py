"""Windows to token numbers: ``[CLS] before [SEP] turn [SEP]``, each with its speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from tokenizers import Tokenizer

from transcript_rupture.classify.window import Window, WindowSettings
from transcript_rupture.domain import Role

SPEAKER = {Role.CLIENT: "client", Role.THERAPIST: "therapist"}
OTHERS = "other"


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token numbers of one window; from ``target`` on they belong to the turn itself."""

    ids: tuple[int, ...] = field(repr=False)
    target: int


class WindowEncoder:
    """Turns windows into token numbers within a budget for each part."""

    def __init__(self, tokenizer: Path, *, settings: WindowSettings) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        # "[SEP]" in a transcript is speech, not the end of a part.
        self._tokenizer.encode_special_tokens = True
        self._settings = settings
        self._first = self._number("[CLS]")
        self._between = self._number("[SEP]")

    def _number(self, token: str) -> int:
        number = self._tokenizer.token_to_id(token)
        if number is None:
            raise ValueError(token)
        return int(number)

    def encode(self, windows: Sequence[Window]) -> list[Encoded]:
        """Token numbers of each window, in order."""
        pieces = [self._pieces(window) for window in windows]
        flat = [text for row in pieces for text in row]
        # Turns are shared by several windows: each is tokenized once.
        known = dict.fromkeys(flat)
        encodings = self._tokenizer.encode_batch(list(known), add_special_tokens=False)
        ids = dict(zip(known, (e.ids for e in encodings), strict=True))
        ends = list(accumulate(map(len, pieces)))
        return [
            self._join([ids[text] for text in flat[end - len(row) : end]])
            for end, row in zip(ends, pieces, strict=True)
        ]

    def _pieces(self, window: Window) -> list[str]:
        said = [*window.before, (window.role, window.text)]
        return [f"{SPEAKER.get(role, OTHERS)}: {text}" for role, text in said]

    def _join(self, parts: Sequence[Sequence[int]]) -> Encoded:
        s = self._settings
        *earlier, target = parts
        limits = [s.earlier_tokens] * len(earlier)
        limits[-1:] = [s.nearest_tokens] * bool(limits)
        before = [
            number
            for part, most in zip(earlier, limits, strict=True)
            for number in _ending(part, most)
        ]
        head = [self._first, *before, self._between]
        own = _both_ends(target, s.target_tokens)
        return Encoded((*head, *own, self._between), target=len(head))


def _ending(part: Sequence[int], most: int) -> Sequence[int]:
    """The speaker's mark (two tokens) and as much of the end as fits."""
    return part if len(part) <= most else [*part[:2], *part[2 - most :]]


def _both_ends(part: Sequence[int], most: int) -> Sequence[int]:
    half = most // 2
    return part if len(part) <= most else [*part[: most - half], *part[-half:]]
