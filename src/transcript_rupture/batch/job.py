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
from transcript_rupture.batch.sources import place_of, read_source
from transcript_rupture.domain import Notice, Timeline, Transcript
from transcript_rupture.errors import TranscriptRuptureError
from transcript_rupture.pipeline import Analyzer, build_analyzer

PARTIAL = ".partial"
RENAMED = Notice(
    "renamed-session",
    "Another session of this batch has the same name; this one got a number.",
)


@lru_cache(maxsize=1)
def analyzer_for(recipe: Recipe) -> Analyzer:
    """The analyzer of a recipe, built once in each worker."""
    return build_analyzer(
        settings=recipe.settings,
        rule_texts=recipe.rule_texts,
        model=recipe.model,
        use_model=recipe.use_model,
    )


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
            take_again(output, done.task.file.name, recipe, out)
            for output in earlier.outputs
        )
    except (TranscriptRuptureError, OSError, ValueError):
        return None
    return replace(done, sessions=sessions, reused=True)


def take_again(output: Output, file: str, recipe: Recipe, out: Path) -> SessionDone:
    """A session as an earlier run left it."""
    return _finished(read_timeline(out / output.timeline), output, recipe, file)


def _work(done: FileDone, recipe: Recipe, out: Path) -> FileDone:
    sessions: list[SessionDone] = []
    transcripts = read_source(done.task.file, recipe)
    for number, transcript in enumerate(transcripts):
        place = place_of(done.task.file, number, len(transcripts))
        try:
            sessions.append(_session(transcript, done, number, recipe, out))
        except TranscriptRuptureError as error:
            problem = Problem.of(error, file=place)
            done = replace(done, problems=(*done.problems, problem))
        except Exception as error:  # noqa: BLE001 - the file's other sessions go on
            problem = Problem.unexpected(error, file=place, stage="analyze")
            trace = done.trace + _frames(error)
            done = replace(done, problems=(*done.problems, problem), trace=trace)
    return replace(done, sessions=tuple(sessions))


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


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _frames(error: BaseException) -> str:
    """Where it happened, without the message, which may quote speech."""
    return "".join(_lines(error))


def _lines(error: BaseException) -> Iterator[str]:
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__name__}\n"
