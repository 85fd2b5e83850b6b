"""An evaluation in plain columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from transcript_rupture.cli.columns import aligned

if TYPE_CHECKING:
    from transcript_rupture.evaluate.records import Material, Report
    from transcript_rupture.evaluate.tables import Table

MOST_NAMES = 5


def report_text(report: Report) -> str:
    """The whole report."""
    from transcript_rupture.evaluate.tables import tables_of  # noqa: PLC0415  # heavy

    parts = ["\n".join(_head(report)), *map(_table, tables_of(report))]
    return "\n\n".join(parts) + "\n"


def material_lines(material: Material) -> Iterator[str]:
    """Which sessions were measured on."""
    kinds = ", ".join(f"{name} {count}" for name, count in material.corpora.items())
    yield f"rated     {material.sessions} sessions, {material.hours:.1f} hours ({kinds})"
    yield f"set       sha256 {material.sha256}"
    if material.missing:
        names = ", ".join(material.missing[:MOST_NAMES])
        yield f"missing   {len(material.missing)} without a timeline: {names}"


def _head(report: Report) -> Iterator[str]:
    model = report.model
    yield f"Agreement of transcript-rupture {report.version} with raters"
    yield ""
    yield f"program   {report.name}"
    if model is not None:
        yield f"model     sha256 {model.sha256}"
    yield from material_lines(report.material)
    yield f"intervals 95 %, {report.draws} draws of whole sessions"
    yield ""
    yield from report.material.cautions


def _table(table: Table) -> str:
    right = frozenset(range(1, len(table.head)))
    return f"{table.title}\n{aligned([table.head, *table.rows], right=right)}"
