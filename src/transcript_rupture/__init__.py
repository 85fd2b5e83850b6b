"""Find candidate alliance ruptures in therapy transcripts, and say why.

    import transcript_rupture as tr

    transcript = tr.read_transcript("session.vtt")
    timeline = tr.analyze(transcript)
    for episode in timeline.episodes: ...
    tr.to_pandas(timeline, "markers")

Importing this package is light; the stages load when they are first used.
"""

from __future__ import annotations

from importlib import import_module

__version__ = "0.1.0"

_HOMES = {
    "Analyzer": "pipeline",
    "Role": "domain",
    "Settings": "config",
    "Timeline": "domain",
    "Transcript": "domain",
    "TranscriptRuptureError": "errors",
    "analyze": "pipeline",
    "build_analyzer": "pipeline",
    "from_dict": "codec",
    "load_codebook": "codebook",
    "parse_settings": "config",
    "read_transcript": "read",
    "read_bytes": "read",
    "read_file": "read",
    "to_dict": "codec",
    "to_pandas": "write.frame",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605  # one list of public names, not two


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
