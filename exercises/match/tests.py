"""What is particular to `match`; what every kind must do is in tests/exercises/test_contract.py."""

from typing import Any

import pytest
from django.http import QueryDict

from exercises.contract import Outcome
from exercises.match.kind import MatchExercise

BLOCK = MatchExercise()
PAIRS = [
    {"left": "Een hart", "right": "steun", "fb": "Iemand die er is."},
    {"left": "Een kruis", "right": "ruzie", "fb": "Vraag ernaar.", "src": "S1"},
    {"left": "Een dikke lijn", "right": "steun", "fb": "Sterk contact."},
]
SOURCE = {"id": "A3.2", "kind": "match", "title": "Wat betekent het?", "pairs": PAIRS}


def value(**changes: Any) -> Any:
    return BLOCK.to_python(BLOCK.from_source({**SOURCE, **changes}))


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("pair-0=0&pair-1=1&pair-2=0", Outcome(score=1.0, passed=True)),
        ("pair-0=2&pair-1=1&pair-2=2", Outcome(score=1.0, passed=True)),
        ("pair-0=1&pair-1=1&pair-2=1", Outcome(score=1 / 3, passed=False)),
    ],
)
def test_equal_right_halves_are_equally_right_and_one_may_be_chosen_twice(answer: str, outcome: Outcome) -> None:
    assert BLOCK.respond(value(), {}, QueryDict(answer)).outcome == outcome


def test_equal_right_halves_are_offered_once() -> None:
    choices = BLOCK.view(value(), {}, None)["choices"]

    assert sorted(choice["text"] for choice in choices) == ["ruzie", "steun"]


def test_right_halves_stand_in_a_mixed_order_that_stays_the_same() -> None:
    pairs = [{"left": f"links {n}", "right": f"rechts {n}", "fb": "Ja."} for n in range(6)]
    orders = [[c["number"] for c in BLOCK.view(value(pairs=pairs), {}, None)["choices"]] for _time in range(3)]

    assert orders[0] == orders[1] == orders[2]
    assert sorted(orders[0]) == list(range(6))
    assert orders[0] != list(range(6))


def test_each_pair_tells_what_was_chosen_and_what_belongs_to_it() -> None:
    shown = BLOCK.view(value(), {"answer": [1, 1, 0]}, None)

    assert shown["right"] == 2
    assert [(result["chosen"], result["is_right"], result["fitting"]) for result in shown["results"]] == [
        ("ruzie", False, "steun"),
        ("ruzie", True, "ruzie"),
        ("steun", True, "steun"),
    ]


def test_making_two_right_halves_equal_changes_the_rules() -> None:
    other = value(pairs=[PAIRS[0], PAIRS[1], {**PAIRS[2], "right": "ruzie"}])

    assert BLOCK.fingerprint(other).rules != BLOCK.fingerprint(value()).rules


def test_editor_is_told_of_a_pair_without_feedback_and_of_the_same_beginning_twice() -> None:
    problems = BLOCK.checks(value(pairs=[PAIRS[0], PAIRS[1], {"left": "Een hart ", "right": "liefde"}]))

    assert [(problem.field, "3" in str(problem.message)) for problem in problems] == [("pairs", True), ("pairs", True)]
