"""Write the pages of docs/ that are made from the program itself.

python tools/make_docs.py            write them
python tools/make_docs.py --check    say which have drifted, exit 1 if any
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pages import formats_page, rules_page

from transcript_rupture.codebook import load_codebook, render_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).resolve().parent.parent

PAGES: Mapping[str, Callable[[], str]] = {
    "docs/codebook.md": lambda: render_markdown(load_codebook()),
    "docs/formats.md": formats_page,
    "docs/rules.md": rules_page,
}


def drifted(root: Path) -> list[str]:
    """The pages that no longer say what the program would write."""
    return [page for page, render in PAGES.items() if _read(root / page) != render()]


def write_pages(root: Path) -> None:
    """Write every page anew."""
    for page, render in PAGES.items():
        path = root / page
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render(), encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` only compare them."""
    if arguments != ["--check"]:
        write_pages(ROOT)
        return 0
    stale = drifted(ROOT)
    for page in stale:
        print(f"{page}: out of date; run python tools/make_docs.py")
    return 1 if stale else 0


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
