"""Find candidate alliance ruptures in therapy transcripts, and say why."""

__version__ = "0.1.0"
