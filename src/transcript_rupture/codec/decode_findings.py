"""Plain values to what was found: markers, evidence, episodes, segments, ratings."""

from __future__ import annotations

from typing import Literal

from transcript_rupture.codec.node import Node
from transcript_rupture.domain import (
    Answer,
    Clarity,
    Episode,
    EpisodeType,
    Evidence,
    Family,
    Marker,
    Presence,
    Ratings,
    Resolution,
    Segment,
    Span,
)

MOST = 5


def read_marker(node: Node, turns: int) -> Marker:
    """One candidate marker with its reasons."""
    return Marker(
        turn=_place(node["turn"], turns),
        code=node["code"].text(),
        family=node["family"].choice(Family),
        score=node["score"].share(),
        flagged=node["flagged"].claim(),
        clarity=node["clarity"].choice(Clarity),
        evidence=_reasons(node["evidence"], node, against=False),
        against=_reasons(node["against"], node, against=True),
    )


def read_episode(node: Node, turns: int) -> Episode:
    """One candidate episode, what answered it and how it ended."""
    start = _place(node["start_turn"], turns)
    return Episode(
        start_turn=start,
        end_turn=node["end_turn"].whole(start, turns - 1),
        type=node["type"].choice(EpisodeType),
        score=node["score"].share(),
        intensity=node["intensity"].whole(1, MOST),
        level=_level(node["level"]),
        reasons=tuple(row.text() for row in node["reasons"].rows()),
        answers=tuple(_answer(row, turns) for row in node["answers"].rows()),
        repairs=tuple(_answer(row, turns) for row in node["repairs"].rows()),
        latency_turns=node["latency_turns"].unless_null(Node.whole),
        response=node["response"].unless_null(lambda row: _answer(row, turns)),
        resolution=node["resolution"].choice(Resolution),
    )


def read_segment(node: Node, turns: int) -> Segment:
    """One stretch of the session and what it holds."""
    start = _place(node["start_turn"], turns)
    return Segment(
        start_turn=start,
        end_turn=node["end_turn"].whole(start, turns - 1),
        start_ms=node["start_ms"].unless_null(Node.milliseconds),
        end_ms=node["end_ms"].unless_null(Node.milliseconds),
        wd_p=_presence(node["WD_P"]),
        cf_p=_presence(node["CF_P"]),
        wd_t=_presence(node["WD_T"]),
        cf_t=_presence(node["CF_T"]),
    )


def read_ratings(node: Node) -> Ratings:
    """The four session ratings, 1 to 5."""
    return Ratings(
        wd_p=node["WD_P"].whole(1, MOST),
        cf_p=node["CF_P"].whole(1, MOST),
        wd_t=node["WD_T"].whole(1, MOST),
        cf_t=node["CF_T"].whole(1, MOST),
    )


def _reasons(node: Node, marker: Node, *, against: bool) -> tuple[Evidence, ...]:
    return tuple(_evidence(row, marker, against=against) for row in node.rows())


def _evidence(node: Node, marker: Node, *, against: bool) -> Evidence:
    """One reason; what it does not say itself, it shares with its marker."""
    return Evidence(
        turn=marker["turn"].whole(),
        code=(node.get("code") or marker["code"]).text(),
        family=(node.get("family") or marker["family"]).choice(Family),
        source=node["source"].text(),
        score=node["score"].share(),
        why=node["why"].text(),
        span=_span(node),
        against=against,
    )


def _span(node: Node) -> Span | None:
    start, end = node["start"], node["end"]
    if start.value is None and end.value is None:
        return None
    first = start.whole()
    return Span(first, end.whole(first + 1))


def _answer(node: Node, turns: int) -> Answer:
    return Answer(_place(node["turn"], turns), node["code"].text())


def _presence(node: Node) -> Presence:
    return Presence(
        count=node["count"].whole(),
        clarity=node["clarity"].unless_null(lambda row: row.choice(Clarity)),
        salience=node["salience"].whole(1, MOST),
    )


def _level(node: Node) -> Literal["micro", "major"]:
    match node.text():
        case "micro":
            return "micro"
        case "major":
            return "major"
        case _:
            raise node.wrong("must be micro or major")


def _place(node: Node, turns: int) -> int:
    """The index of a turn that exists."""
    return node.whole(0, turns - 1)
