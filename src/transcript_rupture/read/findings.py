"""What a reader noticed and the user should know: one diagnostic a kind, never words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from transcript_rupture.domain import Diagnostic

Severity = Literal["info", "warning"]

KINDS: dict[str, tuple[Severity, str]] = {
    "guessed-encoding": (
        "warning",
        "not UTF-8; read as {detail}: check accented letters and quotes",
    ),
    "broken-character": ("warning", "half a character was replaced by U+FFFD"),
    "unknown-time": ("warning", "a time is negative or not readable; left unknown"),
    "backwards-time": ("warning", "speech starts before the utterance above it"),
    "end-before-start": ("warning", "speech ends before it starts; end left unknown"),
    "zero-length": ("info", "speech starts and ends at the same time"),
    "overlapping-time": ("info", "speech starts before the utterance above it ends"),
    "long-time": ("warning", "a time lies beyond 24 hours; are these milliseconds?"),
    "excel-time": ("info", "times are fractions of a day, as Excel stores them"),
    "interpolated-time": ("info", "missing times were taken from their neighbors"),
    "split-cue": ("info", "several people in one caption; times inside are estimates"),
    "duplicate-id": ("warning", "an id is used twice; a number was added"),
    "repeated-row": ("info", "the same utterance again for another annotator; dropped"),
    "rolling-caption": ("info", "a rolling caption repeats its last line; dropped"),
    "empty-utterance": ("info", "an utterance without words was left out"),
    "empty-text": ("info", "an utterance without words was kept, for it has an id"),
    "no-speakers": (
        "warning",
        "no speaker is named: add labels, or recognize the audio again with diarization",
    ),
    "some-speakers-missing": ("warning", "some speech names no speaker"),
    "cue-without-voice": ("warning", "a caption names no voice while others do"),
    "unnamed-change": ("warning", "a new speaker is marked but not named"),
    "words-disagree": (
        "warning",
        "most words of a segment carry another speaker than the segment",
    ),
    "speaker-from-words": ("info", "speaker taken from the words of the segment"),
    "unknown-role": ("warning", "a role is not one of therapist, client, other"),
    "label-once": ("info", "a speaker label occurs only once; is it a speaker?"),
    "label-inside-speech": (
        "warning",
        "a speaker label stands in the middle of a line: is this another speaker?",
    ),
    "header-line": ("info", "read as a header, not as speech"),
    "footer-line": ("warning", "left out as a footer at the end: is it speech?"),
    "page-furniture": (
        "warning",
        "left out as a page number or running head: is it speech?",
    ),
    "time-line": ("info", "a time on a line of its own, not speech"),
    "line-numbers": ("info", "line numbers were taken off"),
    "unlabeled-start": ("warning", "speech before the first speaker label"),
    "comment": ("info", "a comment or style block, not speech"),
    "text-outside-cue": ("warning", "text after a blank line joined the caption above"),
    "missing-header": ("info", "the WEBVTT line is missing"),
    "malformed-time-line": ("warning", "a caption's time line is not well formed"),
    "unquoted-table": ("warning", "quotes are not balanced; read as plain characters"),
    "no-interviewer": ("warning", "Ellie, the interviewer, is missing"),
    "session-id-ignored": (
        "warning",
        "the file holds several sessions; the given session id was not used",
    ),
}


@dataclass(slots=True)
class Findings:
    """Counts what was noticed; each kind is told once, with its first line."""

    seen: dict[tuple[str, str], tuple[int | None, int]] = field(default_factory=dict)

    def add(self, code: str, line: int | None = None, *, detail: str = "") -> None:
        """Note one more case of a kind."""
        first, count = self.seen.get((code, detail), (line, 0))
        self.seen[code, detail] = (first, count + 1)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was noticed, in order of first sight."""
        return tuple(
            _told(code, detail, first, count)
            for (code, detail), (first, count) in self.seen.items()
        )


def _told(code: str, detail: str, first: int | None, count: int) -> Diagnostic:
    severity, sentence = KINDS[code]
    times = f" ({count} times, first here)" if count > 1 else ""
    return Diagnostic(code, sentence.format(detail=detail) + times, first, severity)
