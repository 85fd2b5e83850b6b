"""One training run: rated sessions in, a sealed model folder out."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from transcript_rupture.classify import ModelConfig, ModelFolder, seal
from transcript_rupture.classify.encode import WindowEncoder
from transcript_rupture.classify.evidence import evidence_of
from transcript_rupture.classify.folder import FUSION, NETWORK, TOKENIZER
from transcript_rupture.classify.reading import read_logits
from transcript_rupture.classify.runtime import Logits
from transcript_rupture.domain import Evidence
from transcript_rupture.rated import Contrast, Rated
from transcript_rupture.train.base import base_folder
from transcript_rupture.train.calibration import Calibration, fit_calibration
from transcript_rupture.train.card import write_card
from transcript_rupture.train.checkpoint import WHOLE, Epoch, store_weights
from transcript_rupture.train.course import Course
from transcript_rupture.train.encoder import TurnEncoder
from transcript_rupture.train.examples import Example, examples_of
from transcript_rupture.train.export import export
from transcript_rupture.train.folds import Lessons, cross_fit
from transcript_rupture.train.fusion import check_spread, fit_fusion
from transcript_rupture.train.fusion_settings import WITH_MODEL, FitSettings
from transcript_rupture.train.record import History, Taught, write_training
from transcript_rupture.train.reliability import ranking, reliability
from transcript_rupture.train.settings import TrainSettings
from transcript_rupture.train.store import render_fusion
from transcript_rupture.train.written import contrast_examples, written_examples

WORK = "work"
BASE = "all-MiniLM-L6-v2 (Apache-2.0)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a training run is asked for.

    ``out`` is the model folder to be; checkpoints lie beside it until it is sealed, so
    that a run that was cut off goes on. ``natural`` names the corpora most like the talk
    the model will read: the encoder learns from them last, and on the answers of fits
    that did not see them the fusion learns how far to trust it.
    """

    rated: Sequence[Rated] = field(repr=False)
    out: Path
    natural: frozenset[str]
    base: str | None = None
    contrasts: Sequence[Contrast] = field(default=(), repr=False)
    settings: TrainSettings = field(default_factory=TrainSettings)
    fusion: FitSettings = field(default=FitSettings(families=WITH_MODEL))
    watch: Callable[[str, Epoch], None] = field(
        default=lambda _name, _epoch: None, repr=False
    )

    @property
    def work(self) -> Path:
        """Where checkpoints lie."""
        return self.out.with_name(f"{self.out.name}.{WORK}")

    def natural_sessions(self, rated: Sequence[Rated]) -> list[Rated]:
        """Those of the natural corpora."""
        return [item for item in rated if item.corpus in self.natural]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the fits of a run brought: answers on unseen groups, and the network.

    ``examples`` are the natural ones, ``logits`` theirs.
    """

    base: Path
    examples: Sequence[Example] = field(repr=False)
    logits: Logits = field(repr=False)
    network: TurnEncoder = field(repr=False)
    history: History


def train_model(run: Run) -> ModelFolder:
    """Fit the network, those of the folds, calibration and fusion; seal the folder."""
    check_spread(run.natural_sessions(run.rated))
    lessons, course = lessons_of(run), course_of(run)
    crossed = cross_fit(lessons, course)
    store_weights(crossed.network, run.work / WHOLE)
    return write_model(
        run,
        Outcome(
            base=Path(course.base),
            examples=lessons.natural,
            logits=crossed.logits,
            network=crossed.network,
            history=course.history(),
        ),
    )


def course_of(run: Run) -> Course:
    """What the fits of a run share."""
    base = base_folder(run.base)
    return Course(
        base=base,
        encoder=WindowEncoder(base / TOKENIZER, settings=run.settings.window),
        settings=run.settings,
        folder=run.work,
        watch=run.watch,
    )


def lessons_of(run: Run) -> Lessons:
    """What a run learns from, natural material apart."""
    window = run.settings.window
    examples = list(examples_of(run.rated, window=window))
    return Lessons(
        natural=[e for e in examples if e.corpus in run.natural],
        other=[e for e in examples if e.corpus not in run.natural],
        written=written_examples(window=window),
        contrasts=contrast_examples(run.contrasts, window=window),
        real=run.fusion.calibrate_on,
        repeats=run.settings.repeats,
    )


def write_model(run: Run, outcome: Outcome) -> ModelFolder:
    """Calibrate, fit the fusion, shrink the network, and seal the folder."""
    examples, logits = outcome.examples, outcome.logits
    calibration = fit_calibration(examples, logits)
    run.out.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(outcome.base / TOKENIZER, run.out / TOKENIZER)
    export(outcome.network, run.out / NETWORK)
    natural = run.natural_sessions(run.rated)
    heard = with_answers(natural, examples, logits, calibration, name=run.out.name)
    (run.out / FUSION).write_text(_fusion(run, heard), encoding="utf-8")
    write_training(
        run.out,
        run.rated,
        base=outcome.base.name if run.base else BASE,
        settings=run.settings,
        taught=Taught(
            natural=sorted(run.natural),
            real=sorted(run.fusion.calibrate_on),
            contrasts=len(run.contrasts),
        ),
        history=outcome.history,
        bins=list(reliability(examples, logits)),
        ranks=ranking(examples, logits),
    )
    window = run.settings.window
    seal(
        run.out, ModelConfig(name=run.out.name, window=window, calibration=calibration)
    )
    return write_card(run.out)


def with_answers(
    rated: Sequence[Rated],
    examples: Sequence[Example],
    logits: Logits,
    calibration: Calibration,
    *,
    name: str,
) -> list[Rated]:
    """Rated sessions with what an unseeing fit said of each turn as evidence."""
    said: dict[str, list[Evidence]] = defaultdict(list)
    for example, row in zip(examples, logits, strict=True):
        window = example.window
        reading = read_logits(window.turn, window.role, row, calibration=calibration)
        said[example.session] += evidence_of(reading, model=name)
    return [
        replace(item, evidence=(*item.evidence, *said[item.session.id]))
        for item in rated
    ]


def _fusion(run: Run, heard: Sequence[Rated]) -> str:
    turns = sum(len(item.session.turns) for item in heard)
    model = fit_fusion(
        heard,
        settings=run.fusion,
        fitted_on=f"{len(heard)} rated sessions, {turns} turns",
    )
    return render_fusion(model)
