"""Cards to turn: both sides are on the page for everybody, and done is what the learner says."""

from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.cards.kind import CardsExercise
from exercises.contract import Outcome, Response, SourceError
from exercises.registry import Exercise
from exercises.rendering import Shown
from exercises.source import source_items

KIND = CardsExercise()
EXERCISE = Exercise(UUID(int=7), KIND, KIND.get_preview_value())
CARD = {"front": "ORBS?", "back": "Open vragen, reflecteren, bevestigen, samenvatten."}
OTHER = {"front": "P-G-A-E?", "back": "Praktisch, gezelschap, advies, emotioneel.", "src": "L:waardigheid"}


def page(state: dict[str, Any]) -> BeautifulSoup:
    return BeautifulSoup(Shown(EXERCISE, "/x/", state=state).render(HttpRequest()), "html.parser")


def value(*cards: dict[str, str]) -> Any:
    return KIND.to_python(KIND.from_source({"id": "x", "title": "Kaarten", "cards": list(cards)}))


def faults(block_value: Any) -> list[tuple[str, bool]]:
    with override("nl"):
        return [(str(problem.message), problem.is_error) for problem in KIND.checks(block_value)]


def test_a_card_turns_by_what_a_browser_has_of_itself() -> None:
    cards = page({}).select(".cards__deck details")

    assert [card.select_one("summary .flip__word").get_text() for card in cards] == [
        "Vraagverlegenheid",
        "Wederkerigheid",
        "Wat is een ecogram?",
    ]
    assert [card.has_attr("open") for card in cards] == [False, False, False]
    assert "Moeite hebben om hulp te vragen." in cards[0].select_one(".flip__back").get_text()


def test_the_list_says_what_the_cards_say() -> None:
    pairs = page({}).select(".cards__list > div")

    assert [(pair.dt.get_text(), pair.dd.get_text().strip()) for pair in pairs][1:] == [
        ("Wederkerigheid", "Ook iets voor de ander kunnen doen. Dat maakt hulp vragen lichter."),
        ("Wat is een ecogram?", "Een tekening van de mensen om iemand heen. Je maakt hem samen."),
    ]


def test_both_sides_are_on_paper() -> None:
    paper = BeautifulSoup(render_to_string("exercises/print.html", {"exercise": EXERCISE}), "html.parser")

    assert [line.get_text() for line in paper.select("p")[1:3]] == [
        "Vraagverlegenheid",
        "Moeite hebben om hulp te vragen.",
    ]
    assert len(paper.select("p")) == 1 + 2 * 3


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=9), st.text(max_size=9)))
def test_done_is_all_there_is_to_say_whatever_is_sent(sent: dict[str, str]) -> None:
    data = QueryDict(mutable=True)
    data.update(sent)

    response = EXERCISE.respond(state={}, data=data)

    assert response == Response(answer={"done": True}, state={"done": True}, outcome=Outcome())


@pytest.mark.parametrize("state", [{"done": False}, {"done": None}, {"answer": [1, 2]}, {"known": [0]}])
def test_state_of_another_shape_is_not_done_yet(state: dict[str, Any]) -> None:
    with override("nl"):
        button = page(state).select_one("form button").get_text(strip=True)

    assert button == "Ik ken deze kaarten"


@pytest.mark.parametrize(
    ("cards", "message"),
    [
        ([CARD, {"front": "", "back": "Iets."}], "Kaart 2 heeft geen voorkant."),
        ([CARD, {"front": "ORBS", "back": " "}], "Kaart 2 heeft geen achterkant."),
        ([OTHER, CARD, {"front": "orbs? ", "back": "Iets."}], "Kaart 3 heeft dezelfde voorkant als kaart 2."),
    ],
)
def test_editor_hears_which_card_is_not_whole(cards: list[dict[str, str]], message: str) -> None:
    block_value = value(CARD)
    block_value["cards"] = KIND.child_blocks["cards"].to_python(source_items("x", "cards", cards))

    assert faults(block_value) == [(message, True)]


def test_two_cards_with_one_front_are_not_saved() -> None:
    with pytest.raises(ValidationError):
        KIND.clean(value(CARD, CARD))


def test_a_long_back_is_only_warned_about() -> None:
    long = value(CARD, {"front": "Lang", "back": "woord " * 41})

    assert faults(long) == [("De achterkant van kaart 2 is lang. Kan het in één of twee zinnen?", False)]
    assert KIND.clean(long)["cards"][1]["front"] == "Lang"


def test_a_better_back_is_a_correction() -> None:
    better = value({**CARD, "back": "Vier vaardigheden voor een gesprek."}, OTHER)

    assert KIND.fingerprint(better) == KIND.fingerprint(value(CARD, OTHER))


def test_source_keeps_the_marks_of_a_card() -> None:
    assert KIND.write_source(value(CARD, OTHER)) == {"cards": [CARD, OTHER]}


@pytest.mark.parametrize("cards", [None, [], ["ORBS?"], [{"front": "ORBS?"}], [{**CARD, "side": "x"}]])
def test_source_that_makes_no_cards_is_refused(cards: Any) -> None:
    with pytest.raises(SourceError):
        KIND.from_source({"id": "x", "title": "Kaarten", "cards": cards})
