"""A baseline that knows only words: TF-IDF of a turn and the one before, and a regression."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from transcript_rupture.domain import SCORED_FAMILIES, SIDE_OF, Family, Role, Session
from transcript_rupture.errors import SettingsError
from transcript_rupture.rated import Rated

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

Scores = Mapping[Family, Sequence[float]]
STRENGTH = 10.0
BOTH = 2
WORD = r"[\w']+"


def learn_words(rated: Sequence[Rated]) -> Callable[[Session], Scores]:
    """Fit a bag of words a family; what comes back scores the turns of a session."""
    models = {family: _fit(rated, family) for family in SCORED_FAMILIES}

    def score(session: Session) -> Scores:
        return {
            family: _score(session, model, SIDE_OF[family])
            for family, model in models.items()
        }

    return score


def spoken(session: Session, turn: int) -> tuple[str, str]:
    """What was said in a turn, and in the one before."""
    before = session.turns[turn - 1].text if turn else ""
    return session.turns[turn].text, before


def _fit(rated: Sequence[Rated], family: Family) -> Pipeline:
    rows = [
        (spoken(item.session, turn), label)
        for item in rated
        for turn, label in item.labels(family, SIDE_OF[family])
    ]
    labels = [label for _, label in rows]
    if len(set(labels)) < BOTH:
        raise SettingsError(
            f"the sessions to learn from hold no clear {family.value}",
            "name a folder with more rated sessions",
        )
    model = _regression()
    model.fit(np.array([said for said, _ in rows], dtype=object), labels)
    return model


def _regression() -> Pipeline:
    try:
        from sklearn.compose import ColumnTransformer  # noqa: PLC0415  # optional
        from sklearn.feature_extraction.text import (  # noqa: PLC0415  # optional
            TfidfVectorizer,
        )
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  # optional
        from sklearn.pipeline import make_pipeline  # noqa: PLC0415  # optional
    except ImportError as error:
        raise SettingsError(
            "the bag of words needs scikit-learn, which is not installed",
            'pip install "transcript-rupture[ml]", or leave out --learn',
        ) from error
    words = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), token_pattern=WORD)
    return make_pipeline(
        ColumnTransformer([("turn", words, 0), ("before", words, 1)]),
        LogisticRegression(C=STRENGTH, solver="liblinear"),
    )


def _score(session: Session, model: Pipeline, side: Role) -> list[float]:
    own = [turn.index for turn in session.turns if turn.role is side]
    scores = [0.0] * len(session.turns)
    if own:
        said = np.array([spoken(session, turn) for turn in own], dtype=object)
        found = model.predict_proba(said)
        for turn, probability in zip(own, found[:, 1], strict=True):
            scores[turn] = float(probability)
    return scores
