"""Candidates and the folder of models: a decision, its record, and the new default."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from transcript_rupture.classify import ModelFolder, open_model
from transcript_rupture.classify.folder import MANIFEST
from transcript_rupture.default_model import INDEX, read_index
from transcript_rupture.errors import ModelError, WriteError
from transcript_rupture.evaluate.compare import Comparison, compare
from transcript_rupture.evaluate.gate import GateSettings, refusals
from transcript_rupture.evaluate.identity import rated_sha256
from transcript_rupture.evaluate.leaks import leaks, unsealed
from transcript_rupture.evaluate.plain import comparison_plain
from transcript_rupture.evaluate.programs import analyzed
from transcript_rupture.evaluate.records import Program
from transcript_rupture.pipeline import build_analyzer
from transcript_rupture.rated import RatedTranscript
from transcript_rupture.write.atomic import write_text

RECORD = "promotions.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Which candidate asks to become the default of which folder of models.

    ``current`` is the model to hold its own against: the folder's default, where none
    is named; rules and measures alone, where there is no default yet.
    """

    candidate: Path
    models: Path
    current: Path | None = None
    settings: GateSettings = field(default_factory=GateSettings)
    draws: int = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided on a candidate, and why; no reasons means it was promoted."""

    time: str
    candidate: str
    sha256: str | None
    rated_sha256: str
    reasons: tuple[str, ...]
    comparison: Comparison | None = None

    @property
    def promoted(self) -> bool:
        """Whether the candidate is the default now."""
        return not self.reasons


def promote(request: Request, rows: Sequence[RatedTranscript]) -> Decision:
    """Decide on a candidate, record the decision, and act on it."""
    if not (request.candidate / MANIFEST).is_file():
        raise ModelError(
            f"{request.candidate.name} is no model folder",
            "name one that `train` wrote",
        )
    decision = decide(request, rows)
    request.models.mkdir(parents=True, exist_ok=True)
    if decision.promoted:
        install(open_model(request.candidate), request.models)
    _record(decision, request.models / RECORD)
    return decision


def decide(request: Request, rows: Sequence[RatedTranscript]) -> Decision:
    """Hold a candidate against the gate; nothing is changed."""
    folder, reasons = _checked(request, rows)
    comparison = None
    if folder is not None:
        comparison = compare(
            rows,
            _current(request, rows),
            analyzed(rows, build_analyzer(model=folder.path)),
            draws=request.draws,
        )
        reasons += refusals(comparison, settings=request.settings)
    return Decision(
        time=datetime.now(UTC).isoformat(timespec="seconds"),
        candidate=folder.config.name if folder else request.candidate.name,
        sha256=folder.sha256 if folder else None,
        rated_sha256=rated_sha256(rows),
        reasons=tuple(reasons),
        comparison=comparison,
    )


def install(folder: ModelFolder, models: Path) -> None:
    """Copy a model under its name and make it the default, each in one step."""
    name = folder.config.name
    try:
        if not (models / name).exists():
            _copy(folder, models / name)
    except OSError as error:
        raise WriteError(
            f"the model could not be copied ({error.strerror})",
            "check the folder of models, its permissions and the free space",
        ) from error
    index = read_index(models)
    known = {**index.get("models", {}), name: {"sha256": folder.sha256}}
    text = json.dumps({"default": name, "models": known}, indent=1, ensure_ascii=False)
    write_text(models / INDEX, text + "\n")


def _checked(
    request: Request, rows: Sequence[RatedTranscript]
) -> tuple[ModelFolder | None, list[str]]:
    """The candidate as far as it can be opened, and what its folder lacks."""
    try:
        folder = open_model(request.candidate)
    except ModelError as error:
        return None, [str(error)]
    reasons = [*unsealed(folder.path), *leaks(folder.path, rows)]
    return folder, [*reasons, *_names(folder, request.models)]


def _names(folder: ModelFolder, models: Path) -> Iterator[str]:
    name = folder.config.name
    if Path(name).name != name or name.startswith("."):
        yield f"{name!r} cannot be the name of a folder"
    elif (models / name).exists() and open_model(models / name).sha256 != folder.sha256:
        yield f"another model is called {name}; train the candidate under a new name"


def _current(request: Request, rows: Sequence[RatedTranscript]) -> Program:
    default = read_index(request.models).get("default")
    shipped = request.models / str(default) if default else None
    folder = request.current or shipped
    return analyzed(rows, build_analyzer(model=folder, use_model=folder is not None))


def _copy(folder: ModelFolder, target: Path) -> None:
    """Copy what the manifest names; a crash leaves nothing under the model's name."""
    manifest = json.loads((folder.path / MANIFEST).read_text("utf-8"))
    with TemporaryDirectory(prefix=".", dir=target.parent) as place:
        partial = Path(place) / target.name
        partial.mkdir()
        for name in (*manifest["files"], MANIFEST):
            shutil.copyfile(folder.path / name, partial / name)
        open_model(partial)
        partial.rename(target)


def _record(decision: Decision, file: Path) -> None:
    comparison = decision.comparison
    row = {
        "time": decision.time,
        "candidate": decision.candidate,
        "sha256": decision.sha256,
        "rated_sha256": decision.rated_sha256,
        "promoted": decision.promoted,
        "reasons": list(decision.reasons),
        "comparison": None if comparison is None else comparison_plain(comparison),
    }
    try:
        with file.open("a", encoding="utf-8", newline="\n") as lines:
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    except OSError as error:
        raise WriteError(
            f"{file.name} could not be written ({error.strerror})",
            "check the folder of models and its permissions",
        ) from error
