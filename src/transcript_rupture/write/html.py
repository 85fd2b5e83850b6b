"""Timeline to the page a supervisor reads: one file, nothing fetched, nothing run in it.

The style sheet and the script are fixed texts, named by hash in the page's own security
policy; speech never stands in either of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transcript_rupture.codebook import load_codebook
from transcript_rupture.write.page import view_page
from transcript_rupture.write.page.names import palette
from transcript_rupture.write.templating import fingerprint, part, template

if TYPE_CHECKING:
    from transcript_rupture.codebook import Codebook
    from transcript_rupture.domain import Timeline

OWN = "transcript_rupture.write"
STYLES = ("base.css", "lanes.css", "transcript.css", "print.css")
SCRIPTS = ("moments.js", "lanes.js", "filters.js", "keys.js")


def render(
    timeline: Timeline, *, text: bool = True, codebook: Codebook | None = None
) -> str:
    """The timeline page of one session; without ``text`` it holds no speech."""
    book = codebook or load_codebook()
    style = palette(book) + "".join(part(OWN, name) for name in STYLES)
    scripts = "".join(part(OWN, name) for name in SCRIPTS)
    script = f'"use strict";\n(() => {{\n{scripts}}})();\n'
    return template(OWN, "timeline.html.j2").render(
        page=view_page(timeline, book, text=text),
        style=style,
        script=script,
        policy=_policy(style, script),
    )


def _policy(style: str, script: str) -> str:
    return (
        "default-src 'none'; "
        f"style-src '{fingerprint(style)}'; script-src '{fingerprint(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
