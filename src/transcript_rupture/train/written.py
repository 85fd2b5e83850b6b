"""Short written dialogues, as examples to learn from: of rules, codebook and contrasts.

Plain words for what sessions say in passing. The examples of rules and codebook teach the
network the words themselves, contrasts what in the turns around them decides; how often
these are a marker, sessions teach.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from transcript_rupture.classify.labels import families_of_side, label_names
from transcript_rupture.classify.window import Window, WindowSettings
from transcript_rupture.codebook import Code, load_codebook
from transcript_rupture.codebook.book import Line
from transcript_rupture.codebook.dialogue import parse_dialogue, target_of
from transcript_rupture.match.rulebook import shipped_rulebook
from transcript_rupture.rated import Contrast
from transcript_rupture.train.examples import MASKED, Example, Targets

WRITTEN = "written"


def written_examples(*, window: WindowSettings) -> list[Example]:
    """Every example of a shipped rule or a code that its own lines can show."""
    return [
        _example(lines[: target + 1], code, shows=shows, window=window)
        for code, lines, target, shows in (*_of_rules(), *_of_codebook())
    ]


def contrast_examples(
    contrasts: Iterable[Contrast], *, window: WindowSettings
) -> list[Example]:
    """Both dialogues of each contrast."""
    codes = load_codebook().codes
    return [
        _example(lines, codes[contrast.code], shows=shows, window=window)
        for contrast in contrasts
        for lines, shows in ((contrast.shows, True), (contrast.seems, False))
    ]


def _of_rules() -> Iterator[tuple[Code, Sequence[Line], int, bool]]:
    codes = load_codebook().codes
    for rule in shipped_rulebook().rules:
        code = codes[rule.code]
        for texts, shows in ((rule.fires_on, True), (rule.stays_quiet_on, False)):
            for text in texts:
                lines = parse_dialogue(text)
                yield code, lines, target_of(lines, code.side), shows


def _of_codebook() -> Iterator[tuple[Code, Sequence[Line], int, bool]]:
    for code in load_codebook().codes.values():
        for examples, shows in ((code.positives, True), (code.near_misses, False)):
            for example in examples:
                if not example.needs_more:
                    yield code, example.turns, example.target, shows


def _example(
    lines: Sequence[Line], code: Code, *, shows: bool, window: WindowSettings
) -> Example:
    *before, (role, text) = [(role or code.side, text) for role, text in lines]
    return Example(
        group=WRITTEN,
        corpus=WRITTEN,
        session=WRITTEN,
        window=Window(
            turn=len(before),
            role=role,
            text=text,
            before=tuple(before[-window.turns :]),
        ),
        targets=_targets(code, shows=shows),
        plain=False,
    )


def _targets(code: Code, *, shows: bool) -> Targets:
    """The code and its family are taught; of the others the writer said nothing."""
    names = label_names()
    row = np.full(len(names), MASKED, dtype=np.float32)
    row[names.index(code.name)] = shows
    if code.family in families_of_side(code.side):
        row[names.index(code.family.value)] = shows
    return row
