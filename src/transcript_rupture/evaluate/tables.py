"""The tables of a report: one and the same on the terminal and on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from transcript_rupture.domain import Family
from transcript_rupture.evaluate.records import BaselineReport, FamilyReport, Report
from transcript_rupture.evaluate.report import OF_CODES, OF_UNITS
from transcript_rupture.evaluate.wording import NAMES, NOTHING, number, with_interval

OWN_THRESHOLD = "F1 of flags: this program and simpler ones"
BEST_THRESHOLD = "F1 at the threshold that suits these very sessions best (it flatters)"

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Table:
    """Cells under a title; the first column names the row."""

    title: str
    head: Row
    rows: Sequence[Row]


def tables_of(report: Report) -> Iterator[Table]:
    """Every table of a report, in the order in which it is read."""
    yield _families(report)
    if report.baselines:
        yield _beside(report, "Average precision: this program and simpler ones", _ap)
        yield _beside(report, OWN_THRESHOLD, _f1)
        yield _beside(report, BEST_THRESHOLD, _best)
    if report.codes:
        yield _codes(report)
    yield Table("Episodes and sessions", ("", "value"), list(_sessions(report)))
    if report.examples is not None:
        yield Table(
            "The codebook's own examples",
            ("", "flagged", "any marker", "of"),
            list(_examples(report)),
        )
    yield Table(
        "Calibration: turns by score, and how many of them were positive",
        ("", "score", "turns", "mean score", "share positive"),
        list(_bins(report)),
    )


def _families(report: Report) -> Table:
    families = report.families
    macro = with_interval(report.macro["families_f1"])
    return Table(
        "Families, by turn",
        _names(report),
        [
            ("turns", *(str(f.units) for f in families)),
            ("positive", *(str(f.positives) for f in families)),
            ("base rate", *(number(f.base_rate) for f in families)),
            *(
                (NAMES[name], *(with_interval(f.figures[name]) for f in families))
                for name in OF_UNITS
            ),
            (NAMES["families_f1"], macro, *[""] * (len(families) - 1)),
        ],
    )


def _names(report: Report) -> Row:
    return ("", *(f.family.value for f in report.families))


def _beside(
    report: Report, title: str, cell: Callable[[BaselineReport, Family], str]
) -> Table:
    rows = [
        (one.name, *(cell(one, f.family) for f in report.families))
        for one in (*report.baselines, _itself(report.families))
    ]
    return Table(title, _names(report), rows)


def _itself(families: Sequence[FamilyReport]) -> BaselineReport:
    """The program among its baselines."""
    return BaselineReport(
        name="this program",
        ap={f.family: f.figures["ap"] for f in families},
        f1={f.family: f.figures["f1"] for f in families},
        best_f1={f.family: f.best_f1 for f in families},
    )


def _ap(one: BaselineReport, family: Family) -> str:
    return with_interval(one.ap[family])


def _f1(one: BaselineReport, family: Family) -> str:
    return with_interval(one.f1[family]) if family in one.f1 else NOTHING


def _best(one: BaselineReport, family: Family) -> str:
    return number(one.best_f1[family])


def _codes(report: Report) -> Table:
    ap, f1 = report.macro["codes_ap"], report.macro["codes_f1"]
    rows = [
        (c.code, str(c.positives), *(with_interval(c.figures[n]) for n in OF_CODES))
        for c in report.codes
    ]
    mean = ("mean", "", with_interval(ap), "", "", with_interval(f1))
    return Table(
        "Codes with at least 5 positives",
        ("", "positive", *(NAMES[name] for name in OF_CODES)),
        [*rows, mean],
    )


def _sessions(report: Report) -> Iterator[Row]:
    for name, count in report.episode_counts.items():
        yield f"episodes {name}", str(count)
    for name, figure in report.episodes.items():
        title = NAMES[name]
        yield title if "," in title else f"episodes, {title}", with_interval(figure)
    flags = with_interval(report.false_flags_per_hour, places=1)
    yield NAMES["false_flags_per_hour"], flags
    for name, figure in report.ratings.items():
        yield NAMES[f"spearman_{name}"], with_interval(figure)


def _examples(report: Report) -> Iterator[Row]:
    if (e := report.examples) is not None:
        yield "positives", str(e.found), str(e.marked), str(e.positives)
        yield "near-misses", str(e.fired), str(e.touched), str(e.near_misses)


def _bins(report: Report) -> Iterator[Row]:
    for f in report.families:
        for b in f.bins:
            yield (
                f.family.value,
                f"{b.low:.1f}-{b.high:.1f}",
                str(b.units),
                number(b.score),
                number(b.positive),
            )
