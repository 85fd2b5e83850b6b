"""What the timeline page holds, as text."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import client, episode, evidence, marker, session, therapist, timeline
from transcript_rupture.codebook import load_codebook
from transcript_rupture.domain import (
    Answer,
    Clarity,
    Diagnostic,
    Family,
    Span,
    Timeline,
)
from transcript_rupture.write.html import render
from transcript_rupture.write.page.axis import lay_axis
from transcript_rupture.write.page.pieces import Piece, cut
from transcript_rupture.write.page.story import SHOWN, headline, tell

SENTINEL = "lapwing under glass"


class Reader(HTMLParser):
    """The words of each turn as a browser would show them, and the tags met."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag == "p":
            self._inside = ("class", "said") in attrs
            if self._inside:
                self.said.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.said[-1] += data


def test_every_word_of_every_turn_is_on_the_page(sixty_turns: Timeline) -> None:
    said = Reader(render(sixty_turns)).said

    assert said == [turn.text for turn in sixty_turns.session.turns]


@given(st.text(alphabet="<>&\"'/{}%# ascript\n:é🙂", min_size=1, max_size=40))
def test_speech_is_text_and_never_markup(text: str) -> None:
    plain = Reader(render(timeline([client("x")])))

    hostile = Reader(render(timeline([client(text)])))

    assert hostile.said == [text]
    assert hostile.tags == plain.tags


def test_names_from_the_file_are_text_too() -> None:
    given = session([client("x", speaker="<b>C</b>")], id="</title><script>a</script>")

    page = render(timeline(given))

    assert page.count("<script>") == 1
    assert "<b>C</b>" not in page


def test_the_style_and_the_script_hold_nothing_of_the_session(
    sixty_turns: Timeline,
) -> None:
    one, other = render(sixty_turns), render(timeline([client(SENTINEL)]))

    for kind in ("style", "script"):
        assert _blocks(one, kind) == _blocks(other, kind)
        assert len(_blocks(one, kind)) == 1


def test_the_policy_names_exactly_this_style_and_this_script() -> None:
    page = render(timeline([client("x")]))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    rules = policy[1].replace("&#39;", "'")

    assert rules.startswith("default-src 'none'; ")
    assert "unsafe" not in rules
    for kind in ("style", "script"):
        (block,) = _blocks(page, kind)
        digest = base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in rules


def _blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"<{kind}>(.*?)</{kind}>", page, flags=re.DOTALL)


def test_nothing_on_the_page_is_fetched_or_styled_in_place(
    sixty_turns: Timeline,
) -> None:
    page = Reader(render(sixty_turns))
    names = {name for name, _ in page.attributes}
    links = {value for name, value in page.attributes if name in {"href", "src"}}

    assert not {"style", "src", "srcset", "action"} & names
    assert not {name for name in names if name.startswith("on")}
    assert all(link == "data:," or (link or "").startswith("#") for link in links)


def test_every_link_leads_to_a_place_on_the_page(sixty_turns: Timeline) -> None:
    page = Reader(render(sixty_turns))
    ids = [value for name, value in page.attributes if name == "id"]

    led = {v for n, v in page.attributes if n == "href" and v and v.startswith("#")}

    assert len(ids) == len(set(ids))
    assert {place[1:] for place in led} <= set(ids)


def test_without_text_no_speech_is_left() -> None:
    own = evidence(0, span=(0, 7))
    given = timeline([client(f"{SENTINEL}, she said")], [marker(0, evidence=(own,))])

    page = render(given, text=False)

    assert "lapwing" not in page
    assert "[speech left out]" in page
    assert "Minimal response" in page


def test_a_timeline_that_was_stored_without_text_can_be_shown() -> None:
    own = evidence(0, span=(3, 7))

    page = render(timeline([client("")], [marker(0, evidence=(own,))]))

    assert "Speech was left out of this page" in page


def test_the_page_says_what_it_is_not() -> None:
    page = render(timeline([client("Fine.")]))

    assert "not a finding, not a diagnosis, not a rating of anyone" in page
    assert "No flags does not mean a good alliance" in page
    assert "No candidate episode was found." in page


def test_reasons_for_and_against_are_given_in_words() -> None:
    doubt = evidence(0, against=True, why="it answers a closed question", score=0.4)

    page = render(timeline([client("Fine.")], [marker(0, against=(doubt,))]))

    assert "A one-word answer to an open question" in page
    assert "It answers a closed question" in page
    assert "<strong>clear, 0.62</strong>" in page
    assert "rule:W01 · 0.60" in page
    definition = load_codebook().codes["minimal_response"].definition
    assert definition.split(".")[0] in page


def test_a_code_of_a_researchers_own_rules_is_shown_by_its_name() -> None:
    page = render(timeline([client("Fine.")], [marker(0, "turned_the_chair")]))

    assert "turned the chair" in page


def test_a_session_without_times_says_that_its_axis_counts_turns() -> None:
    assert "by turn (the source has no usable times)" in render(
        timeline([client("a"), therapist("b")])
    )


def test_what_was_doubtful_while_reading_is_told() -> None:
    doubt = Diagnostic("time-backwards", "A time runs backwards.", 12)

    page = render(timeline(session([client("a")], diagnostics=(doubt,))))

    assert "A time runs backwards. (line 12)" in page


def test_speakers_who_share_a_role_are_named_at_every_turn() -> None:
    turns = [client("a", speaker="Ana"), client("b", speaker="Ben"), therapist("c")]

    page = render(timeline(turns))

    assert page.count('<bdi class="speaker">') == 2


def test_one_turn_is_no_stretch_of_turns() -> None:
    page = render(
        timeline([client("a"), client("b")], episodes=[episode(0), episode(0, 1)])
    )

    assert '<p class="where">turn 0</p>' in page
    assert '<p class="where">turns 0 to 1</p>' in page


def test_an_empty_session_has_a_page() -> None:
    assert "0 turns" in render(timeline([]))


def test_the_headline_tells_kinds_weight_and_repair() -> None:
    turns = [client("a"), therapist("b"), client("c")]
    episodes = [
        episode(0),
        episode(2, level="major", repairs=(Answer(1, "owning_impact"),)),
    ]

    assert headline(timeline(turns, episodes=episodes)) == (
        "2 candidate episodes: 2 withdrawal; 1 of them major; repair-like answers were found in 1 of them."
    )


def test_when_there_are_many_episodes_the_heaviest_stand_first() -> None:
    weights = [1, 5, 2, 2, 3, 4, 2, 1]
    turns = [client("a") for _ in weights]
    episodes = [episode(i, intensity=weight) for i, weight in enumerate(weights)]

    stories = tell(timeline(turns, episodes=episodes), load_codebook())

    assert [s.number for s in stories if s.is_light] == [1, 8]
    assert len(stories) - 2 == SHOWN


def test_words_are_cut_where_evidence_and_asides_meet() -> None:
    turn = client("I say [mm] fine", asides=(Span(6, 10),))
    own = marker(0, evidence=(evidence(0, span=(2, 8)), evidence(0)))
    other = marker(
        0,
        "feeling_unseen",
        family=Family.CONFRONTATION,
        evidence=(evidence(0, span=(7, 15)),),
    )
    both = ("withdrawal", "confrontation")

    assert cut(turn, [("m0", own), ("m1", other)]) == (
        Piece("I "),
        Piece("say ", ("m0",), ("withdrawal",)),
        Piece("[", ("m0",), ("withdrawal",), is_aside=True),
        Piece("m", ("m0", "m1"), both, is_aside=True),
        Piece("m]", ("m1",), ("confrontation",), is_aside=True),
        Piece(" fine", ("m1",), ("confrontation",)),
    )


def test_missing_times_are_filled_and_backward_ones_stand_still() -> None:
    starts = [0, None, 20_000, 10_000, 40_000]
    turns = [client("a", start_ms=start) for start in starts]

    axis = lay_axis(session(turns))

    assert axis.by_time
    assert axis.edges == (0.0, 25.0, 50.0, 50.0, 100.0)
    assert [tick.label for tick in axis.ticks][:2] == ["0:00:00", "0:00:05"]


@pytest.mark.parametrize("known", [(None, None, None), (5, None, None), (5, 5, 5)])
def test_too_few_times_give_an_axis_of_turns(known: tuple[int | None, ...]) -> None:
    axis = lay_axis(session([client("a", start_ms=start) for start in known]))

    assert not axis.by_time
    assert axis.edges == (0.0, 33.333, 66.667)


TIMES = st.none() | st.integers(-(10**4), 10**8)


@given(st.lists(st.tuples(TIMES, TIMES), min_size=1, max_size=8))
def test_any_times_give_an_axis_that_runs_from_left_to_right(
    times: list[tuple[int | None, int | None]],
) -> None:
    turns = [client("a", start_ms=start, end_ms=end) for start, end in times]

    axis = lay_axis(session(turns))

    places = [0.0, *axis.edges, 100.0]
    assert places == sorted(places)


def test_a_flagged_marker_is_shown_at_first_however_plain_it_is() -> None:
    faint = marker(1, clarity=Clarity.POSSIBLE, flagged=True)

    page = render(timeline([therapist("So?"), client("Fine.")], [faint]))

    assert page.count('data-flagged="yes"') >= 2
    assert 'data-flagged="no"' not in page
