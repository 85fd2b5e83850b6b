"""What stands beside the program's figures, so that they mean something."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from transcript_rupture.classify import Classifier
from transcript_rupture.domain import (
    SCORED_FAMILIES,
    Family,
    Session,
    Timeline,
    TurnScores,
)
from transcript_rupture.evaluate.counts import Found
from transcript_rupture.evaluate.words import learn_words
from transcript_rupture.rated import load_rated

Score = Callable[[Session], Mapping[Family, Sequence[float]]]

CHANCE = "every turn alike"
RULES = "rules and measures only"
WORDS = "bag of words"
NETWORK = "network alone"
NO_CONTEXT = "network without context"


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """A simpler program, and what it found; ``flags`` says if it draws a line itself."""

    name: str
    found: Found = field(repr=False)
    flags: bool = False


def baselines(
    plain: Found, *, learn: Path | None = None, classifier: Classifier | None = None
) -> Iterator[Baseline]:
    """The baselines that can be had; ``plain`` is what rules and measures found."""
    yield Baseline(name=CHANCE, found=scored(plain, _nothing))
    yield Baseline(name=RULES, found=plain, flags=True)
    if learn is not None:
        words = learn_words(load_rated(learn))
        yield Baseline(name=WORDS, found=scored(plain, words))
    if classifier is not None:
        alone = without_context(classifier)
        yield Baseline(name=NO_CONTEXT, found=scored(plain, _network(alone)))
        yield Baseline(name=NETWORK, found=scored(plain, _network(classifier)))


def scored(plain: Found, score: Score) -> dict[str, Timeline]:
    """The same sessions with other scores and nothing else found."""
    return {name: _scored(timeline, score) for name, timeline in plain.items()}


def without_context(classifier: Classifier) -> Classifier:
    """The same network with empty windows: each turn is read as if it stood alone."""
    folder = classifier.folder
    window = replace(folder.config.window, turns=0)
    return Classifier(replace(folder, config=replace(folder.config, window=window)))


def _scored(timeline: Timeline, score: Score) -> Timeline:
    said = score(timeline.session)
    return replace(
        timeline,
        scores=tuple(
            TurnScores(**{family.value: said[family][i] for family in SCORED_FAMILIES})
            for i in range(len(timeline.session.turns))
        ),
        markers=(),
        episodes=(),
    )


def _nothing(session: Session) -> dict[Family, list[float]]:
    return {family: [0.0] * len(session.turns) for family in SCORED_FAMILIES}


def _network(classifier: Classifier) -> Score:
    def score(session: Session) -> dict[Family, list[float]]:
        said = _nothing(session)
        for reading in classifier.read(session):
            for family, probability in reading.families.items():
                if family in said:
                    said[family][reading.turn] = probability
        return said

    return score
