"""Transcripts in a few lines, for the tests of segment."""

from __future__ import annotations

from typing import Any

from transcript_rupture.domain import Role, Session, Source, Transcript, Utterance

SOURCE = Source(name="s1.txt", format="plain", encoding="utf-8", sha256="0" * 64)


def said(*lines: str, **changes: Any) -> Transcript:
    """A transcript of lines such as "T: Hello."; "|" as label means no speaker."""
    utterances = tuple(utterance(i, line) for i, line in enumerate(lines, 1))
    return transcript(*utterances, **changes)


def transcript(*utterances: Utterance, **changes: Any) -> Transcript:
    """A transcript of utterances."""
    return Transcript(
        **{
            "session_id": "s1",
            "utterances": utterances,
            "source": SOURCE,
            **changes,
        }
    )


def utterance(number: int, line: str, **changes: Any) -> Utterance:
    """One utterance of a line such as "T: Hello."."""
    label, _, text = line.partition(":")
    return Utterance(
        **{
            "id": f"u{number}",
            "speaker": None if label == "|" else label,
            "text": text.strip(),
            "line": number,
            **changes,
        }
    )


ASKING = (
    "What brings you in today?",
    "How did that feel for you?",
    "It sounds like you were hurt when he left.",
    "What did you say to him then?",
    "So you keep it to yourself, and you carry it alone.",
    "How would you like this week to be for you?",
    "Tell me more about what you do when you cannot sleep.",
)
TELLING = (
    "I had a fight with my brother and I have not slept since.",
    "I felt small, like I was ten again, and I went to my room.",
    "Yes. I did not tell my wife, I just sat in my car and I cried.",
    "I said that I was fine. I always say that I am fine.",
    "I think I do. My father was like that, and I hated it in him.",
    "I want to sleep. I want to stop going over it in my head.",
    "I get up, I make tea, I look at my phone until my eyes hurt.",
)


def talk(asking: str, telling: str) -> tuple[str, ...]:
    """An ordinary stretch of counseling between two labels."""
    pairs = zip(ASKING, TELLING, strict=True)
    return tuple(
        line for a, b in pairs for line in (f"{asking}: {a}", f"{telling}: {b}")
    )


def roles(session: Session) -> dict[str, Role]:
    """The roles by label."""
    return {speaker.label: speaker.role for speaker in session.speakers}


def codes(session: Session) -> list[str]:
    """The codes of what is doubtful, in order."""
    return [diagnostic.code for diagnostic in session.diagnostics]


def severities(session: Session) -> dict[str, str]:
    """How grave each doubtful thing is, by its code."""
    return {found.code: found.severity for found in session.diagnostics}
