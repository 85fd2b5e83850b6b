"""Rated sessions and what was found in them, small enough to count by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from builders import session, timeline, turn
from transcript_rupture.domain import (
    Role,
    Source,
    Timeline,
    Transcript,
    TurnScores,
    Utterance,
)
from transcript_rupture.rated import RatedTranscript, Rating

ROLES = {"T": Role.THERAPIST, "C": Role.CLIENT}
WORDS = "what was said here"


def rated(
    roles: str,
    codes: Mapping[int, Mapping[str, int]] | None = None,
    *,
    name: str = "s1",
    group: str = "g1",
    corpus: str = "made",
    **rating: Any,
) -> RatedTranscript:
    """A session of one utterance a letter (T or C) with codes by place."""
    said = tuple(
        Utterance(
            id=str(place),
            speaker=letter,
            role=ROLES[letter],
            text=f"{WORDS} {name} {place}",
            line=place + 1,
        )
        for place, letter in enumerate(roles)
    )
    source = Source(name=name, format="rated", encoding="utf-8", sha256="0" * 64)
    return RatedTranscript(
        group=group,
        corpus=corpus,
        transcript=Transcript(session_id=name, utterances=said, source=source),
        rating=Rating(turns={str(k): v for k, v in (codes or {}).items()}, **rating),
    )


def found_in(
    row: RatedTranscript,
    scores: Mapping[int, Mapping[str, float]] | None = None,
    **changes: Any,
) -> Timeline:
    """A timeline of the session with a turn an utterance and scores by place."""
    said = row.transcript.utterances
    turns = [turn(u.text, role=u.role or Role.OTHER, utterances=(u.id,)) for u in said]
    whole = session(turns, id=row.transcript.session_id)
    given = scores or {}
    return timeline(
        whole,
        scores=tuple(TurnScores(**given.get(i, {})) for i in range(len(turns))),
        **changes,
    )


def write_rated(folder: Path, sessions: Sequence[Mapping[str, Any]]) -> Path:
    """A folder of rated sessions: each has ``session``, ``turns``, ``codes``."""
    (folder / "labels").mkdir(parents=True)
    lines = []
    for row in sessions:
        turns = [
            {"id": i, "role": ROLES[who].value, "text": words}
            for i, (who, words) in enumerate(row["turns"])
        ]
        lines.append(
            json.dumps(
                {
                    "session": row["session"],
                    "corpus": row.get("corpus", "made"),
                    "group": row.get("group", row["session"]),
                    "turns": turns,
                }
            )
        )
        labels = {
            "turns": row.get("codes", {}),
            "ratings": dict.fromkeys(("WD_P", "CF_P", "WD_T", "CF_T"), 1),
        }
        file = folder / "labels" / f"{row['session']}.json"
        file.write_text(json.dumps(labels), encoding="utf-8")
    (folder / "sessions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def plain_hours(count: int = 3) -> list[dict[str, Any]]:
    """Sessions in which a client first complains and then closes the door."""
    return [
        {
            "session": f"h{number}",
            "turns": [
                ("T", "What was it like when we spoke about your father last time?"),
                ("C", "You never listen to me, you just read from your sheet."),
                ("T", "I am sorry, I think I missed how much that hurt you."),
                ("C", "Fine."),
                ("T", f"You should simply try harder, as I said {number} times."),
                ("C", "We walked by the river and talked about the summer house."),
            ],
            "codes": {
                "1": {"feeling_unseen": 3},
                "2": {"owning_impact": 2},
                "3": {"minimal_response": 2},
                "4": {"pressing_on": 2},
            },
        }
        for number in range(count)
    ]
