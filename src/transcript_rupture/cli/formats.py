"""``formats``: what can be read."""

from __future__ import annotations

import typer

from transcript_rupture.cli.columns import aligned


def formats_command() -> None:
    """List the formats that can be read."""
    from transcript_rupture.read import FORMATS  # noqa: PLC0415  # heavy

    rows = [[f.name, " ".join(f.extensions) or "-", f.description] for f in FORMATS]
    typer.echo(aligned([["format", "files", "what"], *rows]))
