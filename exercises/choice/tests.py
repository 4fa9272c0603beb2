"""What is particular to `choice`; what every kind must do is in tests/exercises/test_contract.py."""

from typing import Any

import pytest
from django.http import QueryDict

from exercises.choice.kind import ChoiceExercise
from exercises.contract import InvalidAnswer, Outcome, SourceError

BLOCK = ChoiceExercise()
OPTIONS = [
    {"t": "Fijn dat je er bent.", "k": "sterk", "fb": "Ze hoort erbij.", "src": "S1"},
    {"t": "Volgende keer op tijd?", "k": "kan", "fb": "Vriendelijk, maar het kan later."},
    {"t": "Je bent te laat.", "k": "liever niet", "fb": "Ze kan er niets aan doen."},
]
SOURCE = {"id": "B1.2", "kind": "choice", "title": "Te laat", "question": "Wat zeg je?", "options": OPTIONS}


def value(**changes: Any) -> Any:
    return BLOCK.to_python(BLOCK.from_source({**SOURCE, **changes}))


@pytest.mark.parametrize(
    ("option", "outcome"),
    [
        ("0", Outcome(score=1.0, passed=True)),
        ("1", Outcome(score=0.5, passed=False)),
        ("2", Outcome(score=0.0, passed=False)),
    ],
)
def test_only_a_strong_option_passes(option: str, outcome: Outcome) -> None:
    assert BLOCK.respond(value(), {}, QueryDict(f"option={option}")).outcome == outcome


def test_option_that_is_not_there_is_refused() -> None:
    with pytest.raises(InvalidAnswer) as refused:
        BLOCK.parse_answer(value(), QueryDict("option=3"))

    assert list(refused.value.errors) == ["option"]


def test_feedback_of_the_chosen_option_comes_first_and_the_others_stay_at_hand() -> None:
    shown = BLOCK.view(value(), {"answer": 1}, None)

    assert shown["chosen"]["feedback"] == "Vriendelijk, maar het kan later."
    assert [option["text"] for option in shown["others"]] == ["Fijn dat je er bent.", "Je bent te laat."]


def test_editor_is_told_that_no_option_is_strong_and_which_has_no_feedback() -> None:
    problems = BLOCK.checks(value(options=[OPTIONS[1], {"t": "Niets", "k": "liever niet"}]))

    assert [(problem.field, problem.is_error) for problem in problems] == [("options", True), ("options", True)]
    assert "2" in str(problems[1].message)


def test_source_keeps_the_source_marks_of_an_option() -> None:
    assert BLOCK.to_source(value())["options"] == OPTIONS


def test_unknown_quality_is_refused() -> None:
    with pytest.raises(SourceError):
        value(options=[{"t": "Ja", "k": "goed", "fb": "Nee"}])
