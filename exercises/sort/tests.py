"""What is particular to `sort`; what every kind must do is in tests/exercises/test_contract.py."""

from typing import Any

import pytest
from django.http import QueryDict

from exercises.contract import InvalidAnswer, Outcome, SourceError
from exercises.sort.kind import SortExercise

BLOCK = SortExercise()
ITEMS = [
    {"t": "Een diagnose stellen", "b": ["professional"], "fb": "Dit mag niet iedereen.", "src": "S2"},
    {"t": "Elke week groeten", "b": ["vrijwilliger"], "fb": "Jij ziet ze elke week."},
    {"t": "Vervoer regelen", "b": ["samen", "vrijwilliger"], "fb": "Met toestemming."},
]
SOURCE = {
    "id": "A6.2",
    "kind": "sort",
    "title": "Wiens rol is dit?",
    "buckets": ["vrijwilliger", "professional", "samen"],
    "items": ITEMS,
}


def value(**changes: Any) -> Any:
    return BLOCK.to_python(BLOCK.from_source({**SOURCE, **changes}))


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("item-0=1&item-1=0&item-2=2", Outcome(score=1.0, passed=True)),
        ("item-0=1&item-1=0&item-2=0", Outcome(score=1.0, passed=True)),
        ("item-0=0&item-1=1&item-2=1", Outcome(score=0.0, passed=False)),
    ],
)
def test_one_of_the_accepted_groups_is_enough(answer: str, outcome: Outcome) -> None:
    assert BLOCK.respond(value(), {}, QueryDict(answer)).outcome == outcome


def test_items_stand_in_a_mixed_order_that_stays_the_same() -> None:
    orders = [[row["name"] for row in BLOCK.view(value(), {}, None)["rows"]] for _time in range(3)]

    assert orders[0] == orders[1] == orders[2]
    assert sorted(orders[0]) == ["item-0", "item-1", "item-2"]
    assert orders[0] != ["item-0", "item-1", "item-2"]


def test_each_item_tells_what_was_chosen_and_where_it_fits() -> None:
    shown = BLOCK.view(value(), {"answer": [0, 0, 1]}, None)
    results = {result["text"]: (result["chosen"], result["is_right"], result["fitting"]) for result in shown["results"]}

    assert shown["right"] == 1
    assert results == {
        "Een diagnose stellen": ("vrijwilliger", False, ["professional"]),
        "Elke week groeten": ("vrijwilliger", True, ["vrijwilliger"]),
        "Vervoer regelen": ("professional", False, ["vrijwilliger", "samen"]),
    }


def test_item_without_a_group_is_named_in_the_order_of_the_screen() -> None:
    with pytest.raises(InvalidAnswer) as refused:
        BLOCK.parse_answer(value(), QueryDict("item-1=0"))

    names = [row["name"] for row in BLOCK.view(value(), {}, None)["rows"] if row["name"] != "item-1"]
    assert list(refused.value.errors) == names


def test_editor_is_told_of_a_group_that_is_not_there() -> None:
    raw = BLOCK.from_source(SOURCE)
    raw["items"][1]["value"]["fits"] = "vrijwiliger\nsamen"

    problems = BLOCK.checks(BLOCK.to_python(raw))

    assert [(problem.field, problem.is_error) for problem in problems] == [("items", True)]
    assert "2" in str(problems[0].message)
    assert "vrijwiliger" in str(problems[0].message)


def test_editor_is_told_of_a_group_in_which_nothing_fits() -> None:
    problems = BLOCK.checks(value(items=ITEMS[:2]))

    assert [(problem.field, problem.is_error) for problem in problems] == [("buckets", False)]
    assert "samen" in str(problems[0].message)


def test_bucket_that_is_not_there_is_refused_in_a_source() -> None:
    with pytest.raises(SourceError, match="school"):
        value(items=[{**ITEMS[0], "b": ["school"]}])
