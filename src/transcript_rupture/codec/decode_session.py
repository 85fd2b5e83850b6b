"""Plain values to what was said, by whom, and how it was read and measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any, Literal

from transcript_rupture.codec.node import Node
from transcript_rupture.domain import (
    SCORED_FAMILIES,
    Diagnostic,
    ModelId,
    Provenance,
    Role,
    Session,
    Source,
    Span,
    Speaker,
    TimeQuality,
    Turn,
    TurnMeasures,
    TurnScores,
)


def read_session(node: Node, turns: Sequence[Node]) -> Session:
    """The session with its turns in order."""
    source = node["source"]
    found = node.get("diagnostics")
    return Session(
        id=node["id"].text(),
        source=Source(
            name=source["name"].text(),
            format=source["format"].text(),
            encoding=source["encoding"].text(),
            sha256=source["sha256"].text(),
        ),
        speakers=tuple(_speaker(row) for row in node["speakers"].rows()),
        turns=tuple(_turn(row, position) for position, row in enumerate(turns)),
        time_quality=node["time_quality"].choice(TimeQuality),
        diagnostics=tuple(_diagnostic(row) for row in found.rows()) if found else (),
    )


def read_provenance(node: Node) -> Provenance:
    """How the timeline was obtained; the first files named no fitted numbers."""
    fusion = node.get("fusion")
    return Provenance(
        version=node["version"].text(),
        codebook=node["codebook"].text(),
        rules=node["rules"].text(),
        fusion=fusion.text() if fusion is not None else "",
        model=node["model"].unless_null(
            lambda model: ModelId(
                name=model["name"].text(), sha256=model["sha256"].text()
            )
        ),
        settings={
            str(key): _frozen(inner) for key, inner in node["settings"].table().items()
        },
        detectors=tuple(row.text() for row in node["detectors"].rows()),
    )


def read_scores(node: Node) -> TurnScores:
    """The four calibrated scores of a turn."""
    return TurnScores(**{f.value: node[f.value].share() for f in SCORED_FAMILIES})


def read_measures(row: Node, *, turn: int) -> TurnMeasures:
    """The numbers measured on a turn; zero where the file brings none."""
    node = row.get("measures")
    if node is None:
        return TurnMeasures(turn=turn, words=0)
    known = {f.name: str(f.type) for f in fields(TurnMeasures) if f.name != "turn"}
    found = {name: node.get(name) for name in known}
    values: dict[str, Any] = {
        name: _MEASURES[known[name]](inner)
        for name, inner in found.items()
        if inner is not None
    }
    return TurnMeasures(**{"turn": turn, "words": 0, **values})


# The types of TurnMeasures, as written there, and how each is read.
_MEASURES: dict[str, Callable[[Node], float | bool | None]] = {
    "int": Node.whole,
    "float": Node.number,
    "bool": Node.claim,
    "int | None": lambda node: node.unless_null(Node.milliseconds),
}


def _speaker(node: Node) -> Speaker:
    confidence, reason = node.get("confidence"), node.get("reason")
    return Speaker(
        label=node["label"].text(),
        role=node["role"].choice(Role),
        confidence=confidence.share() if confidence else 1.0,
        reason=reason.text() if reason else "",
    )


def _turn(node: Node, position: int) -> Turn:
    asides = node.get("asides")
    said = node.get("text")
    text = said.unless_null(Node.text) if said is not None else None
    return Turn(
        index=node["index"].whole(position, position),
        speaker=node["speaker"].text(),
        role=node["role"].choice(Role),
        text=text or "",
        utterances=tuple(row.text() for row in node["utterances"].rows()),
        start_ms=node["start_ms"].unless_null(Node.milliseconds),
        end_ms=node["end_ms"].unless_null(Node.milliseconds),
        asides=tuple(_aside(row, text) for row in asides.rows()) if asides else (),
    )


def _aside(node: Node, text: str | None) -> Span:
    length = None if text is None else len(text)
    start = node["start"].whole()
    return Span(start, node["end"].whole(start + 1, length))


def _diagnostic(node: Node) -> Diagnostic:
    return Diagnostic(
        code=node["code"].text(),
        message=node["message"].text(),
        line=node["line"].unless_null(Node.whole),
        severity=_severity(node["severity"]),
    )


def _severity(node: Node) -> Literal["info", "warning"]:
    match node.text():
        case "info":
            return "info"
        case "warning":
            return "warning"
        case _:
            raise node.wrong("must be info or warning")


def _frozen(setting: object) -> object:
    """Settings as their records hold them: lists are tuples there."""
    match setting:
        case dict():
            return {str(key): _frozen(inner) for key, inner in setting.items()}
        case list():
            return tuple(_frozen(inner) for inner in setting)
        case _:
            return setting
