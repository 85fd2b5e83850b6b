"""A timeline in all the forms a batch keeps: two files, four tables, one summary."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from transcript_rupture.batch.records import (
    EpisodeSummary,
    Problem,
    SessionSummary,
)
from transcript_rupture.codec import from_dict, to_dict
from transcript_rupture.domain import Timeline
from transcript_rupture.errors import CodecError
from transcript_rupture.write import html, write_text
from transcript_rupture.write import json as timeline_json
from transcript_rupture.write.csv import render_rows
from transcript_rupture.write.tables import ERRORS, TABLES

JSON_SUFFIX = ".timeline.json"
HTML_SUFFIX = ".html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A timeline as its file will give it back, and the texts of its two files."""

    timeline: Timeline
    json: str = field(repr=False)
    html: str = field(repr=False)


def render_timeline(timeline: Timeline, *, text: bool) -> Rendered:
    """The texts of a session's files.

    Tables are made from what the file holds, so that a run that finds the file already
    there writes the same tables, to the byte.
    """
    kept = from_dict(to_dict(timeline, text=text))
    return Rendered(
        timeline=kept,
        json=timeline_json.render(timeline, text=text),
        html=html.render(timeline, text=text),
    )


def write_output(folder: Path, name: str, rendered: Rendered) -> None:
    """Write a session's files where a later step will pick them up."""
    write_text(folder / f"{name}{JSON_SUFFIX}", rendered.json)
    write_text(folder / f"{name}{HTML_SUFFIX}", rendered.html)


def read_timeline(path: Path) -> Timeline:
    """A timeline from its file."""
    plain = json.loads(path.read_text("utf-8"))
    if not isinstance(plain, dict):
        raise CodecError("a timeline file holds no object", "analyze the session again")
    return from_dict(plain)


def table_rows(timeline: Timeline, *, text: bool) -> dict[str, str]:
    """A session's rows in every table."""
    return {
        name: render_rows(table.rows(timeline, text=text))
        for name, table in TABLES.items()
    }


def table_header(name: str, *, text: bool, bom: bool) -> str:
    """The first line of a table."""
    columns = ERRORS if name == "errors" else TABLES[name].header(text=text)
    return render_rows([columns], bom=bom)


def error_line(problem: Problem) -> str:
    """A line of ``errors.csv``."""
    facts = (problem.file, problem.stage, problem.code, problem.line)
    return render_rows([(*facts, problem.message, problem.remedy)])


def summarize(timeline: Timeline, *, html: str) -> SessionSummary:
    """What the table at the end says of a session."""
    return SessionSummary(
        id=timeline.session.id,
        html=html,
        turns=len(timeline.session.turns),
        flagged=len({marker.turn for marker in timeline.markers if marker.flagged}),
        episodes=tuple(
            EpisodeSummary(
                type=episode.type.value,
                level=episode.level,
                start_turn=episode.start_turn,
                end_turn=episode.end_turn,
                resolution=episode.resolution.value,
            )
            for episode in timeline.episodes
        ),
    )
