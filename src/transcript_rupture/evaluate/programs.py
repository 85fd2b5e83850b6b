"""Programs to measure: the shipped one, a model folder, rules alone, or timelines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from transcript_rupture.classify.folder import MANIFEST
from transcript_rupture.domain import ModelId
from transcript_rupture.errors import SettingsError
from transcript_rupture.evaluate.baselines import RULES, Baseline, baselines
from transcript_rupture.evaluate.counts import Found
from transcript_rupture.evaluate.examples import try_examples
from transcript_rupture.evaluate.found import ENDING, analyze_rated, read_timelines
from transcript_rupture.evaluate.records import Program
from transcript_rupture.pipeline import Analyzer, build_analyzer
from transcript_rupture.rated import RatedTranscript, read_rated

Rows = Sequence[RatedTranscript]
RULES_WORD = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which program is asked for; with ``timelines`` nothing is analyzed again."""

    timelines: Path | None = None
    model: Path | None = None
    use_model: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """A program, and the simpler ones that stand beside it."""

    program: Program
    beside: tuple[Baseline, ...] = field(repr=False)


def choose_sessions(folder: Path, *, corpus: str | None = None) -> Rows:
    """The rated sessions of a folder, or those of one corpus."""
    rows = read_rated(folder)
    chosen = [row for row in rows if corpus in (None, row.corpus)]
    if not chosen:
        known = ", ".join(sorted({row.corpus for row in rows}))
        raise SettingsError(f"no session is of corpus {corpus!r}", f"known: {known}")
    return chosen


def run(rows: Rows, choice: Choice, *, learn: Path | None = None) -> Measurement:
    """Let the chosen program and the baselines work on rated sessions."""
    rules = build_analyzer(use_model=False)
    plain = analyze_rated(rows, rules)
    if choice.timelines is None:
        analyzer = build_analyzer(model=choice.model) if choice.use_model else rules
        has_model = analyzer.classifier is not None
        found = analyze_rated(rows, analyzer) if has_model else plain
        program = _program(analyzer.model, found, analyzer)
        return _measurement(program, plain, analyzer, learn)
    found = read_timelines(choice.timelines)
    model = _model(found)
    other = _analyzer_of(model, choice, rules)
    return _measurement(_program(model, found, other), plain, other, learn)


def named_program(word: str, rows: Rows) -> Program:
    """What a word on the command line names: ``rules``, a model, or timelines."""
    folder = Path(word)
    if word == RULES_WORD:
        return analyzed(rows, build_analyzer(use_model=False))
    if (folder / MANIFEST).exists():
        return analyzed(rows, build_analyzer(model=folder))
    if any(folder.glob(f"*{ENDING}")):
        found = read_timelines(folder)
        return Program(name=folder.name, model=_model(found), found=found)
    raise SettingsError(
        f"{word!r} is neither a model folder nor a folder of timelines",
        f"name one, or write {RULES_WORD} for rules and measures only",
    )


def analyzed(rows: Rows, analyzer: Analyzer) -> Program:
    """What an analyzer finds in rated sessions and in the codebook's examples."""
    return _program(analyzer.model, analyze_rated(rows, analyzer), analyzer)


def _measurement(
    program: Program, plain: Found, analyzer: Analyzer | None, learn: Path | None
) -> Measurement:
    classifier = None if analyzer is None else analyzer.classifier
    beside = baselines(plain, learn=learn, classifier=classifier)
    return Measurement(program=program, beside=tuple(beside))


def _analyzer_of(
    model: ModelId | None, choice: Choice, rules: Analyzer
) -> Analyzer | None:
    """The analyzer that made the timelines, where it is at hand."""
    if model is None:
        return rules
    if choice.model is None:
        return None
    analyzer = build_analyzer(model=choice.model)
    if analyzer.model != model:
        raise SettingsError(
            "the timelines come from another model than --model names",
            "name their model, or leave out --model",
        )
    return analyzer


def _program(model: ModelId | None, found: Found, analyzer: Analyzer | None) -> Program:
    examples = None if analyzer is None else try_examples(analyzer)
    return Program(name=_name(model), model=model, found=found, examples=examples)


def _model(found: Found) -> ModelId | None:
    """The classifier of the timelines; timelines of several are no one program."""
    models = {timeline.provenance.model for timeline in found.values()}
    if len(models) > 1:
        raise SettingsError(
            "the timelines come from different models", "analyze again with --force"
        )
    return next(iter(models), None)


def _name(model: ModelId | None) -> str:
    return RULES if model is None else model.name
