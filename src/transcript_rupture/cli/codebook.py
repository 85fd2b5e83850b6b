"""``codebook``: the codes, or one of them in full."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated

import typer

from transcript_rupture.errors import SettingsError


def codebook_command(
    code: Annotated[
        str | None, typer.Argument(help="One code, for its full page.")
    ] = None,
) -> None:
    """List the codes, or print one with its examples and near misses."""
    from transcript_rupture.codebook import (  # noqa: PLC0415  # heavy
        load_codebook,
        render_code,
        render_list,
    )

    book = load_codebook()
    if code is None:
        typer.echo(render_list(book), nl=False)
        return
    if code not in book.codes:
        near = get_close_matches(code, book.codes, n=3)
        raise SettingsError(
            f"no code is called {code!r}",
            f"did you mean {' or '.join(near)}?" if near else "list them: codebook",
        )
    typer.echo(render_code(book.codes[code]), nl=False)
