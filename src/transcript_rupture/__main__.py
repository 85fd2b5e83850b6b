"""``python -m transcript_rupture`` is the command line."""

from transcript_rupture.cli import main

main()
