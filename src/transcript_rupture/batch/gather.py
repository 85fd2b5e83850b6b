"""The tables of all that a folder holds, whichever run made it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from transcript_rupture.batch.job import take_again
from transcript_rupture.batch.manifest import is_intact
from transcript_rupture.batch.records import Entry, Problem, Recipe, SessionDone
from transcript_rupture.batch.spool import Share, Spool
from transcript_rupture.batch.store import Store
from transcript_rupture.batch.tables import Tables
from transcript_rupture.errors import TranscriptRuptureError


@dataclass(slots=True)
class Kept:
    """What earlier runs left that this run did not touch."""

    sessions: int = 0
    failed: int = 0
    problems: int = 0
    warnings: int = 0
    episodes: int = 0
    flagged: int = 0

    def count(self, entry: Entry, sessions: Iterable[SessionDone]) -> None:
        """Add one source file of an earlier run."""
        for session in sessions:
            self.sessions += 1
            self.warnings += len(session.warnings)
            self.episodes += len(session.summary.episodes)
            self.flagged += session.summary.flagged
        self.failed += bool(entry.problems)
        self.problems += len(entry.problems)


def gather(store: Store, spool: Spool, tables: Tables, recipe: Recipe) -> Kept:
    """Fill the tables from every source file that the folder remembers.

    What is no longer whole is forgotten, so that tables and manifest agree.
    """
    kept = Kept()
    for entry in store.entries():
        if entry.name in spool:
            _add(tables, entry, spool.take(entry.name))
            continue
        sessions = _earlier(store, entry, recipe)
        if sessions is None:
            store.forget(entry)
            continue
        _add(tables, entry, (Share(s.rows, s.warnings) for s in sessions))
        kept.count(entry, sessions)
    return kept


def _add(tables: Tables, entry: Entry, shares: Iterable[Share]) -> None:
    doubts: list[Problem] = []
    for share in shares:
        tables.add(share.rows)
        doubts += share.warnings
    for problem in (*doubts, *entry.problems):
        tables.refuse(problem)


def _earlier(store: Store, entry: Entry, recipe: Recipe) -> list[SessionDone] | None:
    """The sessions of an earlier run, from their files, or nothing if these changed."""
    if not all(is_intact(store.out, output) for output in entry.outputs):
        return None
    try:
        return [take_again(o, entry.name, recipe, store.out) for o in entry.outputs]
    except (TranscriptRuptureError, OSError, ValueError):
        return None
