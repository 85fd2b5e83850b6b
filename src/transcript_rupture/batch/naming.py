"""Names that are safe as file names on every system, each given once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import count

# Windows refuses these as file names, whatever follows the first dot.
RESERVED = frozenset(
    "con prn aux nul".split()
    + [f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10)]
)
LONGEST_BYTES = 120


def safe_stem(session_id: str) -> str:
    """The session's id as a file name: letters, digits, dot, dash, underscore.

    >>> safe_stem("clinic 3/A: first"), safe_stem("..")
    ('clinic_3_A_first', 'session')
    """
    whole = unicodedata.normalize("NFC", session_id)
    plain = re.sub(r"[^\w.-]+", "_", whole).strip("._")
    plain = plain.encode()[:LONGEST_BYTES].decode(errors="ignore") or "session"
    return f"{plain}_" if plain.split(".")[0].casefold() in RESERVED else plain


def by_name(name: str) -> tuple[str, str]:
    """The order of files, the same on every system: ``sorted(..., key=by_name)``."""
    return name.casefold(), name


class Names:
    """Gives each session a name of its own: the second ``a`` becomes ``a-2``."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {_folded(stem) for stem in taken}
        # Thousands of files may all be called "transcript".
        self._next: dict[str, int] = {}

    def claim(self, session_id: str) -> str:
        """The id under which a session is written; its own unless that is taken."""
        if self._is_free(session_id):
            return self._take(session_id)
        stem, start = _cut(session_id), self._next.get(session_id, 2)
        number = next(n for n in count(start) if self._is_free(f"{stem}-{n}"))
        self._next[session_id] = number + 1
        return self._take(f"{stem}-{number}")

    def copy(self) -> Names:
        """The same names taken, to try things out."""
        return Names(self._taken)

    def _take(self, session_id: str) -> str:
        self._taken.add(_folded(safe_stem(session_id)))
        return session_id

    def _is_free(self, session_id: str) -> bool:
        return _folded(safe_stem(session_id)) not in self._taken


def _cut(session_id: str) -> str:
    """A long id is cut as a file name; its number must survive the cut."""
    if len(session_id.encode()) < LONGEST_BYTES - 9:
        return session_id
    return safe_stem(session_id)[: LONGEST_BYTES // 5]


def _folded(stem: str) -> str:
    # Some file systems do not tell upper from lower case.
    return stem.casefold()
