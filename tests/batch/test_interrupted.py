"""Ctrl-C and kill: whole files, and a run that goes on where it stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from batch.material import contents, talk, write
from transcript_rupture.batch import FileDone, Options, run_batch

ONE = Options(jobs=1)
needs_proc = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="looks for processes in /proc"
)
# Stands for a program that is in the middle of a long batch.
PROGRAM = """
import sys
from pathlib import Path
from transcript_rupture.batch import Options, run_batch
if __name__ == "__main__":
    told = lambda done, total: print(done.task.file.name, flush=True)
    run_batch([sys.argv[1]], Path(sys.argv[2]), Options(jobs=int(sys.argv[3])), watch=told)
"""


def start(tmp_path: Path, *, jobs: int) -> subprocess.Popen[str]:
    """A batch in a process group of its own, after its first finished file."""
    script = tmp_path / "program.py"
    script.write_text(PROGRAM)
    places = [str(tmp_path / "in"), str(tmp_path / "out"), str(jobs)]
    program = subprocess.Popen(
        [sys.executable, str(script), *places],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert program.stdout is not None
    program.stdout.readline()
    return program


def finish(program: subprocess.Popen[str], number: int) -> None:
    os.kill(program.pid, number)
    program.communicate(timeout=60)


def members(group: int) -> list[int]:
    """The processes of a group that still run."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(int(entry.parent.name))
    return found


def wait_for_the_end(group: int) -> list[int]:
    deadline = time.monotonic() + 30
    while (left := members(group)) and time.monotonic() < deadline:
        time.sleep(0.1)
    return left


def test_ctrl_c_keeps_what_is_done_and_the_next_run_goes_on(tmp_path: Path) -> None:
    source = write(tmp_path / "in", a=talk(), b=talk(4), c=talk(2))
    out = tmp_path / "out"

    def interrupt(done: FileDone, _: int) -> None:
        if done.task.number == 1:
            raise KeyboardInterrupt

    stopped = run_batch([str(source)], out, ONE, watch=interrupt)
    left = set(contents(out))
    again = run_batch([str(source)], out, ONE)
    run_batch([str(source)], tmp_path / "straight", ONE)

    assert stopped.interrupted
    assert [session.id for session in stopped.sessions] == ["a", "b"]
    assert {"a.html", "b.html", "manifest.jsonl", "sessions.csv"} <= left
    assert again.reused == 2
    assert contents(out) == contents(tmp_path / "straight")


@needs_proc
@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_killed_batch_leaves_whole_files_and_goes_on(
    tmp_path: Path, jobs: int
) -> None:
    sessions = {f"s{n}": talk(15) for n in range(8)}
    source, out = write(tmp_path / "in", **sessions), tmp_path / "out"

    program = start(tmp_path, jobs=jobs)
    finish(program, signal.SIGKILL)
    left = wait_for_the_end(program.pid)
    whole = contents(out)
    again = run_batch([str(source)], out, ONE)
    run_batch([str(source)], tmp_path / "straight", ONE)

    straight = contents(tmp_path / "straight")
    assert left == [], "workers outlive their parent"
    assert again.reused >= 1
    assert contents(out) == straight
    kept = {n: d for n, d in whole.items() if n.startswith("s") and "/" not in n}
    assert kept.items() <= straight.items()


@needs_proc
@pytest.mark.slow
def test_ctrl_c_ends_the_workers_too(tmp_path: Path) -> None:
    write(tmp_path / "in", **{f"s{n}": talk(15) for n in range(8)})

    program = start(tmp_path, jobs=2)
    finish(program, signal.SIGINT)

    assert wait_for_the_end(program.pid) == []
    assert (tmp_path / "out" / "run.json").exists()


@needs_proc
@pytest.mark.slow
def test_ctrl_c_while_the_workers_load_is_one_quiet_line(tmp_path: Path) -> None:
    write(tmp_path / "in", **{f"s{n}": talk() for n in range(4)})
    places = [str(tmp_path / "in"), "--output", str(tmp_path / "out"), "--jobs", "2"]
    program = subprocess.Popen(
        [sys.executable, "-m", "transcript_rupture", "analyze", *places],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Under nohup, or behind &, children are born deaf to Ctrl-C.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  # no threads here
    )
    # The program, its two workers, and what counts their shared resources.
    deadline = time.monotonic() + 60
    while len(members(program.pid)) < 4 and time.monotonic() < deadline:
        time.sleep(0.02)

    os.killpg(program.pid, signal.SIGINT)
    _, said = program.communicate(timeout=60)

    assert program.returncode == 130
    assert len(said.splitlines()) == 1
    assert said.startswith("interrupted: run the same command again to go on")
    assert wait_for_the_end(program.pid) == []


def test_what_a_crash_left_half_done_is_cleaned(tmp_path: Path) -> None:
    source, out = write(tmp_path / "in", a=talk()), tmp_path / "out"
    (out / ".partial").mkdir(parents=True)
    (out / ".partial" / "7-0.html").write_text("half")
    (out / ".x1.part").write_text("half")

    run_batch([str(source)], out, ONE)

    assert not [name for name in contents(out) if name.startswith(".")]
