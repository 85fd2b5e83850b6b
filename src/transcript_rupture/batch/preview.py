"""How files would be read, without analyzing or writing anything."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcript_rupture.batch.find import STDIN, STDIN_MARK, find_files
from transcript_rupture.batch.naming import Names, safe_stem
from transcript_rupture.batch.records import Options, Problem, Recipe, SourceFile
from transcript_rupture.batch.sources import check_recipe, place_of, read_source
from transcript_rupture.domain import Session, Transcript
from transcript_rupture.errors import TranscriptRuptureError
from transcript_rupture.segment import segment


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPreview:
    """A session as it was read, and its turns and roles unless they were refused."""

    transcript: Transcript
    session: Session | None
    problem: Problem | None = None
    stem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A file as it was read, or why it was not."""

    file: str
    sessions: tuple[SessionPreview, ...] = ()
    problem: Problem | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the file or with sessions in it."""
        every = (self.problem, *(shown.problem for shown in self.sessions))
        return tuple(problem for problem in every if problem is not None)


def preview_files(
    places: Sequence[str], out: Path, options: Options
) -> Iterator[Preview]:
    """Every file the places name, one after the other, as a batch would read it."""
    check_recipe(options.recipe)
    found = find_files(places, out=out)
    names = Names()
    yield from (Preview(file=p.file, problem=p) for p in found.problems)
    for file in found.files[: options.limit]:
        yield _preview(file, options.recipe, names)


def inspect_file(place: str, recipe: Recipe) -> Preview:
    """One file as it would be read, hidden or not, whatever its extension."""
    check_recipe(recipe)
    if place == STDIN_MARK:
        return _preview(
            SourceFile(STDIN, None, sys.stdin.buffer.read()), recipe, Names()
        )
    path = Path(place)
    return _preview(SourceFile(path.name, path), recipe, Names())


def _preview(file: SourceFile, recipe: Recipe, names: Names) -> Preview:
    """One file as a batch would read it."""
    try:
        transcripts = read_source(file, recipe)
    except TranscriptRuptureError as error:
        return Preview(file=file.name, problem=Problem.of(error, file=file.name))
    places = [place_of(file, n, len(transcripts)) for n in range(len(transcripts))]
    return Preview(
        file=file.name,
        sessions=tuple(
            _session(transcript, place, recipe, names)
            for transcript, place in zip(transcripts, places, strict=True)
        ),
    )


def _session(
    transcript: Transcript, place: str, recipe: Recipe, names: Names
) -> SessionPreview:
    try:
        session = segment(transcript, roles=dict(recipe.roles) or None)
    except TranscriptRuptureError as error:
        problem = Problem.of(error, file=place)
        return SessionPreview(transcript=transcript, session=None, problem=problem)
    stem = safe_stem(names.claim(transcript.session_id))
    return SessionPreview(transcript=transcript, session=session, stem=stem)
