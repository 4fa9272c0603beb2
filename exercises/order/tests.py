"""What is particular to `order`; what every kind must do is in tests/exercises/test_contract.py."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.http import QueryDict
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.contract import InvalidAnswer, Outcome
from exercises.order.kind import OrderExercise, staying
from tests.exercises import html, play

BLOCK = OrderExercise()
STEPS = [
    {"t": "Erheen gaan", "why": "Je bent erbij.", "src": "S1"},
    {"t": "Vragen wat er is", "why": "Eerst luisteren."},
    {"t": "Hulp halen", "why": "Nu weet je wie."},
    {"t": "De ouders bellen", "why": "Nu kun je vertellen wat er is."},
]
SOURCE = {"id": "A3.3", "kind": "order", "title": "Een kind valt", "steps": STEPS, "feedback": "Eerst erbij zijn."}
WRITTEN = list(yaml.safe_load_all(Path(__file__).with_name("written.yaml").read_text(encoding="utf-8")))
orders = st.integers(2, 10).flatmap(lambda count: st.permutations(range(count)))


def value(**changes: Any) -> Any:
    return BLOCK.to_python(BLOCK.from_source({**SOURCE, **changes}))


def of_steps(count: int) -> Any:
    return value(steps=[{"t": f"Stap {row}", "why": "Daarom."} for row in range(count)])


def sent(*places: int | str) -> QueryDict:
    return QueryDict("&".join(f"step-{row}={place}" for row, place in enumerate(places)))


def moved(order: list[int], step: int, place: int) -> list[int]:
    rest = [other for other in order if other != step]
    return [*rest[:place], step, *rest[place:]]


def places_of(order: list[int]) -> list[int]:
    """For each step the place where it stands."""
    return [order.index(step) for step in range(len(order))]


# -- Grading ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("places", "outcome"),
    [
        ([0, 1, 2, 3], Outcome(score=1.0, passed=True)),
        ([1, 0, 2, 3], Outcome(score=1 - 1 / 3, passed=False)),
        ([3, 0, 1, 2], Outcome(score=1 - 1 / 3, passed=False)),  # the first put last: no step is in its own place
        ([1, 0, 3, 2], Outcome(score=1 - 2 / 3, passed=False)),
        ([3, 2, 1, 0], Outcome(score=0.0, passed=False)),
    ],
)
def test_every_step_that_still_has_to_move_costs_the_same(places: list[int], outcome: Outcome) -> None:
    assert BLOCK.respond(value(), {}, sent(*places)).outcome == outcome


@settings(deadline=None)
@given(order=orders)
def test_every_order_has_one_score_within_its_bounds(order: list[int]) -> None:
    exercise, places = of_steps(len(order)), places_of(order)

    outcome = BLOCK.grade(exercise, list(places))

    assert outcome.score is not None
    assert 0 <= outcome.score <= 1
    assert outcome.passed == (outcome.score == 1) == (places == sorted(places))
    assert BLOCK.grade(exercise, list(places)) == outcome


@settings(deadline=None)
@given(order=orders, data=st.data())
def test_moving_one_step_never_costs_more_than_one_move(order: list[int], data: st.DataObject) -> None:
    numbers = st.integers(0, len(order) - 1)
    other = moved(order, data.draw(numbers), data.draw(numbers))

    assert abs(len(staying(places_of(order))) - len(staying(places_of(other)))) <= 1


@settings(deadline=None)
@given(order=st.permutations(range(6)))
def test_no_more_steps_could_stay(order: list[int]) -> None:
    places = places_of(order)
    stay = staying(places)

    groups = [group for size in range(7) for group in combinations(range(6), size)]
    rising = [group for group in groups if [places[row] for row in group] == sorted(places[row] for row in group)]

    assert tuple(sorted(stay)) in rising
    assert len(stay) == max(map(len, rising))


# -- Answering -------------------------------------------------------------------------------------------------------


def test_steps_stand_in_a_mixed_order_that_stays_the_same() -> None:
    shown = [[row["name"] for row in BLOCK.view(value(), {}, None)["rows"]] for _time in range(3)]

    assert shown[0] == shown[1] == shown[2]
    assert sorted(shown[0]) == ["step-0", "step-1", "step-2", "step-3"]
    assert shown[0] != ["step-0", "step-1", "step-2", "step-3"]


def test_after_an_answer_the_steps_stand_as_the_learner_put_them() -> None:
    rows = BLOCK.view(value(), {"answer": [3, 0, 1, 2]}, None)["rows"]

    assert [(row["name"], row["ticked"]) for row in rows] == [
        ("step-1", 0),
        ("step-2", 1),
        ("step-3", 2),
        ("step-0", 3),
    ]


def test_untouched_steps_are_refused_once_and_not_at_every_step() -> None:
    first = BLOCK.view(value(), {}, None)["rows"][0]["name"]
    with override("nl"), pytest.raises(InvalidAnswer) as refused:
        BLOCK.parse_answer(value(), sent("", "", "", ""))

    assert refused.value.errors == {first: "Je hebt nog niets verplaatst of gekozen. Zet de stappen eerst op volgorde."}


def test_step_without_a_place_is_named_and_the_other_places_stay() -> None:
    typed = sent(0, "", 2, 3)
    with override("nl"), pytest.raises(InvalidAnswer) as refused:
        BLOCK.parse_answer(value(), typed)

    assert refused.value.errors == {"step-1": "Kies een plek voor “Vragen wat er is”."}
    ticked = {row["name"]: row["ticked"] for row in BLOCK.view(value(), {}, typed)["rows"]}
    assert ticked == {"step-0": 0, "step-1": None, "step-2": 2, "step-3": 3}


def test_two_steps_cannot_have_one_place_and_the_later_on_screen_says_which_was_first() -> None:
    names = [row["name"] for row in BLOCK.view(value(), {}, None)["rows"]]
    first, second = sorted(["step-1", "step-2"], key=names.index)
    texts = {"step-1": "Vragen wat er is", "step-2": "Hulp halen"}
    with override("nl"), pytest.raises(InvalidAnswer) as refused:
        BLOCK.parse_answer(value(), sent(0, 1, 1, 3))

    assert refused.value.errors == {second: f"Op plek 2 staat al “{texts[first]}”. Kies een andere plek."}


def test_every_step_says_in_words_whether_it_may_stay_and_why_it_comes_here() -> None:
    exercise = play.exercise_from(BLOCK, BLOCK.from_source(SOURCE))

    with override("nl"):
        page = html.parse(play.show(exercise, {"answer": [3, 0, 1, 2]}))

    assert [html.text_of(result) for result in page.select(".order-result")] == [
        "1 Erheen gaan Nog niet · dit stond op plek 4, het hoort op plek 1. Je bent erbij. Gebaseerd op bron S1",
        "2 Vragen wat er is Goed · dit stond op plek 1 en komt vanzelf op 2 als de andere stappen verschuiven. "
        "Eerst luisteren.",
        "3 Hulp halen Goed · dit stond op plek 2 en komt vanzelf op 3 als de andere stappen verschuiven. "
        "Nu weet je wie.",
        "4 De ouders bellen Goed · dit stond op plek 3 en komt vanzelf op 4 als de andere stappen verschuiven. "
        "Nu kun je vertellen wat er is.",
    ]
    assert len(page.select(".order-result .icon")) == 4
    assert html.text_of(page.select_one(".feedback")).startswith(
        "Nog 1 stap moet naar een andere plek Eerst erbij zijn."
    )


def test_without_script_there_is_a_list_of_places_at_every_step_and_no_button_but_one() -> None:
    page = html.parse(play.show(play.exercise_from(BLOCK, BLOCK.from_source(SOURCE))))

    assert len(page.select("select")) == 4
    assert all(moves.has_attr("hidden") for moves in page.select("[data-order-moves]"))
    assert page.select("[draggable]") == []


@pytest.mark.parametrize("answer", [0, [], [0, 1, 2], [0, 1, 2, 2], [0, 1, 2, 4], [0, 1, 2, True], {"0": 1}])
def test_state_of_another_shape_begins_anew(answer: Any) -> None:
    assert BLOCK.view(value(), {"answer": answer}, None) == BLOCK.view(value(), {}, None)


def test_exercise_frozen_without_newer_fields_still_plays() -> None:
    raw = BLOCK.from_source(SOURCE)
    del raw["feedback"]
    for step in raw["steps"]:
        del step["value"]["src"], step["value"]["why"]
    old = play.exercise_from(BLOCK, raw)

    response = play.answer(old, {f"step-{row}": [str(row)] for row in range(4)})

    assert response.outcome == Outcome(score=1.0, passed=True)
    assert "De ouders bellen" in play.show(old, response.state, response.outcome)


# -- Writing ---------------------------------------------------------------------------------------------------------


def test_editor_is_told_which_step_lacks_what() -> None:
    exercise = value(steps=[*STEPS[:2], {"t": "Hulp halen"}, {"t": "Erheen gaan ", "why": "Nog eens."}], feedback="")
    with override("nl"):
        problems = [(problem.field, str(problem.message), problem.is_error) for problem in BLOCK.checks(exercise)]

    assert problems == [
        ("steps", "Stap 3 zegt niet waarom die hier komt.", True),
        ("steps", "Stap 1 en stap 4 zijn hetzelfde. Verander er één.", True),
        ("feedback", "Er is nog geen feedback. Zeg wat het belangrijkst is in deze volgorde.", True),
    ]


def test_paper_does_not_give_the_order_away() -> None:
    options = [text.text for text in BLOCK.own_texts(value()) if text.role == "option"]

    assert sorted(options) == sorted(step["t"] for step in STEPS)
    assert options != [step["t"] for step in STEPS]


@pytest.mark.parametrize("source", WRITTEN, ids=lambda source: source["id"])
def test_exercise_as_authors_wrote_it_is_read_and_written_back(source: dict[str, Any]) -> None:
    exercise = BLOCK.to_python(BLOCK.from_source(source))

    assert BLOCK.checks(exercise) == []
    assert {"id": source["id"], **BLOCK.to_source(exercise)} == source
    assert BLOCK.grade(exercise, list(range(len(source["steps"])))) == Outcome(score=1.0, passed=True)
