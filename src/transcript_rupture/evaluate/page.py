"""Report to one page: nothing fetched, nothing run in it, no speech in it."""

from __future__ import annotations

from collections.abc import Iterator

from transcript_rupture.codebook import load_codebook
from transcript_rupture.evaluate.plots import SIDE, draw
from transcript_rupture.evaluate.records import Report
from transcript_rupture.evaluate.tables import tables_of
from transcript_rupture.write.page.names import palette
from transcript_rupture.write.templating import fingerprint, part, template

SHARED = ("transcript_rupture.write", "base.css")
OWN = ("transcript_rupture.evaluate", "evaluation.css")


def render(report: Report) -> str:
    """The page of one evaluation."""
    style = palette(load_codebook()) + part(*SHARED) + part(*OWN)
    return template(OWN[0], "evaluation.html.j2").render(
        report=report,
        facts=list(_facts(report)),
        tables=list(tables_of(report)),
        plots=[draw(family) for family in report.families],
        side=SIDE,
        style=style,
        policy=f"default-src 'none'; style-src '{fingerprint(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'",
    )


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    material, model = report.material, report.model
    kinds = ", ".join(f"{name} {count}" for name, count in material.corpora.items())
    yield "Program", report.name
    if model is not None:
        yield "Model hash", model.sha256
    yield "Version", report.version
    yield "Rated", f"{material.sessions} sessions, {material.hours:.1f} hours ({kinds})"
    yield "Hash of the rated set", material.sha256
    yield "Intervals", f"95 %, {report.draws} draws of whole sessions"
    if material.missing:
        yield "Without a timeline", f"{len(material.missing)} sessions"
