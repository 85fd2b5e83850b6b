"""The report as a whole: figures, cautions, baselines, JSON and page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from builders import marker
from evaluate.cases import WORDS, found_in, rated
from transcript_rupture.domain import Family, ModelId
from transcript_rupture.evaluate import (
    Program,
    Report,
    baselines,
    evaluate,
    measure_agreement,
    rated_sha256,
    to_plain,
)
from transcript_rupture.evaluate.page import render
from transcript_rupture.evaluate.records import INVENTED
from transcript_rupture.evaluate.tables import tables_of

ROWS = [
    rated("TC" * 4, {1: {"feeling_unseen": 3}, 3: {"minimal_response": 2}}, name=name)
    for name in ("a", "b", "c")
]
FOUND = {
    row.transcript.session_id: found_in(
        row,
        {1: {"confrontation": 0.8}, 5: {"confrontation": 0.3}},
        markers=[marker(1, "feeling_unseen", family=Family.CONFRONTATION, score=0.8)],
    )
    for row in ROWS
}
MODEL = ModelId(name="<b>toy</b>", sha256="f" * 64)


def report(corpus: str = "made") -> Report:
    rows = [rated("TC", {1: {"feeling_unseen": 3}}, corpus=corpus)]
    found = {"s1": found_in(rows[0], {1: {"confrontation": 0.8}})}
    program = Program(name=MODEL.name, model=MODEL, found=found)
    return evaluate(rows, program, beside=baselines(found), draws=10)


def test_figures_are_counted_over_all_sessions() -> None:
    agreement = measure_agreement(ROWS, FOUND, draws=50)

    assert agreement.value("confrontation", "ap") == 1.0
    assert agreement.value("confrontation", "f1") == 1.0
    assert agreement.value("withdrawal", "f1") == 0.0
    assert agreement.value("macro", "families_f1") == 0.25
    assert agreement.of("confrontation", "precision").low == 1.0


def test_codes_seen_less_than_five_times_have_no_figure() -> None:
    seen = {"feeling_unseen": 2}
    rows = [
        rated("C" * 5, dict.fromkeys(range(times), seen), name=str(times))
        for times in (4, 1)
    ]

    assert measure_agreement(rows, {}, draws=0).codes == ["feeling_unseen"]
    assert measure_agreement(rows[:1], {}, draws=0).codes == []


def test_chance_has_the_base_rate_and_no_line_of_its_own() -> None:
    (chance, rules) = evaluate(
        ROWS, Program(name="x", found=FOUND), beside=baselines(FOUND), draws=0
    ).baselines

    assert chance.ap[Family.CONFRONTATION].value == pytest.approx(0.25)
    assert chance.f1 == {}
    assert rules.ap[Family.CONFRONTATION].value == 1.0
    assert rules.f1[Family.CONFRONTATION].value == 1.0


def test_a_session_without_a_timeline_is_named_and_counts_as_not_found() -> None:
    missing = {name: FOUND[name] for name in ("a", "b")}

    found = evaluate(ROWS, Program(name="x", found=missing), draws=0)

    assert found.material.missing == ("c",)
    assert found.families[1].figures["recall"].value == pytest.approx(2 / 3)


def test_invented_sessions_are_called_synthetic() -> None:
    assert not any("ynthetic" in c for c in report().material.cautions)
    assert "Synthetic: all" in report(INVENTED).material.cautions[1]
    assert "agreement with the raters" in report().material.cautions[0]


def test_the_hash_names_speech_and_ratings_whatever_the_order() -> None:
    same = rated_sha256(reversed(ROWS))
    other = rated("TC" * 4, {1: {"feeling_unseen": 2}}, name="a")

    assert rated_sha256(ROWS) == same
    assert rated_sha256([other, *ROWS[1:]]) != same


def test_the_json_holds_the_printed_numbers() -> None:
    found = report()

    plain = json.loads(json.dumps(to_plain(found), allow_nan=False))

    assert plain["families"]["confrontation"]["ap"]["value"] == 1.0
    assert plain["rated"]["sha256"] == found.material.sha256
    assert plain["model"]["sha256"] == MODEL.sha256
    assert plain["baselines"]["every turn alike"]["confrontation"]["f1"] is None
    assert plain["examples"] is None


class Outside(HTMLParser):
    """Everything a page could fetch or run, and the tags left open."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.open: list[str] = []
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.links += [given[n] for n in ("src", "href", "data") if n in given]
        self.names += [given["id"]] if "id" in given else []
        if tag in {"svg", "table", "figure", "section", "main", "tr"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"svg", "table", "figure", "section", "main", "tr"}:
            assert self.open.pop() == tag


def test_the_page_fetches_nothing_and_is_well_formed() -> None:
    page = render(report())

    seen = Outside()
    seen.feed(page)

    assert seen.open == []
    assert len(seen.names) == len(set(seen.names))
    assert {link for link in seen.links if not link.startswith(("#", "data:"))} == set()
    assert "<script" not in page
    assert page.count("<svg") == 8
    assert page.count('role="img"') == 8


def test_the_page_escapes_names_and_holds_no_speech() -> None:
    page = render(report())

    assert "<b>toy</b>" not in page
    assert "&lt;b&gt;toy" in page
    assert WORDS not in page
    assert WORDS not in json.dumps(to_plain(report()))


def test_every_table_is_on_the_page_cell_by_cell() -> None:
    found = report()
    cells = set(re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", render(found)))

    for table in tables_of(found):
        assert all(len(row) == len(table.head) for row in table.rows)
        shown = {cell for row in table.rows for cell in row}
        assert {c.replace("'", "&#39;") for c in shown} <= cells
