"""The sheet to fill in: what `tool` is with `signal_route_editor`."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpRequest, QueryDict

from exercises.contract import SourceError
from exercises.registry import Exercise
from exercises.rendering import Shown
from exercises.tool.kind import ToolExercise
from tests.exercises import html, play

BLOCK = ToolExercise()
SHEET: dict[str, Any] = {
    "id": "X.1",
    "kind": "tool",
    "title": "Bij wie moeten we zijn?",
    "tool": "signal_route_editor",
    "fields": ["Bestuur", "Wijkteam"],
    "after": "Laat één trainer dit uitproberen.",
    "fallback_for_learners_without_editor_rights": "Vul in als oefening; blijft op dit apparaat.",
}
VALUE = BLOCK.to_python(BLOCK.from_source(SHEET))


def page(**moment: Any) -> BeautifulSoup:
    shown = Shown(Exercise(play.EXERCISE_ID, BLOCK, VALUE), "/x/", **moment)
    return html.parse(shown.render(HttpRequest()))


def complaints(**changes: Any) -> list[tuple[str, str]]:
    raw = BLOCK.get_prep_value(VALUE) | changes
    return [(problem.field, str(problem.message)) for problem in BLOCK.checks(BLOCK.to_python(raw))]


def test_every_line_is_a_field_that_cannot_be_sent() -> None:
    soup = page()
    fields = soup.find_all("textarea")

    assert [html.accessible_name(soup, field) for field in fields] == ["Bestuur", "Wijkteam"]
    assert [field.find_parent("form") or field.get("name") for field in fields] == [None, None]
    assert soup.select(".route") == []


def test_who_fills_it_in_reads_that_it_stays_on_the_device() -> None:
    assert SHEET["fallback_for_learners_without_editor_rights"] in html.text_of(page())


def test_afterword_is_read_when_done_and_nothing_else_is_kept() -> None:
    response = BLOCK.respond(VALUE, {}, QueryDict("line-1=Petra"))

    assert response.state == {"done": True}
    assert SHEET["after"] not in html.text_of(page())
    assert SHEET["after"] in html.text_of(page(state=response.state, outcome=response.outcome))


def test_sheet_comes_back_from_a_source_as_it_was() -> None:
    written = BLOCK.to_source(VALUE)

    assert written == {name: item for name, item in SHEET.items() if name != "id"} | {"minutes": 1, "required": True}


def test_sheet_has_no_route_in_a_source() -> None:
    with pytest.raises(SourceError, match="route"):
        BLOCK.from_source(SHEET | {"route": {}})


def test_sheet_without_lines_or_with_questions_is_not_sound() -> None:
    route = play.raw_example(BLOCK)

    assert complaints() == []
    assert complaints(fields=[]) == [("fields", "Het blad heeft nog geen regels. Geef er minstens één.")]
    assert complaints(questions=route["questions"], outcomes=route["outcomes"]) == [
        ("questions", "Een invulblad heeft geen vragen en uitkomsten. Haal ze weg."),
        ("outcomes", "Een invulblad heeft geen vragen en uitkomsten. Haal ze weg."),
    ]


def test_route_wants_questions_and_outcomes_and_no_lines() -> None:
    raw = {"tool": "signal_route", "fields": BLOCK.get_prep_value(VALUE)["fields"]}

    assert complaints(**raw) == [
        ("questions", "Er is nog geen vraag."),
        ("outcomes", "Geef minstens twee uitkomsten."),
        ("fields", "Alleen een invulblad heeft regels. Haal ze weg."),
    ]


def test_another_line_makes_another_exercise_and_other_words_only_other_wording() -> None:
    more, other = (
        BLOCK.to_python(BLOCK.from_source(SHEET | {"fields": fields}))
        for fields in (
            ["Bestuur", "Wijkteam", "VCP"],
            ["Het bestuur", "Wijkteam"],
        )
    )

    before = BLOCK.fingerprint(VALUE)
    assert BLOCK.fingerprint(more).rules != before.rules
    assert BLOCK.fingerprint(other).rules == before.rules
    assert BLOCK.fingerprint(other).wording != before.wording


def test_route_of_before_there_were_sheets_has_the_same_fingerprint() -> None:
    raw = play.raw_example(BLOCK)
    old = {name: item for name, item in raw.items() if name not in ("fields", "fallback")}

    assert BLOCK.fingerprint(BLOCK.to_python(old)) == BLOCK.fingerprint(BLOCK.to_python(raw))
    rules = BLOCK.rules(BLOCK.to_python(raw))
    assert isinstance(rules, dict)
    assert "fields" not in rules
