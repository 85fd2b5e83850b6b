"""``train``: rated sessions in, a model folder out."""

from __future__ import annotations

from dataclasses import replace
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from transcript_rupture.cli.failing import say
from transcript_rupture.errors import ModelError, SettingsError

if TYPE_CHECKING:
    from transcript_rupture.train.checkpoint import Epoch
    from transcript_rupture.train.run import Run
    from transcript_rupture.train.settings import TrainSettings

SHORT = 12


def train_command(
    rated: Annotated[
        list[Path],
        typer.Argument(
            metavar="RATED",
            help="Folders of rated sessions: sessions.jsonl with labels/, or coded "
            "dialogues.",
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The model folder to be.")
    ],
    base: Annotated[
        str | None,
        typer.Option(help="A checkpoint to start from: a folder, or a hub name."),
    ] = None,
    epochs: Annotated[
        int, typer.Option(min=1, help="At most so many in the first stage.")
    ] = 2,
    folds: Annotated[int, typer.Option(min=2, help="For scores of unseen turns.")] = 3,
    seed: Annotated[int, typer.Option(help="Same seed, same model.")] = 0,
    contrasts: Annotated[
        Path | None,
        typer.Option(help="A folder of contrasts: pairs of which one shows a code."),
    ] = None,
    natural: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CORPUS",
            help="Material most like what the model will read, with ruptures as "
            "frequent: the network learns from it last, and fusion and thresholds are "
            "fitted on it. Default: all. Repeatable.",
        ),
    ] = None,
    calibrate: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CORPUS",
            help="Natural material of real talk: it says how probable a marker is "
            "(default: all of it), and its turns count several times for the network "
            "(default: none). Repeatable.",
        ),
    ] = None,
) -> None:
    """Fine-tune a classifier on rated sessions; a run that was cut off goes on."""
    try:
        from transcript_rupture.rated import load_contrasts  # noqa: PLC0415  # heavy
        from transcript_rupture.train.run import train_model  # noqa: PLC0415  # heavy
        from transcript_rupture.train.settings import (  # noqa: PLC0415  # heavy
            SETTLE,
            StageSettings,
            TrainSettings,
        )
    except ImportError as error:
        raise ModelError(
            f"training needs {error.name}, which is not installed",
            'pip install "transcript-rupture[train]"',
        ) from error
    settings = TrainSettings(
        first=StageSettings(epochs=epochs, seed=seed),
        settle=replace(SETTLE, seed=seed),
        folds=folds,
    )
    pairs = load_contrasts(contrasts) if contrasts else []
    run = _run(rated, output, base=base, settings=settings)
    run = _among(replace(run, contrasts=pairs), natural=natural, calibrate=calibrate)
    folder = train_model(run)
    say(f"model {folder.config.name} is ready, sha256 {folder.sha256[:SHORT]}")


def _run(
    rated: list[Path],
    output: Path,
    *,
    base: str | None,
    settings: TrainSettings,
) -> Run:
    from transcript_rupture.pipeline import build_detectors  # noqa: PLC0415  # heavy
    from transcript_rupture.rated import load_rated  # noqa: PLC0415  # heavy
    from transcript_rupture.train.run import Run  # noqa: PLC0415  # heavy

    detectors = build_detectors()
    sessions = [s for path in rated for s in load_rated(path, detectors=detectors)]
    say(f"{len(sessions)} rated sessions")
    return Run(
        rated=sessions,
        out=output,
        base=base,
        settings=settings,
        natural=frozenset(s.corpus for s in sessions),
        watch=_tell,
    )


def _among(
    run: Run,
    *,
    natural: list[str] | None,
    calibrate: list[str] | None,
) -> Run:
    """The run with the corpora that were named; each must be there."""
    known = {item.corpus for item in run.rated}
    for name in {*(natural or ()), *(calibrate or ())} - known:
        raise SettingsError(
            f"no session is of corpus {name!r}", f"known: {', '.join(sorted(known))}"
        )
    for name in set(calibrate or ()) - set(natural or known):
        raise SettingsError(f"{name!r} is not natural", f"add --natural {name}")
    return replace(
        run,
        natural=frozenset(natural or known),
        fusion=replace(run.fusion, calibrate_on=frozenset(calibrate or ())),
    )


def _tell(name: str, epoch: Epoch) -> None:
    held_out = "" if isnan(epoch.held_out) else f", held out {epoch.held_out:.3f}"
    say(f"{name}, epoch {epoch.number + 1}: loss {epoch.loss:.3f}{held_out}")
