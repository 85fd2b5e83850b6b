"""Report to one page: nothing fetched, nothing run in it, no speech in it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined

from transcript_rupture.codebook import load_codebook
from transcript_rupture.evaluate.plots import SIDE, draw
from transcript_rupture.evaluate.records import Report
from transcript_rupture.evaluate.tables import tables_of
from transcript_rupture.write.page.names import palette

if TYPE_CHECKING:
    from jinja2 import Template

SHARED = ("transcript_rupture.write", "base.css")
OWN = ("transcript_rupture.evaluate", "evaluation.css")


def render(report: Report) -> str:
    """The page of one evaluation."""
    style = palette(load_codebook()) + _part(*SHARED) + _part(*OWN)
    return _template().render(
        report=report,
        facts=list(_facts(report)),
        tables=list(tables_of(report)),
        plots=[draw(family) for family in report.families],
        side=SIDE,
        style=style,
        policy=f"default-src 'none'; style-src '{_fingerprint(style)}'; "
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


def _fingerprint(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(lambda name: _part(OWN[0], name)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("evaluation.html.j2")


@lru_cache
def _part(package: str, name: str) -> str:
    return (files(package) / "templates" / name).read_text(encoding="utf-8")
