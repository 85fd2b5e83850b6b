"""What the classifier says of sessions whose group it did not learn from."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from sklearn.model_selection import GroupKFold

from transcript_rupture.classify.encode import WindowEncoder
from transcript_rupture.classify.labels import label_names
from transcript_rupture.classify.runtime import Logits
from transcript_rupture.errors import ModelError
from transcript_rupture.train.base import WEIGHTS
from transcript_rupture.train.batches import material_of
from transcript_rupture.train.checkpoint import Checkpoint, Epoch
from transcript_rupture.train.encoder import TurnEncoder
from transcript_rupture.train.examples import Example, thinned
from transcript_rupture.train.loop import Plan, fit_encoder, predict
from transcript_rupture.train.settings import TrainSettings

# One session in this many is watched for the early stop, and not learned from.
WATCHED = 12
ANSWERS = "logits.npy"
SETTLED, BEGUN = "settled", "begun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What every fit of a run shares: base, tokenizer, settings, folder, listener."""

    base: str | Path
    encoder: WindowEncoder = field(repr=False)
    settings: TrainSettings
    settle: frozenset[str]
    folder: Path
    watch: Callable[[str, Epoch], None] = field(repr=False)

    def fit(self, examples: Sequence[Example], *, name: str) -> TurnEncoder:
        """Fine-tune on examples, then settle on those most like real talk.

        The checkpoints lie in folders of that name.
        """
        learned = self._stage(examples, self.settings, name=name, start=None)
        chosen = [e for e in examples if e.corpus in self.settle]
        return self._stage(
            chosen, self.settings.settling(), name=f"{name}-{SETTLED}", start=learned
        )

    def _stage(
        self,
        examples: Sequence[Example],
        settings: TrainSettings,
        *,
        name: str,
        start: TurnEncoder | None,
    ) -> TurnEncoder:
        watched = [e for e in examples if _is_watched(e.session)]
        learned = [e for e in examples if not _is_watched(e.session)]
        chosen = thinned(learned, keep_plain=settings.keep_plain, seed=settings.seed)
        plan = Plan(
            base=self.base,
            settings=settings,
            folder=self.folder / name,
            watch=lambda epoch: self.watch(name, epoch),
            start=start,
        )
        return fit_encoder(
            material_of(chosen, self.encoder), material_of(watched, self.encoder), plan
        )

    def begin(self, examples: Sequence[Example]) -> None:
        """Refuse a folder in which a run on other material or settings was begun."""
        digest = hashlib.sha256(repr((self.settings, sorted(self.settle))).encode())
        digest.update((Path(self.base) / WEIGHTS).read_bytes())
        for example in examples:
            digest.update(example.session.encode() + example.targets.tobytes())
            digest.update(repr((example.window.role, example.window.text)).encode())
        self.folder.mkdir(parents=True, exist_ok=True)
        mark = self.folder / BEGUN
        if mark.exists() and mark.read_text("utf-8") != digest.hexdigest():
            raise ModelError(
                "a run on other sessions, labels or settings was begun there",
                f"remove the folder {self.folder.name}, or choose another name",
            )
        mark.write_text(digest.hexdigest(), encoding="utf-8")

    def history(self) -> dict[str, list[Epoch]]:
        """What each fit of the run did, by name."""
        places = sorted(path for path in self.folder.iterdir() if path.is_dir())
        return {path.name: Checkpoint(path).history() for path in places}


def out_of_fold(examples: Sequence[Example], course: Course) -> Logits:
    """Logits of every example from a fit that never saw its group; kept in a file."""
    file = course.folder / ANSWERS
    if file.exists():
        return _stored(file, len(examples))
    out = np.zeros((len(examples), len(label_names())), dtype=np.float32)
    for name, seen, unseen in _splits(examples, course.settings.folds):
        out[unseen] = _answers(
            [examples[i] for i in seen], [examples[i] for i in unseen], course, name
        )
    _store(file, out)
    return out


def _splits(
    examples: Sequence[Example], folds: int
) -> Iterator[tuple[str, list[int], list[int]]]:
    groups = [example.group for example in examples]
    folds = min(folds, len(set(groups)))
    for number, (seen, unseen) in enumerate(
        GroupKFold(folds).split(groups, groups=groups), 1
    ):
        yield f"fold-{number}", list(seen), list(unseen)


def _answers(
    seen: Sequence[Example], unseen: Sequence[Example], course: Course, name: str
) -> Logits:
    """From the file of an earlier run, or from a new fit."""
    file = course.folder / name / ANSWERS
    if file.exists():
        return _stored(file, len(unseen))
    model = course.fit(seen, name=name)
    answers = predict(model, course.encoder.encode([e.window for e in unseen]))
    _store(file, answers)
    return answers


def _store(file: Path, answers: Logits) -> None:
    partial = file.with_suffix(".partial.npy")
    np.save(partial, answers)
    partial.replace(file)


def _stored(file: Path, rows: int) -> Logits:
    answers: Logits = np.load(file, allow_pickle=False)
    if len(answers) != rows:
        raise ModelError(
            "the rated sessions changed since this run began",
            f"remove {file.parent.name}, or go back to the sessions it began with",
        )
    return answers


def _is_watched(session: str) -> bool:
    """A stable choice that does not depend on the order of sessions."""
    return hashlib.sha256(session.encode()).digest()[0] % WATCHED == 0
