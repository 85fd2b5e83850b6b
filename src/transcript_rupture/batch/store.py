"""The output folder: whole files only, and a manifest that is always valid."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from transcript_rupture.batch.job import PARTIAL
from transcript_rupture.batch.manifest import (
    append_entry,
    load_entries,
    write_entries,
)
from transcript_rupture.batch.naming import Names, by_name
from transcript_rupture.batch.records import Entry, FileDone
from transcript_rupture.batch.render import HTML_SUFFIX, JSON_SUFFIX
from transcript_rupture.errors import WriteError
from transcript_rupture.write import write_text


class Store:
    """Keeps what is finished, remembers what an earlier run left."""

    def __init__(self, out: Path, *, resume: bool) -> None:
        self.out = out
        self.partial = out / PARTIAL
        self._known = self._prepare()
        self.earlier: Mapping[str, Entry] = self._known if resume else {}
        self._done: dict[str, Entry] = {}
        self._forgotten: set[str] = set()

    def names(self, wanted: frozenset[str]) -> Names:
        """Session names still free: those of files not in this run are taken."""
        return Names(
            output.timeline.removesuffix(JSON_SUFFIX)
            for name, entry in self._known.items()
            if name not in wanted
            for output in entry.outputs
        )

    def keep(self, done: FileDone) -> None:
        """Put a file's sessions in place, then say so in the manifest."""
        entry = done.entry
        if not done.reused:
            for number, session in enumerate(done.sessions):
                self._place(done.task.number, number, session.output.files)
            append_entry(self.out, entry)
        self._done[entry.name] = entry

    def entries(self) -> list[Entry]:
        """What the folder holds now, by file name: of this run and of earlier ones."""
        every = {
            name: entry
            for name, entry in (self._known | self._done).items()
            if name not in self._forgotten
        }
        return [every[name] for name in sorted(every, key=by_name)]

    def forget(self, entry: Entry) -> None:
        """Leave out what an earlier run did and what is no longer whole."""
        self._forgotten.add(entry.name)

    def finish(self, facts: Mapping[str, object]) -> None:
        """Compact the manifest, drop what is stale, write ``run.json``."""
        entries = self.entries()
        still = {name for entry in entries for name in _files(entry)}
        write_entries(self.out, entries)
        for name, entry in self._known.items():
            if name in self._done:
                self._remove(set(_files(entry)) - still)
        facts_text = json.dumps(facts, indent=2, ensure_ascii=False, sort_keys=True)
        write_text(self.out / "run.json", facts_text + "\n")

    def clean(self) -> None:
        """Remove whatever is not whole."""
        shutil.rmtree(self.partial, ignore_errors=True)
        for torn in self.out.glob(".*.part"):
            torn.unlink(missing_ok=True)

    def _prepare(self) -> dict[str, Entry]:
        try:
            self.clean()
            self.partial.mkdir(parents=True, exist_ok=True)
            return load_entries(self.out)
        except OSError as error:
            raise WriteError(
                "the output folder cannot be written", "choose another with --output"
            ) from error

    def _place(
        self, task: int, number: int, files: tuple[tuple[str, str], ...]
    ) -> None:
        for name, _ in files:
            suffix = JSON_SUFFIX if name.endswith(JSON_SUFFIX) else HTML_SUFFIX
            (self.partial / f"{task}-{number}{suffix}").replace(self.out / name)

    def _remove(self, names: set[str]) -> None:
        for name in names:
            if Path(name).name == name:
                (self.out / name).unlink(missing_ok=True)


def _files(entry: Entry) -> tuple[str, ...]:
    return tuple(name for output in entry.outputs for name, _ in output.files)
