"""A made-up session of sixty turns with three candidate episodes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import client, episode, evidence, marker, session, therapist, timeline
from transcript_rupture.domain import (
    Answer,
    Clarity,
    Episode,
    EpisodeType,
    Family,
    Marker,
    Notice,
    Resolution,
    Role,
    Session,
    Span,
    Speaker,
    Timeline,
    Turn,
    TurnMeasures,
)

TALK = (
    (
        "How has the week been since we last met?",
        "Busy, mostly. The new manager started on Monday, and I keep thinking she can see straight through me, so I stay late every day to be sure that nothing is wrong.",
    ),
    (
        "What goes through your mind when you stay late?",
        "That somebody will find the one thing I missed. I lie awake and go through the list, and by the morning I have found three more.",
    ),
    (
        "And when you find them, what then?",
        "Then I feel safe for about an hour. It is like paying off a debt that grows back.",
    ),
)
COOL = (
    (
        "I notice that this sounds a lot like what you told me about your father.",
        "Maybe.",
    ),
    ("Could you say more about that?", "Not really. I mean, it makes sense, I guess."),
    ("What do you think you were afraid of, back then?", "I don't know."),
    (
        "You could try the worksheet again; it covers exactly this.",
        "Okay. Sure. Whatever you think is best.",
    ),
)
HOT = (
    (
        "Did you do the thought record we agreed on?",
        "No. And honestly, these sheets don't help me. You keep handing them to me as if I hadn't told you that.",
    ),
    (
        "The research on thought records is very clear, so I would really encourage you to give it a chance.",
        "You're not listening to me. I say it doesn't help and you tell me about research [laughs].",
    ),
    (
        "You're right, and I missed it. I pushed the worksheet when you were telling me it doesn't fit. How was that for you, just now?",
        "A bit like talking to my manager, to be honest. As if I had to hand in something perfect here as well.",
    ),
    (
        "I'm glad you told me. What would you need from me here instead?",
        "I think I need to talk it through first, without a grade at the end. It is good to say that out loud.",
    ),
)


# Turn, code, family, clarity, score, and the words it rests on.
MARKERS = """
5  minimal_response     withdrawal     possible 0.21 about an hour
7  minimal_response     withdrawal     clear    0.62 Maybe.
9  stopped_exploring    withdrawal     clear    0.58 it makes sense
11 minimal_response     withdrawal     clear    0.62 I don't know
12 over_explaining      strain         clear    0.55 it covers exactly this
13 appeasing_deference  withdrawal     strong   0.83 Whatever you think is best
21 criticism_of_method  confrontation  strong   0.90 these sheets don't help me
21 feeling_unseen       confrontation  clear    0.60 as if I hadn't told you that
22 defensiveness        strain         clear    0.71 The research on thought records
23 feeling_unseen       confrontation  strong   0.92 You're not listening to me
24 owning_impact        repair         strong   0.81 You're right, and I missed it
24 inviting_feedback    repair         clear    0.60 How was that for you, just now?
26 inviting_feedback    repair         clear    0.64 What would you need from me here
27 client_voices_need   response       clear    0.70 I need to talk it through first
31 denial_of_feeling    withdrawal     possible 0.18 three more
35 minimal_response     withdrawal     clear    0.62 Maybe.
39 minimal_response     withdrawal     clear    0.62 I don't know
45 intellectualising    withdrawal     possible 0.25 somebody will find
"""


@pytest.fixture(scope="session")
def sixty_turns() -> Timeline:
    spoken = _session()
    return timeline(
        spoken,
        [_marker(spoken, row) for row in MARKERS.strip().splitlines()],
        _episodes(),
        measures=tuple(map(_measures, spoken.turns)),
        notices=(Notice("no-model", "No trained classifier took part."),),
    )


def _session() -> Session:
    pairs = [*TALK, *COOL, *TALK, *HOT, *TALK, *COOL, *TALK, *TALK, *TALK]
    turns = [
        turn
        for asked, said in pairs
        for turn in (therapist(asked, speaker="Dr. Hale"), client(said))
    ]
    turns[1] = replace(turns[1], asides=(Span(6, 12),))
    speakers = (
        Speaker("Dr. Hale", Role.THERAPIST, 0.97, "asks most questions"),
        Speaker("Client", Role.CLIENT),
    )
    return session(turns, seconds=50, id="hale-14", speakers=speakers)


def _marker(spoken: Session, row: str) -> Marker:
    at, code, family, clarity, score, words = row.split(maxsplit=5)
    turn, kind = int(at), Family(family)
    start = spoken.turns[turn].text.index(words)
    span = (start, start + len(words))
    why = "The words name it, and they are said to this therapist."
    doubt = evidence(turn, code, against=True, why="agreement can be real agreement")
    return marker(
        turn,
        code,
        family=kind,
        clarity=Clarity(clarity),
        flagged=clarity != "possible",
        score=float(score),
        evidence=(
            evidence(turn, code, family=kind, span=span, why=why),
            evidence(turn, code, family=kind, source="measure:short", score=0.41),
        ),
        against=(doubt,)
        if code in {"stopped_exploring", "appeasing_deference"}
        else (),
    )


def _episodes() -> tuple[Episode, ...]:
    owning, inviting = Answer(24, "owning_impact"), Answer(26, "inviting_feedback")
    quiet = episode(
        7,
        13,
        intensity=3,
        reasons=("explicitness 0: shown, not said", "persistence 2: 4 client turns"),
        answers=(Answer(12, "over_explaining"),),
        resolution=Resolution.NOT_ATTEMPTED,
    )
    loud = episode(
        21,
        27,
        type=EpisodeType.CONFRONTATION,
        level="major",
        intensity=4,
        reasons=("explicitness 2: said forcefully", "spread 1: 2 kinds of marker"),
        answers=(Answer(22, "defensiveness"), owning, inviting),
        repairs=(owning, inviting),
        latency_turns=3,
        response=Answer(27, "client_voices_need"),
        resolution=Resolution.RESOLVED,
    )
    return (quiet, loud, episode(35, 39, type=EpisodeType.MIXED))


def _measures(turn: Turn) -> TurnMeasures:
    words = len(turn.text.split())
    return TurnMeasures(
        turn=turn.index,
        words=words,
        baseline_words=24.0,
        delay_ms=900 + 700 * (turn.index % 4),
        questions=turn.text.count("?"),
        engagement=min(0.8, 0.25 + words / 40),
        flat=9 <= turn.index <= 13,
    )
