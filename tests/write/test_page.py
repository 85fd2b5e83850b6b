"""The timeline page in a real browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from builders import client, episode, evidence, marker, session, therapist, timeline
from transcript_rupture.domain import Clarity, Timeline
from transcript_rupture.write.html import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

if "CI" in os.environ:
    api = import_module("playwright.sync_api")
    axe = import_module("axe_playwright_python.sync_playwright")
else:
    api = pytest.importorskip("playwright.sync_api")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")

CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOSTILE = (
    "<script>document.title = 'ran'</script>",
    "</style><img src=x onerror=\"document.title='ran'\">",
    "{{7*7}} {% raw %}",
    "javascript:document.title='ran'",
)
Show = Callable[..., "Page"]

pytestmark = [
    pytest.mark.browser,
    # The continuous integration has a browser, or fails.
    pytest.mark.skipif(
        not CHROMIUM.exists() and "CI" not in os.environ, reason="needs Chromium"
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with api.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield started
        started.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Opens a timeline as a file; complaints and requests make the test fail."""
    complaints: list[str] = []
    requests: list[str] = []

    def open_page(given: Timeline, **context: Any) -> Page:
        file = tmp_path / "page.html"
        file.write_text(render(given), encoding="utf-8")
        page = browser.new_context(**context).new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(file.as_uri())
        return page

    yield open_page
    assert complaints == []
    outside = [u for u in requests if not u.startswith((tmp_path.as_uri(), "data:"))]
    assert outside == []
    for context in browser.contexts:
        context.close()


def flagged_turns(given: Timeline) -> list[int]:
    return sorted({m.turn for m in given.markers if m.flagged})


def focused_turn(page: Page) -> int:
    return int(page.evaluate("document.activeElement.dataset.turn ?? -1"))


def test_j_walks_every_flagged_moment_and_k_walks_back(
    show: Show, sixty_turns: Timeline
) -> None:
    page = show(sixty_turns)
    expected = flagged_turns(sixty_turns)

    forward = [_press(page, "j") for _ in expected]
    back = [_press(page, "k") for _ in expected[1:]]

    assert forward == expected
    assert back == expected[-2::-1]


def _press(page: Page, key: str) -> int:
    page.keyboard.press(key)
    return focused_turn(page)


def test_tab_reaches_every_flagged_moment(show: Show, sixty_turns: Timeline) -> None:
    page = show(sixty_turns)
    seen = set()

    page.locator(".skip").focus()
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.badge')"):
            seen.add(focused_turn(page))

    assert sorted(seen) == flagged_turns(sixty_turns)


def test_arrow_keys_move_along_the_lanes_and_enter_jumps(
    show: Show, sixty_turns: Timeline
) -> None:
    page = show(sixty_turns)
    page.locator("#lanes a[tabindex='0']").focus()

    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    place = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")

    assert place == "#turn-35"
    assert page.locator("#why-35").is_visible()


def test_a_moment_shows_its_evidence_and_its_reasons(
    show: Show, sixty_turns: Timeline
) -> None:
    page = show(sixty_turns)

    page.locator("#lanes a.mark.strong[data-turn='21']").click(timeout=2000)

    assert page.locator("#turn-21 mark").all_inner_texts() == [
        "these sheets don't help me",
        "as if I hadn't told you that",
    ]
    assert page.locator("#why-21 h3").inner_text() == "Why this was flagged"
    assert page.locator("#turn-21").evaluate(
        "turn => turn.getBoundingClientRect().top >="
        " document.querySelector('.strip').getBoundingClientRect().bottom"
    )


def test_escape_closes_and_the_badge_says_so(show: Show, sixty_turns: Timeline) -> None:
    page = show(sixty_turns)
    badge = page.locator("#turn-7 .badge")

    badge.click()
    opened = badge.get_attribute("aria-expanded")
    page.keyboard.press("Escape")

    assert (opened, badge.get_attribute("aria-expanded")) == ("true", "false")
    assert page.locator("#why-7").is_hidden()


def test_filters_hide_families_unclear_and_unflagged_moments(
    show: Show, sixty_turns: Timeline
) -> None:
    page = show(sixty_turns)
    shown = page.locator("#lanes a.mark:not([hidden])")
    counts = [shown.count()]

    page.locator("input[name=flagged]").uncheck()
    counts.append(shown.count())
    page.locator("input[value=withdrawal]").uncheck()
    counts.append(shown.count())
    page.locator("select[name=clarity]").select_option("strong")
    counts.append(shown.count())

    assert counts == [15, 18, 9, 3]
    assert page.locator(".badge:visible").count() == 3


def test_only_turns_near_moments_can_be_shown(show: Show) -> None:
    page = show(timeline([client("a") for _ in range(20)], [marker(10)]))

    page.locator("input[name=near]").check()

    assert page.locator(".turn:visible").count() == 7


def test_letter_keys_rest_in_fields_and_when_switched_off(
    show: Show, sixty_turns: Timeline
) -> None:
    page = show(sixty_turns)
    page.locator("select[name=clarity]").focus()
    page.keyboard.press("j")
    in_field = page.locator(".turn.selected").count()
    page.locator("#help-open").click()
    page.locator("#keys-on").uncheck()
    page.locator("#help-close").click()
    page.keyboard.press("j")

    assert (in_field, page.locator(".turn.selected").count()) == (0, 0)


def test_the_help_opens_by_key_and_gives_the_focus_back(
    show: Show, sixty_turns: Timeline
) -> None:
    page = show(sixty_turns)
    page.locator("#next").focus()

    page.keyboard.press("?")
    opened = page.locator("#help").is_visible()
    page.keyboard.press("Escape")

    assert opened
    assert page.locator("#help").is_hidden()
    assert page.evaluate("document.activeElement.id") == "next"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_serious(
    show: Show, sixty_turns: Timeline, scheme: str, width: int
) -> None:
    size = {"width": width, "height": 800}
    page = show(sixty_turns, color_scheme=scheme, viewport=size, bypass_csp=True)
    page.locator("input[name=flagged]").uncheck()
    page.keyboard.press("j")
    for fold in page.locator("details").all():
        fold.evaluate("fold => { fold.open = true; }")

    found = axe.Axe().run(page).response["violations"]

    serious = [v["id"] for v in found if v["impact"] in {"serious", "critical"}]
    assert serious == []


def test_a_narrow_page_does_not_scroll_sideways(
    show: Show, sixty_turns: Timeline
) -> None:
    page = show(sixty_turns, viewport={"width": 320, "height": 640})

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_hostile_speech_is_shown_as_text_and_nothing_runs(show: Show) -> None:
    turns = [therapist("Go on."), *(client(text) for text in HOSTILE)]
    marks = [
        marker(at, evidence=(evidence(at, span=(0, 5)),), clarity=Clarity.STRONG)
        for at in range(1, 5)
    ]
    hostile = session(turns, id="</title><script>document.title='ran'</script>")
    page = show(timeline(hostile, marks, [episode(1, 4)]))
    page.keyboard.press("j")

    said = page.locator(".said").all_inner_texts()

    assert said[1:] == list(HOSTILE)
    assert page.evaluate("document.scripts.length") == 1
    assert page.title() != "ran"


def test_on_paper_every_flagged_moment_is_explained(
    show: Show, sixty_turns: Timeline
) -> None:
    page = show(sixty_turns)

    page.emulate_media(media="print")

    visible = page.locator(".why:visible").count()
    assert visible == len(flagged_turns(sixty_turns))
    assert page.locator(".print-head").inner_text() == (
        "Session hale-14 · candidate, not a finding"
    )


def test_without_script_everything_is_readable(
    show: Show, sixty_turns: Timeline
) -> None:
    page = show(sixty_turns, java_script_enabled=False)

    turns = {m.turn for m in sixty_turns.markers}
    assert page.locator(".why:visible").count() == len(turns)


def test_forced_colors_leave_every_word_to_be_read(
    show: Show, sixty_turns: Timeline
) -> None:
    page = show(sixty_turns, forced_colors="active")

    colors = page.locator("#turn-7 .said, #turn-7 mark").evaluate_all(
        "all => all.map((one) => getComputedStyle(one).color)"
    )

    assert len(colors) == 2
    assert len(set(colors)) == 1
