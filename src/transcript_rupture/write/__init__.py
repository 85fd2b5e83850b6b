"""Timeline to text, and text to a file that is whole or not there."""

from transcript_rupture.write.atomic import write_text

__all__ = ["write_text"]
