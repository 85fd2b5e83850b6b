"""Which sessions and ratings were measured on: a hash that makes reports comparable."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from transcript_rupture.rated import RatedEpisode, RatedTranscript


def rated_sha256(rows: Iterable[RatedTranscript]) -> str:
    """The hash of rated sessions: speech, times and ratings, in whatever order.

    Two reports can be compared only if this hash is the same in both.
    """
    hashes = sorted(hashlib.sha256(_plain(row).encode()).hexdigest() for row in rows)
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def _plain(row: RatedTranscript) -> str:
    rating = row.rating
    return json.dumps(
        {
            "session": row.transcript.session_id,
            "speech": [
                [u.id, u.role, u.start_ms, u.text] for u in row.transcript.utterances
            ],
            "turns": {u: dict(codes) for u, codes in rating.turns.items()},
            "episodes": _episodes(rating.episodes),
            "disputed": _episodes(rating.disputed),
            "ratings": {name: float(level) for name, level in rating.ratings.items()},
        },
        sort_keys=True,
    )


def _episodes(episodes: Sequence[RatedEpisode]) -> list[list[object]]:
    return [[e.start, e.end, e.type, e.intensity, e.resolution] for e in episodes]
