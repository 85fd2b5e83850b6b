"""Timeline to the page a supervisor reads: one file, nothing fetched, nothing run in it.

The style sheet and the script are fixed texts, named by hash in the page's own security
policy; speech never stands in either of them.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, FunctionLoader, StrictUndefined

from transcript_rupture.codebook import load_codebook
from transcript_rupture.write.page import view_page
from transcript_rupture.write.page.names import palette

if TYPE_CHECKING:
    from jinja2 import Template

    from transcript_rupture.codebook import Codebook
    from transcript_rupture.domain import Timeline

STYLES = ("base.css", "lanes.css", "transcript.css", "print.css")
SCRIPTS = ("moments.js", "lanes.js", "filters.js", "keys.js")


def render(
    timeline: Timeline, *, text: bool = True, codebook: Codebook | None = None
) -> str:
    """The timeline page of one session; without ``text`` it holds no speech."""
    book = codebook or load_codebook()
    style = palette(book) + "".join(map(_part, STYLES))
    script = '"use strict";\n(() => {\n' + "".join(map(_part, SCRIPTS)) + "})();\n"
    return _template().render(
        page=view_page(timeline, book, text=text),
        style=style,
        script=script,
        policy=_policy(style, script),
    )


def _policy(style: str, script: str) -> str:
    return (
        "default-src 'none'; "
        f"style-src '{_fingerprint(style)}'; script-src '{_fingerprint(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _fingerprint(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@lru_cache(maxsize=1)
def _template() -> Template:
    environment = Environment(
        loader=FunctionLoader(_part),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("timeline.html.j2")


@lru_cache
def _part(name: str) -> str:
    folder = files("transcript_rupture.write") / "templates"
    return (folder / name).read_text(encoding="utf-8")
