"""Hearing a session turn by turn, and remembering what each speaker usually does."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace

from transcript_rupture.config import MeasureSettings
from transcript_rupture.domain import Role, Turn, TurnMeasures
from transcript_rupture.measure.assent import agreement, distance, echo, newness
from transcript_rupture.measure.baseline import Baseline, talkative
from transcript_rupture.measure.engagement import Curve, level, telling
from transcript_rupture.measure.invitation import count_questions, invitation
from transcript_rupture.measure.lexicon import FEELING, FIRST_PERSON, NEGATION
from transcript_rupture.measure.pauses import delay_ms, noted_silence_ms, waited_ms
from transcript_rupture.measure.words import NO_WORDS, Words, words_of

BARE_WORDS = 3
MOSTLY = 0.6
# Until this many words were said, everybody's share of the talk leans on a half.
DOUBT_TALK = 60
WORDS_A_MARK = 60


@dataclass(slots=True)
class Voice:
    """What was heard from one speaker so far."""

    baseline: Baseline
    curve: Curve
    recent: deque[Words]
    spoken: int = 0


@dataclass(slots=True, kw_only=True)
class Hearing:
    """What is remembered of a session after some of its turns."""

    settings: MeasureSettings
    exact: bool
    voices: dict[str, Voice] = field(default_factory=dict)
    latest: dict[Role, tuple[Turn, Words]] = field(default_factory=dict)
    previous: Turn | None = None
    spoken: int = 0
    marks: int = 1
    engagement: float = 0.5
    # The turn that still stands because somebody else has only murmured since.
    murmured_over: int | None = None

    def hear(self, turn: Turn) -> TurnMeasures:
        """Measure the next turn, then remember it."""
        words = words_of(turn)
        self._count(words)
        voice = self.voices.setdefault(turn.speaker, self._new_voice())
        measured = self._measured(turn, words, voice)
        if turn.role is Role.CLIENT:
            voice.curve.add(
                level(measured, known=voice.baseline.known),
                telling=telling(measured),
            )
            self.engagement = round(voice.curve.value, 6)
            measured = replace(measured, flat=voice.curve.flat)
        self._remember(turn, words, voice)
        return replace(measured, engagement=self.engagement)

    def _new_voice(self) -> Voice:
        return Voice(
            baseline=Baseline(self.settings.usual_words, self.settings.known_turns),
            curve=Curve(self.settings),
            recent=deque(maxlen=self.settings.own_turns),
        )

    def _measured(self, turn: Turn, words: Words, voice: Voice) -> TurnMeasures:
        answered = self._answered(turn)
        other = answered[1] if answered else NO_WORDS
        delay = self._delay(turn)
        waited = waited_ms(delay, plain_answer_ms=self.settings.plain_answer_ms)
        usual = voice.baseline.words
        return TurnMeasures(
            turn=turn.index,
            words=len(words),
            baseline_words=round(usual, 3),
            length_z=round(voice.baseline.length_z(len(words)), 6),
            delay_ms=delay,
            silence_ms=waited + noted_silence_ms(turn),
            agreement=agreement(words),
            echo=echo(words, other),
            questions=count_questions(words, punctuated=self._punctuated),
            first_person=words.share(FIRST_PERSON),
            feeling=words.share(FEELING),
            abstraction=words.abstract_share(),
            hedges=words.hedged_share(),
            negation=words.share(NEGATION),
            distance_other=distance(words, other),
            distance_own=newness(words, voice.recent),
            invited=self._invited(turn, answered),
            talkative=talkative(usual, share=self._share(voice)),
        )

    def _answered(self, turn: Turn) -> tuple[Turn, Words] | None:
        """The turn of the other side that this one answers."""
        other = Role.CLIENT if turn.role is Role.THERAPIST else Role.THERAPIST
        return self.latest.get(other)

    def _delay(self, turn: Turn) -> int | None:
        if not self.exact or self.previous is None:
            return None
        return delay_ms(turn, self.previous)

    def _invited(self, turn: Turn, answered: tuple[Turn, Words] | None) -> float:
        if turn.role is not Role.CLIENT or answered is None:
            return 0.0
        before, said = answered
        if before.index not in {turn.index - 1, self.murmured_over}:
            return 0.0
        return invitation(said, punctuated=self._punctuated).value

    def _share(self, voice: Voice) -> float:
        return (voice.spoken + DOUBT_TALK / 2) / (self.spoken + DOUBT_TALK)

    @property
    def _punctuated(self) -> bool:
        """Whether questions carry their mark; speech recognizers often write none."""
        return self.marks * WORDS_A_MARK >= self.spoken

    def _count(self, words: Words) -> None:
        self.marks += sum(words.speech.count(mark) for mark in ".?!")

    def _remember(self, turn: Turn, words: Words, voice: Voice) -> None:
        listening = len(words) <= BARE_WORDS and agreement(words) >= MOSTLY
        self.murmured_over = turn.index - 1 if listening else None
        if words.tokens and not listening:
            voice.baseline.add(len(words))
        voice.recent.append(words)
        voice.spoken += len(words)
        self.spoken += len(words)
        self.latest[turn.role] = (turn, words)
        self.previous = turn
