"""Running a batch in a test, and reading what it left."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from transcript_rupture.batch import BatchResult, Options, run_batch

ONE = Options(jobs=1)


def run(place: Path, out: Path, options: Options = ONE, **watch: Any) -> BatchResult:
    return run_batch([str(place)], out, options, **watch)


def ids(result: BatchResult) -> list[str]:
    return [session.id for session in result.sessions]


def lines(out: Path, name: str) -> list[str]:
    return (out / name).read_text("utf-8-sig").splitlines()


def statuses(out: Path) -> dict[str, str]:
    rows = map(json.loads, lines(out, "manifest.jsonl"))
    return {row["name"]: row["status"] for row in rows}
