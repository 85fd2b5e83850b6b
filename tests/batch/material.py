"""Small written sessions for the batch and the command line; nobody ever said them."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

# Stands for what a client said: it may appear in results, nowhere else.
SENTINEL = "purple accordion"

OPENING = (
    "T: Welcome back. What has been on your mind since we last met?\n"
    "C: Mostly work. My manager moved the deadline again and I stayed late all week, "
    "and at home I kept going over every mail I had sent.\n"
)
MIDDLE = (
    "T: How did you feel when the deadline moved?\n"
    "C: Tired, and a bit angry, because nobody had asked me and I had made plans.\n"
    "T: And what did you do with the anger?\n"
    f"C: I swallowed it. I thought about the {SENTINEL} in my room and went on.\n"
)
STRAIN = (
    "T: I think you should simply tell your manager no. Have you tried that?\n"
    "C: You are not listening to me. I told you that already, this is not helping.\n"
    "T: You're right, I went too fast there. I'm sorry. What did I miss?\n"
    "C: Okay. It helps that you ask. I wanted you to see how hard it is.\n"
)


def talk(rounds: int = 3) -> str:
    """A session as plain text, with one strained moment near its end."""
    return OPENING + MIDDLE * rounds + STRAIN + MIDDLE


def table(sessions: int) -> str:
    """Several sessions in one CSV file."""
    lines = [line.split(": ", 1) for line in talk().splitlines()]
    rows = chain.from_iterable(
        [f'S{n},{who},"{words}"' for who, words in lines] for n in range(sessions)
    )
    return "\n".join(["session,speaker,text", *rows]) + "\n"


def write(folder: Path, **files: str) -> Path:
    """Write text files, named by keyword, into a folder; give the folder back."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
