"""Timeline to pandas, for those who have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from transcript_rupture.errors import WriteError
from transcript_rupture.write.tables import TABLES

if TYPE_CHECKING:
    import pandas as pd

    from transcript_rupture.domain import Timeline


def to_pandas(
    timeline: Timeline,
    table: Literal["sessions", "turns", "markers", "episodes"] = "turns",
) -> pd.DataFrame:
    """One of the tidy tables as a data frame: sessions, turns, markers or episodes."""
    if table not in TABLES:
        raise WriteError(f"no table is called {table!r}", f"use {', '.join(TABLES)}")
    try:
        import pandas as pd  # noqa: PLC0415  # an extra, and slow to import
    except ImportError as error:
        raise WriteError(
            "pandas is not installed", "pip install 'transcript-rupture[pandas]'"
        ) from error
    chosen = TABLES[table]
    return pd.DataFrame(chosen.rows(timeline), columns=list(chosen.header()))
