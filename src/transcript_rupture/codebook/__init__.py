"""The codebook as data: every code, with its definition, examples and near misses."""

from transcript_rupture.codebook.book import (
    Code,
    Codebook,
    Decision,
    Example,
    FamilyEntry,
)
from transcript_rupture.codebook.load import (
    family_of,
    load_codebook,
    parse_codebook,
)
from transcript_rupture.codebook.markdown import render_markdown
from transcript_rupture.codebook.plain import render_code, render_list

__all__ = [
    "Code",
    "Codebook",
    "Decision",
    "Example",
    "FamilyEntry",
    "family_of",
    "load_codebook",
    "parse_codebook",
    "render_code",
    "render_list",
    "render_markdown",
]
