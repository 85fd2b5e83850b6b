"""What travels between the batch loop, its workers and its files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from transcript_rupture.config import Settings
from transcript_rupture.domain import Diagnostic, Role
from transcript_rupture.errors import TranscriptRuptureError


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Everything besides a file's own bytes that changes what is found in it."""

    settings: Settings = field(default_factory=Settings)
    rule_texts: tuple[str, ...] = field(default=(), repr=False)
    roles: tuple[tuple[str, Role], ...] = ()
    mapping: tuple[tuple[str, str], ...] = ()
    format: str | None = None
    text: bool = True
    use_model: bool = True
    model: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a batch is to be run; only the recipe changes what is found.

    Without a number of jobs, one core is left to the rest of the machine.
    """

    recipe: Recipe = field(default_factory=Recipe)
    jobs: int | None = None
    resume: bool = True
    limit: int | None = None
    fail_fast: bool = False
    bom: bool = True


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read, and the name by which the results speak of it.

    Without a path it is the standard input, whose bytes are then in ``data``.
    """

    name: str
    path: Path | None
    data: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One line of ``errors.csv``: where it went wrong and why, never what was said."""

    file: str
    stage: str
    code: str
    line: int | None
    message: str
    remedy: str = ""

    @classmethod
    def of(cls, error: TranscriptRuptureError, *, file: str) -> Problem:
        """The facts of one of our own errors."""
        return cls(
            file=file,
            stage=error.stage,
            code=error.code,
            line=error.line,
            message=error.what,
            remedy=error.remedy,
        )

    @classmethod
    def doubt(cls, found: Diagnostic, *, file: str) -> Problem:
        """Something doubtful in a file that was read all the same."""
        return cls(
            file=file,
            stage="read",
            code=found.code,
            line=found.line,
            message=f"warning: {found.message}",
        )

    @classmethod
    def unexpected(cls, error: BaseException, *, file: str, stage: str) -> Problem:
        """A defect of the program; the type alone, because a message may quote."""
        return cls(
            file=file,
            stage=stage,
            code="Unexpected",
            line=None,
            message=f"unexpected {type(error).__name__}",
            remedy="please report this defect",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """The two files of a session as the manifest remembers them.

    ``natural`` is the id before another session of that name made it change.
    """

    id: str
    natural: str
    timeline: str
    timeline_sha256: str
    html: str
    html_sha256: str

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """File names with their hashes."""
        return (
            (self.timeline, self.timeline_sha256),
            (self.html, self.html_sha256),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the manifest: a source file, and what came of it."""

    name: str
    sha256: str | None
    key: str | None
    status: str
    outputs: tuple[Output, ...] = ()
    problems: tuple[Problem, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Plain values, as the manifest stores them."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeSummary:
    """One candidate episode in a line: what, how much, where, how it ended."""

    type: str
    level: str
    start_turn: int
    end_turn: int
    resolution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSummary:
    """What the table at the end says of a session."""

    id: str
    html: str
    turns: int
    flagged: int
    episodes: tuple[EpisodeSummary, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionDone:
    """One finished session: its files, its rows, its doubts, its summary."""

    output: Output
    rows: Mapping[str, str] = field(repr=False)
    warnings: tuple[Problem, ...] = ()
    summary: SessionSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One file to work on; ``renames`` gives sessions of a taken name another one."""

    number: int
    file: SourceFile
    earlier: Entry | None = None
    renames: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDone:
    """One file worked on: its sessions, its problems, whether anything was new."""

    task: Task
    sha256: str | None = None
    key: str | None = None
    sessions: tuple[SessionDone, ...] = ()
    problems: tuple[Problem, ...] = ()
    reused: bool = False
    trace: str = ""

    @property
    def status(self) -> str:
        """``done``, ``partial`` (some sessions failed) or ``failed``."""
        if not self.problems:
            return "done"
        return "partial" if self.sessions else "failed"

    @property
    def entry(self) -> Entry:
        """The line of the manifest for this file."""
        return Entry(
            name=self.task.file.name,
            sha256=self.sha256,
            key=self.key,
            status=self.status,
            outputs=tuple(session.output for session in self.sessions),
            problems=self.problems,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchResult:
    """What a batch came to; ``kept`` counts sessions that only earlier runs saw."""

    out: Path
    sessions: tuple[SessionSummary, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: int = 0
    failed: int = 0
    warnings: int = 0
    reused: int = 0
    kept: int = 0
    other_files: int = 0
    interrupted: bool = False
