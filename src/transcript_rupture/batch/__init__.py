"""Many session files, one loop: timelines and tables in a folder, resumable."""

from transcript_rupture.batch.find import find_files
from transcript_rupture.batch.preview import (
    Preview,
    SessionPreview,
    inspect_file,
    preview_files,
)
from transcript_rupture.batch.records import (
    BatchResult,
    EpisodeSummary,
    FileDone,
    Options,
    Problem,
    Recipe,
    SessionSummary,
)
from transcript_rupture.batch.runner import run_batch

__all__ = [
    "BatchResult",
    "EpisodeSummary",
    "FileDone",
    "Options",
    "Preview",
    "Problem",
    "Recipe",
    "SessionPreview",
    "SessionSummary",
    "find_files",
    "inspect_file",
    "preview_files",
    "run_batch",
]
