"""What is particular to `tool`; what every kind must do is in tests/exercises/test_contract.py."""

from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from exercises.contract import Outcome, Response, SourceError
from exercises.registry import Exercise
from exercises.rendering import Shown
from exercises.tool.kind import ToolExercise
from exercises.tool.route import Answer, Question, Route, problems
from tests.exercises import html, play

BLOCK = ToolExercise()
VALUE = BLOCK.get_preview_value()


def source() -> Any:
    return BLOCK.parse_source(BLOCK.example)


def complaints(**route: Any) -> list[tuple[str, str]]:
    data = source()
    data["route"] |= route
    found = BLOCK.checks(BLOCK.to_python(BLOCK.from_source(data)))
    assert all(problem.is_error for problem in found)
    return [(problem.field, str(problem.message)) for problem in found]


def question(key: str, *leads_to: str) -> dict[str, Any]:
    return {"id": key, "q": "Wat is er?", "answers": [{"t": f"Naar {to}", "to": to} for to in leads_to]}


def outcome(key: str, **facts: Any) -> dict[str, Any]:
    return {"id": key, "title": "Bel nu", "contacts": ["vcp"], "say": ["Help mij."]} | facts


def page(**moment: Any) -> BeautifulSoup:
    shown = Shown(Exercise(play.EXERCISE_ID, BLOCK, VALUE), "/x/", **moment)
    return html.parse(shown.render(play.HttpRequest()))


# -- The learner -----------------------------------------------------------------------------------------------------


def test_only_that_it_was_looked_at_is_kept_whatever_is_sent() -> None:
    response = BLOCK.respond(VALUE, {}, QueryDict("answer=U1&question-1=ja"))

    assert response == Response(answer={"done": True}, state={"done": True}, outcome=Outcome())


def test_every_answer_leads_to_a_screen_on_the_same_page_and_none_is_sent() -> None:
    soup = page()

    links = [html.attribute(link, "href") for link in soup.select(".route__answer")]
    screens = {f"#{html.attribute(screen, 'id')}" for screen in soup.select(".route__screen")}
    first = html.attribute(soup.select(".route__screen")[0], "id")
    assert len(links) == 4
    assert set(links) == screens - {f"#{first}"}
    assert soup.select(".route form, .route input, .route button, .route [hx-get], .route [hx-post]") == []


def test_screen_takes_the_focus_when_somebody_comes_there_and_has_a_name() -> None:
    for screen in page().select(".route__screen"):
        assert html.attribute(screen, "tabindex") == "-1"
        assert html.accessible_name(page(), screen)


def test_way_back_leads_to_the_question_before() -> None:
    soup = page()

    ways = {
        html.attribute(screen, "id").partition("c9a11-")[2]: [
            html.attribute(link, "href").partition("c9a11-")[2] for link in screen.select(".route__ways a")
        ]
        for screen in soup.select(".route__screen")
    }
    assert ways == {
        "question-1": [],
        "question-2": ["question-1"],
        "outcome-1": ["question-1"],
        "outcome-2": ["question-2", "question-1"],
    }


def test_outcome_shows_the_contacts_it_was_given_and_says_which_is_not_filled_in() -> None:
    soup = page(contacts={"vcp": SimpleNamespace(name="Petra, VCP van De Eendracht", phone="", when="")})

    read = html.text_of(soup.select(".route__screen--outcome")[1])
    assert BLOCK.contacts(VALUE) == ["noodnummer", "vcp", "veilig_thuis"]
    assert "Petra, VCP van De Eendracht" in read
    assert read.count("Dit contact is nog niet ingevuld.") == 1
    assert "Speelt het nu? Bel dan meteen." in read


def test_afterword_is_read_when_done() -> None:
    after = VALUE["after"]

    assert after not in html.text_of(page())
    assert after in html.text_of(page(state={"done": True}))


# -- The editor ------------------------------------------------------------------------------------------------------


def test_sound_route_has_no_complaints() -> None:
    assert complaints() == []


def test_answer_that_leads_nowhere_is_named_with_what_there_is() -> None:
    assert complaints(questions=[question("Q1", "U1", "U9"), question("Q2", "U2", "U2")]) == [
        ("questions", "Vraag 1, antwoord 2: de code “U9” is er niet. Kies uit: Q1, Q2, U1, U2.")
    ]


def test_what_nobody_comes_to_is_named() -> None:
    questions = [question("Q1", "U1", "U1"), question("Q2", "U1", "U1")]

    assert complaints(questions=questions) == [
        ("questions", "Niemand komt ooit bij vraag 2 (“Q2”): er leidt geen antwoord naartoe."),
        ("outcomes", "Niemand komt ooit bij uitkomst 2 (“U2”): er leidt geen antwoord naartoe."),
    ]


@pytest.mark.parametrize("back_to", ["Q1", "Q2"])
def test_way_that_goes_round_is_named(back_to: str) -> None:
    questions = [question("Q1", "Q2", "U1"), question("Q2", back_to, "U2")]

    assert complaints(questions=questions) == [
        ("questions", f"Vraag 2, antwoord 1 leidt terug naar “{back_to}”. Zo komt niemand bij het eind.")
    ]


def test_code_that_is_used_twice_is_named_with_both_places() -> None:
    outcomes = [outcome("U1"), outcome("U2"), outcome("Q1")]

    assert complaints(outcomes=outcomes) == [
        ("outcomes", "De code “Q1” staat bij vraag 1 en bij uitkomst 3. Geef elk een eigen code.")
    ]


def test_code_that_is_missing_is_named() -> None:
    raw = play.with_value(play.raw_example(BLOCK), ("questions", 0, "value", "key"), " ")

    found = [str(problem.message) for problem in BLOCK.checks(BLOCK.to_python(raw))]
    assert found == ["Bij vraag 1 staat geen code. Geef er een, zoals Q1."]


def test_outcome_without_contact_or_words_is_named() -> None:
    raw = play.raw_example(BLOCK)
    raw = play.with_value(raw, ("outcomes", 0, "value", "contacts"), [])
    raw = play.with_value(raw, ("outcomes", 1, "value", "say"), " \n ")

    found = [str(problem.message) for problem in BLOCK.checks(BLOCK.to_python(raw))]
    assert found == [
        "Uitkomst 1 noemt geen contact. Kies er minstens één.",
        "Uitkomst 2 vertelt niet wat je kunt zeggen. Schrijf een of twee zinnen.",
    ]


CODES = st.sampled_from(["Q1", "Q2", "Q3", "U1", "U2", ""])
QUESTIONS = st.lists(st.tuples(CODES, st.lists(CODES, min_size=1, max_size=4)), max_size=4)


def routes(questions: list[tuple[str, list[str]]], outcomes: list[str]) -> Route:
    made = tuple(Question(key, "?", tuple(Answer("ja", to) for to in ways)) for key, ways in questions)
    return Route(made, tuple(outcomes))


@given(QUESTIONS, st.lists(CODES, max_size=3))
def test_route_without_complaints_leads_everybody_to_an_outcome(
    questions: list[tuple[str, list[str]]], outcomes: list[str]
) -> None:
    route = routes(questions, outcomes)
    if problems(route) or not route.questions:
        return

    seen, waiting, by_key = set(), [(route.questions[0].key, 0)], {one.key: one for one in route.questions}
    while waiting:
        key, steps = waiting.pop()
        assert steps <= len(route.questions), "Somebody walks in a circle."
        seen.add(key)
        waiting += [(answer.to, steps + 1) for answer in by_key[key].answers] if key in by_key else []
    assert seen == {*by_key, *outcomes}


# -- Source files ----------------------------------------------------------------------------------------------------


def test_start_decides_which_question_comes_first() -> None:
    data = source()
    data["route"]["questions"].reverse()

    value = BLOCK.to_python(BLOCK.from_source(data))

    assert [one["key"] for one in value["questions"]] == ["Q1", "Q2"]
    assert BLOCK.to_source(value)["route"]["start"] == "Q1"


def test_tool_that_is_not_there_yet_is_refused() -> None:
    with pytest.raises(SourceError) as refused:
        BLOCK.from_source(source() | {"tool": "ecogram"})

    assert str(refused.value) == "Het hulpmiddel “ecogram” is er nog niet. Wel: signal_route, signal_route_editor."


def test_start_that_is_no_question_is_refused() -> None:
    data = source()
    data["route"]["start"] = "U1"

    with pytest.raises(SourceError, match="U1 is dat niet"):
        BLOCK.from_source(data)


def test_outcome_keeps_its_note_and_its_sources() -> None:
    written = BLOCK.to_source(VALUE)["route"]["outcomes"]

    assert [(one.get("note"), one.get("src")) for one in written] == [
        (None, "S1"),
        ("Speelt het nu? Bel dan meteen.", None),
    ]
