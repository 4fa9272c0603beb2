"""A plan: questions without script, fields that cannot be sent with it, and a reminder where an editor wants one."""

from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.http import HttpRequest, QueryDict
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from exercises.contract import Outcome, Response, SourceError
from exercises.plan.kind import Answer, PlanExercise
from exercises.registry import Exercise
from exercises.rendering import Shown

KIND = PlanExercise()
EXERCISE = Exercise(UUID(int=7), KIND, KIND.get_preview_value())
FIELDS = [
    {"label": "Als …", "hint": "bijvoorbeeld: als ik thuiskom"},
    {"label": "Het nummer staat in mijn telefoon", "type": "check"},
    {"label": "Datum", "type": "date"},
]


def value(**changes: Any) -> Any:
    return KIND.to_python(KIND.from_source({"id": "x", "title": "Stap", "fields": FIELDS, **changes}))


def page(exercise: Exercise, state: dict[str, Any]) -> BeautifulSoup:
    return BeautifulSoup(Shown(exercise, "/x/", state=state).render(HttpRequest()), "html.parser")


def test_questions_and_examples_are_read_without_script() -> None:
    soup = page(EXERCISE, {})

    assert [label.get_text() for label in soup.select(".plan__field label")] == [
        "Als …",
        "dan …",
        "Ik heb het aan iemand verteld.",
        "Hoe zeker ben je dat je het doet? (1-10)",
        "Datum",
    ]
    assert "bijvoorbeeld: als de kinderen binnenkomen" in soup.get_text()


def test_fields_wait_for_script_and_cannot_be_sent() -> None:
    controls = page(EXERCISE, {}).select("input:not([type=hidden]), textarea, select")

    assert len(controls) == 7
    assert [control for control in controls if control.find_parent("form") or control.has_attr("name")] == []
    assert [
        control for control in controls if not (control.has_attr("hidden") or control.find_parent(hidden=True))
    ] == []


def test_each_question_is_answered_in_its_own_way() -> None:
    keyed = page(EXERCISE, {}).select("[data-key]")

    assert [control.get("type", control.name) for control in keyed] == [
        "textarea",
        "textarea",
        "checkbox",
        "select",
        "date",
    ]
    assert len({control["data-key"] for control in keyed}) == 5


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=9), st.text(max_size=9)))
def test_only_done_is_kept_whatever_is_sent(sent: dict[str, str]) -> None:
    data = QueryDict(mutable=True)
    data.update(sent)

    response = EXERCISE.respond(state={}, data=data)

    assert response == Response(answer={"done": True}, state={"done": True}, outcome=Outcome())


@pytest.mark.parametrize(("reminder", "count"), [("ics", 1), ("none", 0)])
def test_a_reminder_is_there_where_an_editor_wants_one(reminder: str, count: int) -> None:
    soup = page(Exercise(UUID(int=7), KIND, value(reminder=reminder)), {})

    assert len(soup.select("[data-reminder]")) == count


def test_a_plan_from_before_reminders_still_plays() -> None:
    old = KIND.to_python({"title": "Stap", "fields": [{"type": "item", "id": "a", "value": {"label": "Als …"}}]})
    soup = page(Exercise(UUID(int=7), KIND, old), {"answer": "van vroeger"})

    assert [control.name for control in soup.select("[data-key]")] == ["textarea"]
    assert soup.select_one("form button")


def test_editor_begins_with_if_and_then() -> None:
    with override("nl"):
        fields = [(str(field["label"]), field["type"]) for field in KIND.get_default()["fields"]]

    assert fields == [("Als …", Answer.TEXT), ("dan …", Answer.TEXT), ("Dag", Answer.DATE)]


def test_editor_hears_which_question_has_no_text() -> None:
    draft = value(fields=FIELDS[1:])
    draft["fields"][1]["label"] = " "

    with override("nl"):
        problems = [(str(problem.message), problem.is_error) for problem in KIND.checks(draft)]

    assert problems == [
        ("Vraag 2 heeft geen tekst.", True),
        ("Geen van de vragen vraagt om woorden. Is dat de bedoeling?", False),
    ]


def test_source_comes_back_with_only_what_it_says() -> None:
    assert KIND.write_source(value(reminder="ics")) == {"fields": FIELDS, "reminder": "ics"}
    assert KIND.write_source(value())["reminder"] == "none"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"reminder": "mail"}, "“reminder” is een van deze: ics, none"),
        ({"fields": [{"label": "Als …", "type": "colour"}]}, "“type” is een van deze: text, date, check, scale"),
        ({"fields": [{"hint": "bijvoorbeeld"}]}, "“label” ontbreekt."),
        ({"fields": []}, "“fields” moet een lijst zijn."),
    ],
)
def test_source_that_makes_no_sense_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(SourceError) as refused:
        value(**changes)

    with override("nl"):
        assert str(refused.value.message) == message
