"""Plain values to Timeline; whatever breaks the contract is one clear error."""

from __future__ import annotations

from transcript_rupture.codec.decode_findings import (
    read_episode,
    read_marker,
    read_ratings,
    read_segment,
)
from transcript_rupture.codec.decode_session import (
    read_measures,
    read_provenance,
    read_scores,
    read_session,
)
from transcript_rupture.codec.encode import SCHEMA_NAME
from transcript_rupture.codec.node import Node
from transcript_rupture.domain import Notice, Session, Timeline
from transcript_rupture.errors import CodecError


def from_dict(data: object) -> Timeline:
    """The timeline that a file describes; speech that was left out comes back empty."""
    root = Node(data)
    if root["schema"].text() != SCHEMA_NAME:
        raise CodecError(f"timeline.schema must be {SCHEMA_NAME!r}", "see `schema`")
    turns = root["turns"].rows()
    timeline = Timeline(
        session=read_session(root["session"], turns),
        provenance=read_provenance(root["provenance"]),
        scores=tuple(read_scores(row["scores"]) for row in turns),
        measures=tuple(read_measures(row, turn=i) for i, row in enumerate(turns)),
        markers=tuple(read_marker(row, len(turns)) for row in root["markers"].rows()),
        episodes=tuple(
            read_episode(row, len(turns)) for row in root["episodes"].rows()
        ),
        segments=tuple(
            read_segment(row, len(turns)) for row in root["segments"].rows()
        ),
        ratings=read_ratings(root["ratings"]),
        notices=tuple(_notice(row) for row in root["notices"].rows()),
    )
    _check_spans(timeline.session, root)
    return timeline


def _notice(node: Node) -> Notice:
    return Notice(node["code"].text(), node["message"].text())


def _check_spans(session: Session, root: Node) -> None:
    """Evidence must point into the words it speaks of, where the words are there."""
    for row in root["markers"].rows():
        for piece in (*row["evidence"].rows(), *row["against"].rows()):
            end = piece["end"]
            length = len(session.turns[row["turn"].whole()].text)
            if length and end.value is not None:
                end.whole(most=length)
