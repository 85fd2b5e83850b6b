"""What must hold for any transcript: no word and no utterance lost, none twice."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from segment.speech import transcript, utterance
from transcript_rupture.domain import Role, Session, Span, Transcript
from transcript_rupture.segment import SegmentSettings, segment

PIECES = st.one_of(
    st.sampled_from(
        ["", "Mm-hm.", "yeah", "I was-", "-and then", "…so", "What?", "Okay. Right."]
    ),
    st.text(max_size=30),
)
LINES = st.lists(st.tuples(st.sampled_from("TCX"), PIECES), max_size=25)

SETTINGS = st.builds(SegmentSettings, fold_backchannels=st.booleans())


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    lines = [("T", "Hello."), ("C", "Hi."), *draw(LINES)]
    return transcript(
        *(
            utterance(i, "", speaker=speaker, text=text)
            for i, (speaker, text) in enumerate(lines)
        )
    )


@given(transcripts(), SETTINGS)
def test_every_utterance_is_in_one_turn_and_in_order(
    given_transcript: Transcript, settings: SegmentSettings
) -> None:
    session = segment(given_transcript, settings=settings)

    ids = [i for turn in session.turns for i in turn.utterances]
    assert ids == [u.id for u in given_transcript.utterances]


@given(transcripts())
def test_every_word_is_in_one_turn_and_in_order(given_transcript: Transcript) -> None:
    session = segment(given_transcript)

    words = [w for u in given_transcript.utterances for w in u.text.split()]
    assert words_of(session) == words


@given(transcripts())
def test_turns_change_hands_and_are_numbered(given_transcript: Transcript) -> None:
    turns = segment(given_transcript).turns

    assert [turn.index for turn in turns] == list(range(len(turns)))
    assert all(one.speaker != other.speaker for one, other in pairwise(turns))


@given(transcripts())
def test_the_role_of_a_turn_is_its_speakers_role(given_transcript: Transcript) -> None:
    session = segment(given_transcript)

    roles = {speaker.label: speaker.role for speaker in session.speakers}
    assert all(turn.role is roles[turn.speaker] for turn in session.turns)
    assert {Role.THERAPIST, Role.CLIENT} <= set(roles.values())


def words_of(session: Session) -> list[str]:
    """The words of all turns, with the brackets of the asides taken off."""
    return [w for turn in session.turns for w in _plain(turn.text, turn.asides).split()]


def _plain(text: str, asides: tuple[Span, ...]) -> str:
    for aside in reversed(asides):
        inner = text[aside.start + 1 : aside.end - 1]
        assert text[aside.start : aside.end] == f"[{inner}]"
        text = text[: aside.start] + inner + text[aside.end :]
    return text
