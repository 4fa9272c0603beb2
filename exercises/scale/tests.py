"""What is particular to `scale`; what every kind must do is in tests/exercises/test_contract.py."""

from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.http import HttpRequest, QueryDict

from exercises.contract import InvalidAnswer, Outcome, SourceError
from exercises.registry import Exercise
from exercises.rendering import Shown
from exercises.scale.kind import ScaleExercise

BLOCK = ScaleExercise()
BANDS = [
    {"from": 1, "to": 3, "fb": "Dat mag."},
    {"from": 4, "to": 7, "fb": "Goed op weg.", "src": "S1"},
    {"from": 8, "to": 10, "fb": "Mooi."},
]
SOURCE = {
    "id": "A7.4",
    "kind": "scale",
    "title": "Hoe zeker ben je?",
    "measure": "post",
    "pair_with": "A1.1",
    "questions": [{"t": "Hoe zeker ben je?", "low": "niet", "high": "heel zeker"}],
    "feedback": BANDS,
}
PRIVATE = {"measure": "none", "private": True, "pair_with": None}


def value(**changes: Any) -> Any:
    return BLOCK.to_python(BLOCK.from_source({**SOURCE, **changes}))


def page(exercise_value: Any, state: dict[str, Any]) -> BeautifulSoup:
    exercise = Exercise(id=UUID(int=1), block=BLOCK, value=exercise_value)
    return BeautifulSoup(Shown(exercise, "/x/", state).render(HttpRequest()), "html.parser")


@pytest.mark.parametrize(
    ("number", "feedback"),
    [("1", "Dat mag."), ("3", "Dat mag."), ("4", "Goed op weg."), ("7", "Goed op weg."), ("10", "Mooi.")],
)
def test_number_is_kept_without_a_judgement_and_gets_the_feedback_of_its_band(number: str, feedback: str) -> None:
    response = BLOCK.respond(value(), {}, QueryDict(f"question-0={number}"))

    assert response.outcome == Outcome(score=None, passed=None)
    assert response.answer == [int(number)]
    assert [result["feedback"] for result in BLOCK.view(value(), response.state, None)["results"]] == [feedback]


@pytest.mark.parametrize("number", ["0", "11", "5.5", ""])
def test_number_outside_the_scale_is_refused(number: str) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        BLOCK.parse_answer(value(), QueryDict(f"question-0={number}"))

    assert list(refused.value.errors) == ["question-0"]


def test_without_a_purpose_nothing_but_done_is_taken() -> None:
    response = BLOCK.respond(value(**PRIVATE), {}, QueryDict("question-0=2"))

    assert BLOCK.is_private(value(**PRIVATE))
    assert (response.answer, response.state) == ({"done": True}, {"done": True})


def test_without_a_purpose_the_form_holds_no_named_control_and_every_list_a_label() -> None:
    soup = page(value(**PRIVATE), {})
    lists = soup.find_all("select")

    assert [str(tag) for tag in soup.find_all(["select", "textarea"]) if tag.has_attr("name")] == []
    assert [tag["type"] for tag in soup.find_all("input")] == ["hidden"] * 3
    assert [soup.find("label", attrs={"for": tag["id"]}).get_text() for tag in lists] == ["Hoe zeker ben je?"]
    assert len(lists[0].find_all("option")) == 11


def test_without_a_purpose_the_feedback_for_every_number_can_be_read_before_and_after() -> None:
    for state in ({}, {"done": True}):
        text = page(value(**PRIVATE), state).get_text()
        assert [band["fb"] in text for band in BANDS] == [True, True, True]


def test_only_without_a_purpose_numbers_can_be_kept_on_the_device() -> None:
    private, counted = (Exercise(id=UUID(int=1), block=BLOCK, value=each) for each in (value(**PRIVATE), value()))
    form, place = (page(private.value, {}).select_one(path) for path in ("form", f"[data-private='{private.id}']"))
    assert form is not None
    assert place is not None

    assert (private.scripts, counted.scripts) == (("exercises/private.js",), ())
    assert len(place.select("select")) == 1
    assert form.select("select") == []
    assert place.select_one("[data-private-keep]") is not None
    assert page(counted.value, {}).select("[data-private]") == []


@pytest.mark.parametrize("changes", [{"measure": "none", "private": False}, {"measure": "pre", "private": True}])
def test_private_and_no_purpose_go_together(changes: dict[str, Any]) -> None:
    with pytest.raises(SourceError):
        value(**changes)


def test_editor_is_told_of_gaps_and_overlaps_in_the_feedback() -> None:
    bands = [BANDS[0], {"from": 3, "to": 6, "fb": "Ja."}, {"from": 10, "to": 9, "fb": ""}]

    messages = [str(problem.message) for problem in BLOCK.checks(value(feedback=bands))]

    assert len(messages) == 4
    assert "7, 8, 9, 10" in messages[2]
    assert "3" in messages[3]


def test_editor_is_told_that_only_after_can_be_compared() -> None:
    assert [problem.field for problem in BLOCK.checks(value(measure="pre"))] == ["pair_with"]


def test_purpose_decides_the_meaning() -> None:
    assert BLOCK.fingerprint(value(measure="pre")).rules != BLOCK.fingerprint(value()).rules
