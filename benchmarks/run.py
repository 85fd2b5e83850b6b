"""How fast and how large: the figures the README and the closing notes give.

    python benchmarks/run.py [--sessions N]

Prints, on invented sessions made from the repository's samples: seconds for a
50-minute session (7,000 words, about 300 turns) after start-up, with the classifier and
without it, seconds from the shell to
the first timeline, peak memory over many sessions, and what a second process gains.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
PROGRAM = [sys.executable, "-m", "transcript_rupture", "analyze"]
WORDS = 7_000
REPEATS = 5
MEGABYTE = 1 << 20


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=1000)
    sessions: int = parser.parse_args().sessions
    with tempfile.TemporaryDirectory() as folder:
        for use_model in (True, False):
            turns, seconds = one_session(use_model=use_model)
            name = "whole pipeline" if use_model else "rules and measures"
            print(f"{name}, {WORDS} words, {turns} turns: {seconds:.2f} s")
        print(f"from the shell to the first timeline: {start_up(Path(folder)):.2f} s")
        print(f"import transcript_rupture: {light_import():.3f} s")
        peak, seconds = many(Path(folder), sessions, jobs=1)
        print(f"{sessions} sessions, --jobs 1: {seconds:.1f} s, peak {peak:.0f} MB")
        both, faster = many(Path(folder), sessions, jobs=2)
        print(
            f"{sessions} sessions, --jobs 2: {faster:.1f} s, peak {both:.0f} MB a process"
        )
        print(f"--jobs 2 is {seconds / faster:.2f} times as fast as --jobs 1")


def speech() -> list[str]:
    """What is said in the samples, line by line."""
    lines = (ROOT / "data/samples").glob("*.txt")
    texts = [
        line.partition(": ")[2]
        for file in sorted(lines)
        for line in file.read_text("utf-8").split("\n")
        if ": " in line
    ]
    return [text for text in texts if text]


def session(words: int = WORDS, *, offset: int = 0) -> str:
    """One invented session as JSON Lines, about as long as 50 minutes of talk."""
    texts = speech()
    said = cycle(texts[offset % len(texts) :] + texts[: offset % len(texts)])
    rows, total = [], 0
    for number, first in enumerate(said):
        # Two lines of the samples a turn: as long as people talk in an hour of 300 turns.
        text = f"{first} {next(said)}"
        role = "client" if number % 2 else "therapist"
        rows.append({"id": str(number), "speaker": role, "role": role, "text": text})
        rows[-1]["start"] = str(total // 3)
        total += len(text.split())
        if total >= words:
            break
    return "\n".join(json.dumps(row) for row in rows)


def one_session(*, use_model: bool) -> tuple[int, float]:
    """Turns of one long session, and the best of several runs after start-up in seconds."""
    from transcript_rupture.pipeline import build_analyzer  # noqa: PLC0415  # start-up
    from transcript_rupture.read import read_bytes  # noqa: PLC0415
    from transcript_rupture.write.html import render as render_html  # noqa: PLC0415
    from transcript_rupture.write.json import render as render_json  # noqa: PLC0415

    data = session().encode()
    analyze = build_analyzer(use_model=use_model)

    def run() -> float:
        start = time.perf_counter()
        for transcript in read_bytes(data, name="long.jsonl"):
            timeline = analyze(transcript)
            render_json(timeline)
            render_html(timeline)
        return time.perf_counter() - start

    turns = len(data.split(b"\n"))
    return turns, min(run() for _ in range(REPEATS + 1))


def start_up(folder: Path) -> float:
    """The best of several runs of the program on one sample, in seconds."""
    sample = next(iter(sorted((ROOT / "data/samples").glob("*.txt"))))

    def run() -> float:
        start = time.perf_counter()
        command = [*PROGRAM, str(sample), "-o", str(folder / "one"), "--force", "-q"]
        subprocess.run(command, check=True, capture_output=True)
        return time.perf_counter() - start

    return min(run() for _ in range(REPEATS))


def light_import() -> float:
    """Seconds for ``import transcript_rupture`` in a fresh interpreter."""
    code = "import time; t = time.perf_counter(); import transcript_rupture; print(time.perf_counter() - t)"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True
        )
        for _ in range(REPEATS)
    ]
    return min(float(run.stdout) for run in runs)


def many(folder: Path, sessions: int, *, jobs: int) -> tuple[float, float]:
    """Peak megabytes of the largest process, and seconds, for a batch."""
    source = folder / "many"
    if not source.exists():
        source.mkdir()
        for number in range(sessions):
            file = source / f"s{number:05d}.jsonl"
            file.write_text(session(1_000, offset=7 * number), encoding="utf-8")
    out = folder / f"out{jobs}"
    command = [*PROGRAM, str(source), "-o", str(out), "--jobs", str(jobs), "-q"]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        peak = max(memory(process), default=0.0)
        if process.wait():
            sys.exit("the batch failed")
    return peak, time.perf_counter() - start


def memory(process: subprocess.Popen[bytes]) -> Iterator[float]:
    """Megabytes of the largest process of a batch, until it ends."""
    parent = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            family = [parent, *parent.children(recursive=True)]
            yield max(p.memory_info().rss for p in family) / MEGABYTE
        except psutil.NoSuchProcess:
            continue
        time.sleep(0.1)


if __name__ == "__main__":
    os.environ["OMP_NUM_THREADS"] = "1"
    main()
