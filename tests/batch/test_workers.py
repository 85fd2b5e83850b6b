"""The loop: results in the order of the tasks, whoever finishes or dies first."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from transcript_rupture.batch.records import FileDone, SourceFile, Task
from transcript_rupture.batch.workers import (
    ThisProcess,
    default_jobs,
    in_order,
    run_one,
)


def task(number: int) -> Task:
    return Task(number=number, file=SourceFile(f"{number}.txt", Path(f"{number}.txt")))


def tasks(count: int) -> list[Task]:
    return [task(number) for number in range(count)]


def work(task: Task) -> FileDone:
    return FileDone(task=task, sha256="0")


@dataclass
class Crashing:
    """A pool that breaks as a whole at certain tasks, as process pools do."""

    deadly: frozenset[int]
    ahead: int = 3
    is_broken: bool = False
    restarts: int = 0
    most_waiting: int = 0
    waiting: list[Future[FileDone]] = field(default_factory=list)

    def submit(self, task: Task) -> Future[FileDone]:
        if self.is_broken:
            raise BrokenExecutor
        future: Future[FileDone] = Future()
        if task.number in self.deadly:
            self.is_broken = True
            future.set_exception(BrokenExecutor())
        else:
            future.set_result(work(task))
        return future

    def restart(self) -> None:
        self.is_broken = False
        self.restarts += 1

    def stop(self) -> None:
        self.is_broken = True


def codes(results: Iterable[FileDone]) -> list[tuple[int, list[str]]]:
    return [(r.task.number, [p.code for p in r.problems]) for r in results]


@given(st.integers(0, 12), st.frozensets(st.integers(0, 11)), st.integers(1, 5))
def test_every_task_has_one_result_in_order_and_only_the_deadly_fail(
    count: int, deadly: frozenset[int], ahead: int
) -> None:
    pool = Crashing(deadly=deadly, ahead=ahead)

    found = codes(in_order(pool, tasks(count)))

    assert found == [(n, ["WorkerDied"] if n in deadly else []) for n in range(count)]


def test_tasks_are_taken_only_as_results_are_used() -> None:
    taken: list[int] = []

    def watched() -> Iterable[Task]:
        for number in range(100):
            taken.append(number)
            yield task(number)

    results = in_order(Crashing(deadly=frozenset(), ahead=4), watched())
    next(results)
    next(results)

    assert taken == [0, 1, 2, 3, 4]


def test_this_process_works_on_each_task_as_it_comes() -> None:
    assert codes(in_order(ThisProcess(work), tasks(3))) == [(0, []), (1, []), (2, [])]


def test_a_task_that_kills_its_worker_twice_is_given_up() -> None:
    pool = Crashing(deadly=frozenset({0}))

    assert codes([run_one(pool, task(0))]) == [(0, ["WorkerDied"])]
    assert pool.restarts == 2


def test_there_is_always_at_least_one_job() -> None:
    assert default_jobs() >= 1
