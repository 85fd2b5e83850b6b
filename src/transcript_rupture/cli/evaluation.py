"""An evaluation in plain columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from transcript_rupture.cli.columns import aligned
from transcript_rupture.cli.figures import (
    NAMES,
    NOTHING,
    material_lines,
    number,
    with_interval,
)

if TYPE_CHECKING:
    from transcript_rupture.evaluate.records import (
        BaselineReport,
        FamilyReport,
        Report,
    )

UNITS = ("ap", "precision", "recall", "f1", "kappa", "ece")


def report_text(report: Report) -> str:
    """The whole report."""
    parts = [
        "\n".join(_head(report)),
        *_titled("Families, by turn", _families(report)),
        *_titled("Beside it: average precision", _beside(report, "ap")),
        *_titled("Beside it: F1, at its own threshold", _beside(report, "f1")),
        *_titled(
            "Beside it: F1 at the threshold that suits these sessions best (flatters)",
            _beside(report, "best_f1"),
        ),
        *_titled("Codes with at least 5 positives", _codes(report)),
        *_titled("Episodes and sessions", list(_sessions(report))),
        *_titled("The codebook's own examples", list(_examples(report))),
        *_titled(
            "Calibration: turns by score, and how many were positive", _bins(report)
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _head(report: Report) -> Iterator[str]:
    model = report.model
    yield f"Agreement of transcript-rupture {report.version} with raters"
    yield ""
    yield f"program   {report.name}"
    if model is not None:
        yield f"model     {model.name}, sha256 {model.sha256}"
    yield from material_lines(report.material)
    yield f"intervals 95 %, {report.draws} draws of whole sessions"
    yield ""
    yield from report.material.cautions


def _titled(title: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    if rows:
        right = frozenset(range(1, len(rows[0])))
        yield f"{title}\n{aligned(rows, right=right)}"


def _families(report: Report) -> list[list[str]]:
    families = report.families
    return [
        ["", *(f.family.value for f in families)],
        ["turns", *(str(f.units) for f in families)],
        ["positive", *(str(f.positives) for f in families)],
        ["base rate", *(number(f.base_rate) for f in families)],
        *(
            [NAMES[name], *(with_interval(f.figures[name]) for f in families)]
            for name in UNITS
        ),
        [
            "F1, mean of families",
            with_interval(report.macro["families_f1"]),
            "",
            "",
            "",
        ],
    ]


def _beside(report: Report, figure: str) -> list[list[str]]:
    if not report.baselines:
        return []
    families = report.families
    own = [_own(f, figure) for f in families]
    return [
        ["", *(f.family.value for f in families)],
        *([b.name, *_of_baseline(b, figure, families)] for b in report.baselines),
        ["this program", *own],
    ]


def _own(family: FamilyReport, figure: str) -> str:
    if figure == "best_f1":
        return number(family.best_f1)
    return with_interval(family.figures[figure])


def _of_baseline(
    baseline: BaselineReport, figure: str, families: Sequence[FamilyReport]
) -> list[str]:
    names = [f.family for f in families]
    match figure:
        case "ap":
            return [with_interval(baseline.ap[name]) for name in names]
        case "f1":
            known = baseline.f1
            return [
                with_interval(known[name]) if name in known else NOTHING
                for name in names
            ]
        case _:
            return [number(baseline.best_f1[name]) for name in names]


def _codes(report: Report) -> list[list[str]]:
    names = ("ap", "precision", "recall", "f1")
    macro = report.macro
    return [
        ["", "positive", *(NAMES[name] for name in names)],
        *(
            [c.code, str(c.positives), *(with_interval(c.figures[n]) for n in names)]
            for c in report.codes
        ),
        [
            "mean",
            "",
            with_interval(macro["codes_ap"]),
            "",
            "",
            with_interval(macro["codes_f1"]),
        ],
    ]


def _sessions(report: Report) -> Iterator[list[str]]:
    counts = report.episode_counts
    yield ["episodes rated", str(counts["rated"])]
    yield ["episodes found", str(counts["found"])]
    yield ["episodes matched", str(counts["matched"])]
    for name, figure in report.episodes.items():
        title = NAMES[name]
        yield [title if "," in title else f"episodes, {title}", with_interval(figure)]
    flags = with_interval(report.false_flags_per_hour, places=1)
    yield [NAMES["false_flags_per_hour"], flags]
    for name, figure in report.ratings.items():
        yield [f"session rating {name}, Spearman", with_interval(figure)]


def _examples(report: Report) -> Iterator[list[str]]:
    if (e := report.examples) is not None:
        yield ["", "flagged", "any marker", "of"]
        yield ["positives", str(e.found), str(e.marked), str(e.positives)]
        yield ["near-misses", str(e.fired), str(e.touched), str(e.near_misses)]


def _bins(report: Report) -> list[list[str]]:
    rows = [
        [f.family.value, f"{b.low:.1f}-{b.high:.1f}", str(b.units)]
        + [number(b.score), number(b.positive)]
        for f in report.families
        for b in f.bins
    ]
    return [["", "score", "turns", "mean score", "positive"], *rows] if rows else []
