"""The conversation rehearser: every dialogue that is open, from frozen releases, and not one row about anybody."""

import uuid
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from accounts.models import Learner
from cms.models import ThemeSettings
from courses.models import CoursePage
from courses.queries import released_exercises
from courses.services import publish_release
from exercises.registry import kinds
from learning.models import Attempt, Enrolment, ExerciseState
from tests.factories import CoursePageFactory, ModulePageFactory, exercise_block, step_block, stored_steps
from tests.learning.visiting import text_of

pytestmark = pytest.mark.django_db
LIST = "/gereedschap/gesprek/"
RECORDS = (Enrolment, Attempt, ExerciseState, Learner)


def add_module(course: CoursePage, title: str, *blocks: dict[str, Any]) -> Any:
    steps = [step_block("Oefenen", *blocks)]
    return ModulePageFactory(parent=course, title=title, steps=stored_steps(steps))


@pytest.fixture
def course(db: None) -> CoursePage:
    """A module with a dialogue and a choice, published."""
    ThemeSettings.objects.create(site=Site.objects.get())  # Wagtail makes them at the first page of a site
    course = CoursePageFactory(title="Langs de lijn")
    add_module(course, "Zien", exercise_block("dialogue", title="Sem op zijn tas"), exercise_block())
    publish_release(course=course)
    return course


def address(**changes: str) -> str:
    [placed] = released_exercises("dialogue")
    return f"{LIST}{placed.exercise.id}/"


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def form(page: BeautifulSoup, **changes: str) -> dict[str, Any]:
    """The hidden fields of the page, and the best answer of the example."""
    hidden = {str(field["name"]): str(field["value"]) for field in page.select(".exercise input[type=hidden]")}
    return {**hidden, **kinds()["dialogue"].example_answer, **changes}


def titles(client: Client) -> list[str]:
    return [link.get_text() for link in soup(client.get(LIST)).select(".tool-list__title")]


def test_dialogues_are_listed_with_their_course_module_and_minutes(client: Client, course: CoursePage) -> None:
    page = soup(client.get(LIST))

    assert [heading.get_text() for heading in page.select("main h2")] == ["Langs de lijn"]
    assert titles(client) == ["Sem op zijn tas"]
    assert "Zien · 2 minuten" in page.get_text()
    assert [link["href"] for link in page.select(".tool-list a")] == [address()]


def test_dialogues_of_a_draft_or_of_a_course_that_is_not_open_are_not_there(client: Client, course: CoursePage) -> None:
    add_module(course, "Nog niet vrijgegeven", exercise_block("dialogue", title="Concept"))
    never = CoursePageFactory()
    add_module(never, "Nooit vrijgegeven", exercise_block("dialogue", title="Zonder editie"))
    assert titles(client) == ["Sem op zijn tas"]
    found = address()

    course.unpublish()

    assert titles(client) == []
    assert "Nog geen gesprekken" in text_of(client.get(LIST))
    assert client.get(found).status_code == 404


def test_dialogue_of_the_newest_release_is_played_and_not_an_older_one(client: Client, course: CoursePage) -> None:
    old = address()
    module = course.get_children().first().specific
    module.steps = stored_steps([step_block("Oefenen", exercise_block("dialogue", title="Een ander gesprek"))])
    module.save_revision().publish()
    publish_release(course=course)

    assert titles(client) == ["Een ander gesprek"]
    assert client.get(old).status_code == 404


def test_dialogue_that_stands_in_two_courses_is_listed_once(client: Client, course: CoursePage) -> None:
    other = CoursePageFactory(title="Een kopie")
    first = course.get_children().first().specific
    ModulePageFactory(parent=other, title="Zien, kopie", steps=first.steps)
    publish_release(course=other)

    assert titles(client) == ["Sem op zijn tas"]
    assert "Langs de lijn" in text_of(client.get(address()))


@pytest.mark.parametrize("where", ["", "?groep"], ids=["alone", "with a group"])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["without script", "with script"])
def test_dialogue_is_played_to_its_end_and_nothing_is_written(
    client: Client, course: CoursePage, where: str, headers: dict[str, str]
) -> None:
    path = address() + where

    with CaptureQueriesContext(connection) as queries:
        page = soup(client.get(path))
        first = client.post(path, form(page, option="a"), headers=headers)
        second = client.post(path, form(soup(first), step="1", option="a"), headers=headers)

    assert page.select_one(".exercise form")["action"].partition("#")[0] == path
    assert "Zo hoort Sem dat zijn gevoel er niet toe doet." in text_of(first)
    assert "Sem staat op. Hij wil wel keepen." in text_of(second)
    assert (soup(second).select_one("html") is None) == bool(headers)
    written = [query["sql"] for query in queries if not query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
    assert written == []
    assert [model.objects.count() for model in RECORDS] == [0] * len(RECORDS)
    assert set(client.cookies) == {"csrftoken"}


def test_only_the_state_travels_with_the_form(client: Client, course: CoursePage) -> None:
    page = soup(client.get(address()))

    names = {field["name"] for field in page.select(".exercise input[type=hidden]")}

    assert names == {"csrfmiddlewaretoken", "exercise", "submission", "played", "step"}


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["without script", "with script"])
def test_state_that_was_forged_or_is_old_begins_again_with_a_word(
    client: Client, course: CoursePage, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    page = soup(client.get(address()))
    forms = [{}, form(page, played="x"), form(page, played=form(page)["played"] + "x"), form(page, extra="x" * 400_001)]

    answers = [client.post(address(), data, headers=headers) for data in forms]
    monkeypatch.setattr("django.core.signing.time.time", lambda: 10**11)
    answers.append(client.post(address(), form(page), headers=headers))

    for answered in answers:
        assert answered.status_code == 422
        assert "Dit scherm stond te lang open. Begin hier opnieuw." in text_of(answered)
        assert "Ik heb geen zin." in text_of(answered)


def test_state_of_a_dialogue_that_was_changed_since_goes_on_as_far_as_it_fits(
    client: Client, course: CoursePage
) -> None:
    page = soup(client.get(address()))
    played = soup(client.post(address(), form(page, option="a")))
    module = course.get_children().first().specific
    raw = module.steps.get_prep_value()
    script = raw[0]["value"]["content"][0]["value"]["script"]
    raw[0]["value"]["content"][0]["value"]["script"] = script.replace("N1", "N7")
    module.steps = stored_steps(raw)
    module.save_revision().publish()
    publish_release(course=course)

    answered = client.post(address(), form(played, step="1", option="a"))

    assert answered.status_code == 422
    assert "Je was al verder in dit gesprek." in text_of(answered)
    assert "Ik heb geen zin." in text_of(answered)


def test_alone_and_with_a_group_lead_to_one_another(client: Client, course: CoursePage) -> None:
    alone, group = soup(client.get(address())), soup(client.get(f"{address()}?groep"))

    assert alone.select_one("h1").get_text() == "Sem op zijn tas"
    assert f"{address()}?groep" in [link["href"] for link in alone.select("main a")]
    assert group.select_one("body")["class"] == ["group"]
    assert [link["href"] for link in group.select(".group-bar a")] == [address()]


def test_what_is_no_dialogue_is_not_found_in_dutch(client: Client, course: CoursePage) -> None:
    choice = released_exercises("choice")[0].exercise

    for path in (f"{LIST}{uuid.uuid4()}/", f"{LIST}{choice.id}/", f"{LIST}onzin/", f"{LIST}{uuid.uuid4()}/?groep"):
        answers = [client.get(path), client.post(path)] if "onzin" not in path else [client.get(path)]
        for answer in answers:
            assert answer.status_code == 404
            assert "Deze pagina is er niet" in text_of(answer)
