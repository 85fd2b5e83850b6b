"""Where in a JSON file the text of an utterance stands."""

from __future__ import annotations

import json


class LineFinder:
    """Finds the lines of texts that come in file order, in one pass over the file."""

    def __init__(self, source: str) -> None:
        self.source, self.at, self.line = source, 0, 1
        # After one text that is not found as written, searching on could take long.
        self.is_lost = "\n" not in source

    def line_of(self, value: object) -> int:
        """The line of the next text; the last known line where it is not found."""
        if self.is_lost or not isinstance(value, str):
            return self.line
        for written in (json.dumps(value, ensure_ascii=False), json.dumps(value)):
            found = self.source.find(written, self.at)
            if found >= 0:
                self.line += self.source.count("\n", self.at, found)
                self.at = found + len(written)
                return self.line
        self.is_lost = True
        return self.line
