"""One file through all stages: what a worker does, and nothing it raises."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from transcript_rupture.batch.identity import key_of
from transcript_rupture.batch.manifest import is_intact, sha256_of
from transcript_rupture.batch.naming import safe_stem
from transcript_rupture.batch.records import (
    FileDone,
    Output,
    Problem,
    Recipe,
    SessionDone,
    SourceFile,
    Task,
)
from transcript_rupture.batch.render import (
    HTML_SUFFIX,
    JSON_SUFFIX,
    read_timeline,
    render_timeline,
    summarize,
    table_rows,
    write_output,
)
from transcript_rupture.domain import Notice, Timeline, Transcript
from transcript_rupture.errors import TranscriptRuptureError
from transcript_rupture.pipeline import Analyzer, build_analyzer
from transcript_rupture.read import read_bytes, read_file
from transcript_rupture.read.columns import check_mapping
from transcript_rupture.read.formats import named_format

PARTIAL = ".partial"
RENAMED = Notice(
    "renamed-session",
    "Another session of this batch has the same name; this one got a number.",
)


@lru_cache(maxsize=1)
def analyzer_for(recipe: Recipe) -> Analyzer:
    """The analyzer of a recipe, built once in each worker."""
    return build_analyzer(settings=recipe.settings, rule_texts=recipe.rule_texts)


def run_job(task: Task, recipe: Recipe, fingerprint: str, out: Path) -> FileDone:
    """Work on one file, or take what an earlier run made of it if nothing changed."""
    done = FileDone(task=task)
    try:
        sha256 = _hash(task)
        done = replace(done, sha256=sha256, key=key_of(task.file, sha256, fingerprint))
        return _reuse(done, recipe, out) or _work(done, recipe, out)
    except TranscriptRuptureError as error:
        problem = Problem.of(error, file=task.file.name)
        return replace(done, problems=(problem,))
    except Exception as error:  # noqa: BLE001 - one bad file must not stop a batch
        problem = Problem.unexpected(error, file=task.file.name, stage="read")
        return replace(done, problems=(problem,), trace=_frames(error))


def _hash(task: Task) -> str | None:
    if task.file.path is None:
        return hashlib.sha256(task.file.data).hexdigest()
    return sha256_of(task.file.path)


def _reuse(done: FileDone, recipe: Recipe, out: Path) -> FileDone | None:
    earlier = done.task.earlier
    if earlier is None or earlier.status != "done" or earlier.key != done.key:
        return None
    if not all(is_intact(out, output) for output in earlier.outputs):
        return None
    try:
        sessions = tuple(
            _again(output, done, recipe, out) for output in earlier.outputs
        )
    except (TranscriptRuptureError, OSError, ValueError):
        return None
    return replace(done, sessions=sessions, reused=True)


def _again(output: Output, done: FileDone, recipe: Recipe, out: Path) -> SessionDone:
    timeline = read_timeline(out / output.timeline)
    return _finished(timeline, output, recipe, done.task.file.name)


def _work(done: FileDone, recipe: Recipe, out: Path) -> FileDone:
    sessions: list[SessionDone] = []
    for number, transcript in enumerate(read_source(done.task.file, recipe)):
        try:
            sessions.append(_session(transcript, done, number, recipe, out))
        except TranscriptRuptureError as error:
            problem = Problem.of(error, file=_place(done, transcript))
            done = replace(done, problems=(*done.problems, problem))
        except Exception as error:  # noqa: BLE001 - the file's other sessions go on
            problem = Problem.unexpected(
                error, file=_place(done, transcript), stage="analyze"
            )
            trace = done.trace + _frames(error)
            done = replace(done, problems=(*done.problems, problem), trace=trace)
    return replace(done, sessions=tuple(sessions))


def check_recipe(recipe: Recipe) -> None:
    """Refuse at once what would fail on every single file."""
    check_mapping(dict(recipe.mapping))
    if recipe.format is not None:
        named_format(recipe.format)


def read_source(file: SourceFile, recipe: Recipe) -> tuple[Transcript, ...]:
    """The sessions in a file, as the recipe says to read it."""
    mapping = dict(recipe.mapping)
    if file.path is None:
        return read_bytes(
            file.data, name=file.name, format=recipe.format, mapping=mapping
        )
    return read_file(file.path, format=recipe.format, mapping=mapping)


def _session(
    transcript: Transcript, done: FileDone, number: int, recipe: Recipe, out: Path
) -> SessionDone:
    natural = transcript.session_id
    name = dict(done.task.renames).get(natural, natural)
    roles = dict(recipe.roles) or None
    timeline = analyzer_for(recipe)(replace(transcript, session_id=name), roles=roles)
    if name != natural:
        timeline = replace(timeline, notices=(*timeline.notices, RENAMED))
    rendered = render_timeline(timeline, text=recipe.text)
    stem = safe_stem(name)
    output = Output(
        id=name,
        natural=natural,
        timeline=f"{stem}{JSON_SUFFIX}",
        timeline_sha256=_sha256(rendered.json),
        html=f"{stem}{HTML_SUFFIX}",
        html_sha256=_sha256(rendered.html),
    )
    write_output(out / PARTIAL, f"{done.task.number}-{number}", rendered)
    return _finished(rendered.timeline, output, recipe, done.task.file.name)


def _finished(
    timeline: Timeline, output: Output, recipe: Recipe, file: str
) -> SessionDone:
    return SessionDone(
        output=output,
        rows=table_rows(timeline, text=recipe.text),
        warnings=tuple(
            Problem.doubt(found, file=file)
            for found in timeline.session.diagnostics
            if found.severity == "warning"
        ),
        summary=summarize(timeline, html=output.html),
    )


def _place(done: FileDone, transcript: Transcript) -> str:
    """A file with several sessions tells which of them is meant."""
    file = done.task.file.name
    own = Path(file).stem == transcript.session_id
    return file if own else f"{file}#{transcript.session_id}"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _frames(error: BaseException) -> str:
    """Where it happened, without the message, which may quote speech."""
    return "".join(_lines(error))


def _lines(error: BaseException) -> Iterator[str]:
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__name__}\n"
