"""``schema``: the contract of the timeline files."""

from __future__ import annotations

import typer


def schema_command() -> None:
    """Print the JSON Schema of timeline files."""
    from transcript_rupture.codec import schema_text  # noqa: PLC0415  # heavy

    typer.echo(schema_text().rstrip())
