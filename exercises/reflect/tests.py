"""A reflection: nothing that was typed can reach the server."""

from typing import Any
from uuid import UUID

from bs4 import BeautifulSoup
from django.http import HttpRequest, QueryDict

from exercises.contract import Outcome, Response
from exercises.reflect.kind import ReflectExercise
from exercises.registry import Exercise
from exercises.rendering import Shown

KIND = ReflectExercise()
EXERCISE = Exercise(UUID(int=7), KIND, KIND.get_preview_value())


def page(state: dict[str, Any]) -> BeautifulSoup:
    return BeautifulSoup(Shown(EXERCISE, "/x/", state=state).render(HttpRequest()), "html.parser")


def test_only_done_is_kept_whatever_is_sent() -> None:
    response = EXERCISE.respond(state={}, data=QueryDict("words=Mijn+geheim&answer=ook"))

    assert response == Response(answer={"done": True}, state={"done": True}, outcome=Outcome())


def test_field_stands_outside_the_form_and_waits_for_script() -> None:
    soup = page({})
    field = soup.find("textarea")

    assert field is not None
    assert field.find_parent("form") is None
    assert field.get("name") is None
    assert [tag.has_attr("hidden") for tag in soup.select("[data-script-only]")] == [True, True]


def test_afterword_is_shown_only_when_done() -> None:
    after = EXERCISE.value["after"]

    assert after not in page({}).get_text()
    assert after in page({"done": True}).get_text()


def test_source_without_help_and_afterword_comes_back_the_same() -> None:
    data = {"id": "x", "title": "Titel", "question": "Waarom?"}
    value = KIND.to_python(KIND.from_source(data))

    assert KIND.write_source(value) == {"question": "Waarom?"}
