"""Who does the work: this process, or others; a cluster would fit the same protocol."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import Protocol

from transcript_rupture.batch.records import FileDone, Problem, Task

Job = Callable[[Task], FileDone]
# Enough that a long file does not leave the others idle, few enough for flat memory.
AHEAD = 4


def default_jobs() -> int:
    """As many as there are cores, less one for the rest of the machine."""
    usable = getattr(os, "sched_getaffinity", None)
    cores = len(usable(0)) if usable else os.cpu_count() or 1
    return max(1, cores - 1)


class Workers(Protocol):
    """Takes tasks and gives futures; ``ahead`` is how many may wait at once."""

    ahead: int

    def submit(self, task: Task) -> Future[FileDone]:
        """Start on a task, now or as soon as a worker is free."""

    def restart(self) -> None:
        """Go on after a worker died."""

    def stop(self) -> None:
        """Drop what is waiting and end the workers."""


class ThisProcess:
    """Works on each task as it comes."""

    ahead = 1

    def __init__(self, job: Job) -> None:
        self._job = job

    def submit(self, task: Task) -> Future[FileDone]:
        """The finished result of a task."""
        future: Future[FileDone] = Future()
        future.set_result(self._job(task))
        return future

    def restart(self) -> None:
        """Nothing to do: if this process died, all is over."""

    def stop(self) -> None:
        """Nothing to do: no task is waiting."""


class Processes:
    """Works on several tasks at once, each in a process of its own."""

    def __init__(self, job: Job, *, jobs: int) -> None:
        self.ahead = jobs * AHEAD
        self._job, self._jobs = job, jobs
        # A fresh interpreter everywhere: forked threads and locks are a known trap.
        self._context = multiprocessing.get_context("spawn")
        self._pool = self._open()

    def submit(self, task: Task) -> Future[FileDone]:
        """A promise of the task's result."""
        # The first tasks start the workers, who inherit what is ignored now.
        with _ctrl_c_ignored():
            return self._pool.submit(self._job, task)

    def restart(self) -> None:
        """Replace the pool, of which a worker died."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._open()

    def stop(self) -> None:
        """End the workers at once; whatever they had half done is not needed."""
        before = self._others
        self._pool.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            if child.pid not in before:
                child.terminate()

    def _open(self) -> ProcessPoolExecutor:
        self._others = {child.pid for child in multiprocessing.active_children()}
        return ProcessPoolExecutor(
            self._jobs, mp_context=self._context, initializer=_prepare
        )


def in_order(workers: Workers, tasks: Iterable[Task]) -> Generator[FileDone]:
    """Results in the order of the tasks, whichever worker is faster."""
    waiting: deque[tuple[Task, Future[FileDone]]] = deque()
    for task in tasks:
        waiting.append((task, _submit(workers, task)))
        if workers.ahead <= len(waiting):
            yield _next(workers, waiting)
    while waiting:
        yield _next(workers, waiting)


def run_one(workers: Workers, task: Task) -> FileDone:
    """The result of one task, or the news that a worker died of it, twice."""
    for _ in range(2):
        try:
            return workers.submit(task).result()
        except BrokenExecutor:
            workers.restart()
    return _died(task)


def _next(workers: Workers, waiting: deque[tuple[Task, Future[FileDone]]]) -> FileDone:
    task, future = waiting.popleft()
    try:
        return future.result()
    except BrokenExecutor:
        # Which task killed the worker is unknown: this one is tried alone, then
        # the others go in again.
        workers.restart()
        done = run_one(workers, task)
        again = [(other, _submit(workers, other)) for other, _ in waiting]
        waiting.clear()
        waiting.extend(again)
        return done


def _submit(workers: Workers, task: Task) -> Future[FileDone]:
    try:
        return workers.submit(task)
    except BrokenExecutor as error:
        future: Future[FileDone] = Future()
        future.set_exception(error)
        return future


def _died(task: Task) -> FileDone:
    problem = Problem(
        file=task.file.name,
        stage="run",
        code="WorkerDied",
        line=None,
        message="the process that worked on this file died",
        remedy="free some memory, or use fewer --jobs",
    )
    return FileDone(task=task, problems=(problem,))


@contextmanager
def _ctrl_c_ignored() -> Iterator[None]:
    """Ctrl-C is the parent's, even while the workers still load."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _prepare() -> None:
    """Leave Ctrl-C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        watch = threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True)
        watch.start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
