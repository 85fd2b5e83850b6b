"""One timeline that uses every field."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import client, episode, evidence, marker, session, therapist, timeline
from transcript_rupture.domain import (
    Answer,
    Clarity,
    Diagnostic,
    Episode,
    Family,
    Marker,
    ModelId,
    Notice,
    Presence,
    Ratings,
    Resolution,
    Role,
    Session,
    Span,
    Speaker,
    Timeline,
    TurnScores,
)


@pytest.fixture(scope="session")
def sentinel() -> str:
    """Words that the client says and that must not leak."""
    return "lapwing under glass"


@pytest.fixture(scope="session")
def whole(sentinel: str) -> Timeline:
    plain = timeline(_session(sentinel))
    first, second, third = plain.measures
    (segment,) = plain.segments
    seen = Presence(count=1, clarity=Clarity.CLEAR, salience=3)
    return replace(
        plain,
        markers=(_marker(), marker(2, "owning_impact", family=Family.REPAIR)),
        episodes=(_episode(), episode(2, level="major", intensity=4)),
        scores=(TurnScores(), TurnScores(withdrawal=0.625), TurnScores(repair=0.5)),
        measures=(
            first,
            replace(second, delay_ms=-200, engagement=0.25, flat=True),
            third,
        ),
        segments=(replace(segment, wd_p=seen),),
        ratings=Ratings(wd_p=3),
        notices=(Notice("candidates", "for a person to judge"),),
        provenance=replace(
            plain.provenance,
            model=ModelId(name="tiny", sha256="2" * 64),
            settings={**plain.provenance.settings, "note": "as shipped"},
        ),
    )


def _session(sentinel: str) -> Session:
    return session(
        [
            therapist("How was that for you?"),
            client(f"Fine, {sentinel}. [mm-hm] 🙂", asides=(Span(27, 34),)),
            therapist("I think I missed something."),
        ],
        seconds=5,
        diagnostics=(
            Diagnostic("time-backwards", "times run backwards", 3),
            Diagnostic("roles-inferred", "roles were inferred", None, "info"),
        ),
        speakers=(
            Speaker("Therapist", Role.THERAPIST, 0.91, "asks most questions"),
            Speaker("Client", Role.CLIENT),
        ),
    )


def _marker() -> Marker:
    return marker(
        1,
        evidence=(evidence(1, span=(0, 4)), evidence(1, source="measure:short")),
        against=(evidence(1, "staying", against=True, family=Family.CONTRAST),),
    )


def _episode() -> Episode:
    return episode(
        1,
        2,
        answers=(Answer(2, "owning_impact"),),
        repairs=(Answer(2, "owning_impact"),),
        latency_turns=1,
        response=Answer(2, "client_reengages"),
        resolution=Resolution.PARTLY_RESOLVED,
    )
