"""The batch: find, work, keep; one loop whoever does the work."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath

from transcript_rupture.batch.find import Found, find_files
from transcript_rupture.batch.gather import Kept, gather
from transcript_rupture.batch.identity import facts_of, fingerprint_of
from transcript_rupture.batch.job import analyzer_for, run_job
from transcript_rupture.batch.naming import Names
from transcript_rupture.batch.records import (
    BatchResult,
    FileDone,
    Options,
    Problem,
    SessionSummary,
    Task,
)
from transcript_rupture.batch.sources import check_recipe
from transcript_rupture.batch.spool import Spool
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
    kept: Kept = field(default_factory=Kept)


def run_batch(
    places: Sequence[str], out: Path, options: Options, *, watch: Watch | None = None
) -> BatchResult:
    """Analyze every file the places name, into timelines and tables in a folder."""
    check_recipe(options.recipe)
    found = _found(places, out, options)
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
        kept=progress.kept.sessions,
        warnings=progress.warnings,
        other_files=found.other_files,
        interrupted=progress.interrupted,
    )


def _found(places: Sequence[str], out: Path, options: Options) -> Found:
    """The files of this run; none if what cannot be found must stop it."""
    found = find_files(places, out=out)
    found.files = found.files[: options.limit]
    if options.fail_fast and found.problems:
        found.files, found.problems = [], found.problems[:1]
    return found


def _run(
    found: Found,
    store: Store,
    options: Options,
    facts: dict[str, object],
    watch: Watch | None,
) -> Progress:
    progress = Progress(problems=list(found.problems), failed=len(found.problems))
    spool = Spool(store.partial)
    workers = _workers(options, fingerprint_of(facts), store.out, len(found.files))
    try:
        for done in _settled(workers, found, store):
            _keep(done, store, spool, progress)
            if watch is not None:
                watch(done, len(found.files))
            if options.fail_fast and done.problems:
                break
    except KeyboardInterrupt:
        progress.interrupted = True
    finally:
        workers.stop()
    progress.kept = _write_tables(found, store, spool, options)
    store.finish({**facts, "bom": options.bom, "counts": _counts(progress)})
    return progress


def _write_tables(found: Found, store: Store, spool: Spool, options: Options) -> Kept:
    recipe = options.recipe
    with Tables(store.out, store.partial, text=recipe.text, bom=options.bom) as tables:
        for problem in found.problems:
            tables.refuse(problem)
        kept = gather(store, spool, tables, recipe)
        tables.publish()
    return kept


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


def _keep(done: FileDone, store: Store, spool: Spool, progress: Progress) -> None:
    store.keep(done)
    spool.keep(done)
    progress.sessions += [session.summary for session in done.sessions]
    progress.problems += done.problems
    progress.failed += bool(done.problems)
    progress.reused += done.reused
    progress.warnings += sum(len(session.warnings) for session in done.sessions)


def _counts(progress: Progress) -> dict[str, int]:
    """What the folder holds now, and how much of it only earlier runs saw."""
    sessions, kept = progress.sessions, progress.kept
    return {
        "sessions": len(sessions) + kept.sessions,
        "kept_sessions": kept.sessions,
        "failed_files": progress.failed + kept.failed,
        "problems": len(progress.problems) + kept.problems,
        "warnings": progress.warnings + kept.warnings,
        "episodes": sum(len(each.episodes) for each in sessions) + kept.episodes,
        "flagged_turns": sum(each.flagged for each in sessions) + kept.flagged,
    }
