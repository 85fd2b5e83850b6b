"""The batch: find, work, keep; one loop whoever does the work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath

from transcript_rupture.batch.find import Found, find_files
from transcript_rupture.batch.identity import facts_of, fingerprint_of
from transcript_rupture.batch.job import analyzer_for, check_recipe, run_job
from transcript_rupture.batch.naming import Names
from transcript_rupture.batch.records import (
    BatchResult,
    FileDone,
    Options,
    Problem,
    SessionSummary,
    Task,
)
from transcript_rupture.batch.store import Store
from transcript_rupture.batch.tables import Tables
from transcript_rupture.batch.workers import (
    Processes,
    ThisProcess,
    Workers,
    default_jobs,
    in_order,
    run_one,
)
from transcript_rupture.errors import WriteError

Watch = Callable[[FileDone, int], None]
"""Is told of each finished file, and of how many there are in all."""


@dataclass(slots=True)
class Progress:
    """What the loop has seen so far."""

    sessions: list[SessionSummary] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    failed: int = 0
    reused: int = 0
    warnings: int = 0
    interrupted: bool = False


def run_batch(
    places: Sequence[str], out: Path, options: Options, *, watch: Watch | None = None
) -> BatchResult:
    """Analyze every file the places name, into timelines and tables in a folder."""
    check_recipe(options.recipe)
    found = find_files(places, out=out)
    found.files = found.files[: options.limit]
    facts = facts_of(options.recipe, analyzer_for(options.recipe))
    if not found.files and not found.problems:
        return BatchResult(out=out, other_files=found.other_files)
    store = Store(out, resume=options.resume)
    try:
        progress = _run(found, store, options, facts, watch)
    except OSError as error:
        raise WriteError(
            f"the results could not be written ({error.strerror})",
            "check the folder, its permissions and the free space",
        ) from error
    finally:
        store.clean()
    return BatchResult(
        out=out,
        sessions=tuple(progress.sessions),
        problems=tuple(progress.problems),
        files=len(found.files) + len(found.problems),
        failed=progress.failed,
        reused=progress.reused,
        warnings=progress.warnings,
        other_files=found.other_files,
        interrupted=progress.interrupted,
    )


def _run(
    found: Found,
    store: Store,
    options: Options,
    facts: dict[str, object],
    watch: Watch | None,
) -> Progress:
    progress = Progress()
    workers = _workers(options, fingerprint_of(facts), store.out, len(found.files))
    text = options.recipe.text
    with Tables(store.out, store.partial, text=text, bom=options.bom) as tables:
        for problem in found.problems:
            progress.problems.append(problem)
            progress.failed += 1
            tables.refuse(problem)
        try:
            for done in _settled(workers, found, store):
                _keep(done, store, tables, progress)
                if watch is not None:
                    watch(done, len(found.files))
                if options.fail_fast and done.problems:
                    break
        except KeyboardInterrupt:
            progress.interrupted = True
        finally:
            workers.stop()
        tables.publish()
    store.finish({**facts, "bom": options.bom, "counts": _counts(progress)})
    return progress


def _workers(options: Options, fingerprint: str, out: Path, files: int) -> Workers:
    job = partial(
        run_job, recipe=options.recipe, fingerprint=fingerprint, out=out.absolute()
    )
    jobs = min(options.jobs or default_jobs(), files)
    return ThisProcess(job) if jobs <= 1 else Processes(job, jobs=jobs)


def _settled(workers: Workers, found: Found, store: Store) -> Iterator[FileDone]:
    """Finished files whose sessions all have names of their own."""
    names = store.names(frozenset(file.name for file in found.files))
    tasks = list(_tasks(found, store, names.copy()))
    with closing(in_order(workers, tasks)) as results:
        for done in results:
            given = tuple(
                (natural, names.claim(natural))
                for natural in (session.output.natural for session in done.sessions)
            )
            if given == tuple((s.output.natural, s.output.id) for s in done.sessions):
                yield done
            else:
                again = replace(done.task, renames=given, earlier=None)
                yield run_one(workers, again)


def _tasks(found: Found, store: Store, names: Names) -> Iterator[Task]:
    """One task a file; a session called after its file learns of a taken name early."""
    for number, file in enumerate(found.files):
        stem = PurePosixPath(file.name).stem
        yield Task(
            number=number,
            file=file,
            earlier=store.earlier.get(file.name),
            renames=((stem, names.claim(stem)),),
        )


def _keep(done: FileDone, store: Store, tables: Tables, progress: Progress) -> None:
    store.keep(done)
    for session in done.sessions:
        tables.add(session)
    warnings = [found for session in done.sessions for found in session.warnings]
    for problem in (*warnings, *done.problems):
        tables.refuse(problem)
    progress.sessions += [session.summary for session in done.sessions]
    progress.problems += done.problems
    progress.failed += bool(done.problems)
    progress.reused += done.reused
    progress.warnings += len(warnings)


def _counts(progress: Progress) -> dict[str, int]:
    return {
        "sessions": len(progress.sessions),
        "failed_files": progress.failed,
        "problems": len(progress.problems),
        "warnings": progress.warnings,
        "episodes": sum(len(session.episodes) for session in progress.sessions),
        "flagged_markers": sum(session.flagged for session in progress.sessions),
    }
