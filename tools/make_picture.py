"""Make the picture in the README: the timeline page of an invented session.

    python tools/make_picture.py

Needs the ``browser`` extra and an installed Chromium.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from transcript_rupture.pipeline import analyze
from transcript_rupture.read import read_transcript
from transcript_rupture.write import html

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data/samples/12_after_the_break.txt"
PICTURE = ROOT / "docs/images/timeline.png"
QUIET = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def main() -> None:
    """Analyze the sample, open its page, go to a moment, take the picture."""
    page_text = html.render(analyze(read_transcript(SAMPLE)))
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        file = Path(folder) / "page.html"
        file.write_text(page_text, encoding="utf-8")
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium"), args=QUIET
        )
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        page.goto(file.as_uri())
        for _ in range(3):
            page.keyboard.press("j")
        page.wait_for_timeout(300)
        page.screenshot(path=PICTURE)
        browser.close()
    print(PICTURE.relative_to(ROOT))


if __name__ == "__main__":
    main()
