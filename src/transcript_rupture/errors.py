"""The errors this program raises on purpose, one family.

    TranscriptRuptureError
    ├── ReadError                  a file could not be read faithfully
    │   ├── UnreadableFileError    it could not be opened or decoded
    │   ├── EmptyTranscriptError   nothing was said in it
    │   ├── UnknownFormatError     no reader recognizes it
    │   ├── MalformedFileError     a reader recognizes it and finds it broken
    │   └── UnsupportedFormatError known, not readable here; says what to do instead
    ├── SegmentError               the speakers cannot be told apart
    ├── RuleError                  a rule file is wrong
    ├── SettingsError              a setting or an option is wrong
    ├── ModelError                 a model folder is missing, changed or foreign
    ├── CodecError                 a timeline file breaks its schema
    └── WriteError                 a result could not be written

Each error keeps its facts in ``args`` and builds its sentence in ``__str__``, so it
survives a worker process. None of them ever carries words of a transcript.
"""

from __future__ import annotations


class TranscriptRuptureError(Exception):
    """Something this program refuses, in one line: what, where, what to do."""

    stage = "run"

    def __init__(self, what: str, remedy: str = "", line: int | None = None) -> None:
        super().__init__(what, remedy, line)
        self.what, self.remedy, self.line = what, remedy, line

    @property
    def code(self) -> str:
        """The stable name under which ``errors.csv`` lists this error."""
        return type(self).__name__.removesuffix("Error")

    def __str__(self) -> str:
        where = f"line {self.line}: " if self.line is not None else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{where}{self.what}{remedy}"


class ReadError(TranscriptRuptureError):
    """A file could not be read faithfully."""

    stage = "read"


class UnreadableFileError(ReadError):
    """A file could not be opened or decoded."""


class EmptyTranscriptError(ReadError):
    """A file holds no speech."""


class UnknownFormatError(ReadError):
    """No reader recognizes a file."""


class MalformedFileError(ReadError):
    """A reader recognizes a file and finds it broken."""


class UnsupportedFormatError(ReadError):
    """A known format that is not read here."""


class SegmentError(TranscriptRuptureError):
    """The speakers of a transcript cannot be told apart."""

    stage = "segment"


class RuleError(TranscriptRuptureError):
    """A rule file breaks the rules for rules."""

    stage = "match"


class SettingsError(TranscriptRuptureError):
    """A setting or an option has a value that makes no sense."""

    stage = "settings"


class ModelError(TranscriptRuptureError):
    """A model folder is missing, changed, or made for another codebook."""

    stage = "classify"


class CodecError(TranscriptRuptureError):
    """A timeline file breaks its schema."""

    stage = "codec"


class WriteError(TranscriptRuptureError):
    """A result could not be written."""

    stage = "write"
