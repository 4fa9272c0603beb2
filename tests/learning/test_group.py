"""An exercise in front of a group: the same exercise, in the same words, and not one row about anybody."""

import uuid
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from cms.models import ThemeSettings
from courses.models import CoursePage
from courses.services import publish_release
from exercises.registry import Exercise, kinds
from learning.models import Attempt, Enrolment, ExerciseState
from learning.study import Study, course_study
from tests.factories import (
    CoursePageFactory,
    LearnerFactory,
    ModulePageFactory,
    UserFactory,
    exercise_block,
    make_enrolment,
    step_block,
    stored_steps,
)
from tests.learning.visiting import text_of

pytestmark = pytest.mark.django_db
FIT = ["dialogue", "poll", "sort", "statement"]
UNFIT = "choice"


@pytest.fixture
def course(db: None) -> CoursePage:
    """A module with a step for each kind that is fit for a group, and one in between that is not."""
    ThemeSettings.objects.create(site=Site.objects.get())  # Wagtail makes them at the first page of a site
    course = CoursePageFactory()
    names = [FIT[0], UNFIT, *FIT[1:]]
    steps = [step_block(f"Stap {name}", exercise_block(name, title=f"Titel {name}")) for name in names]
    ModulePageFactory(parent=course, title="Met elkaar", steps=stored_steps(steps))
    publish_release(course=course)
    return course


def place(course: CoursePage, name: str) -> tuple[Study, int, Exercise]:
    study = course_study(learner=None, course_code=course.code)
    for step in study.frozen(study.modules[0]).steps:
        for exercise in step.exercises:
            if exercise.block.kind == name:
                return study, step.number, exercise
    raise AssertionError(name)


def address(course: CoursePage, name: str) -> str:
    study, number, exercise = place(course, name)
    return study.group_url(study.modules[0], number, exercise)


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def form(page: BeautifulSoup, name: str) -> dict[str, Any]:
    """What a facilitator sends: the hidden fields of the page, and the example's answer (or some hands)."""
    hidden = {str(field["name"]): str(field["value"]) for field in page.select(".exercise input[type=hidden]")}
    answer = {"hands-0": "4", "hands-1": "6"} if name == "poll" else kinds()[name].example_answer
    return {**hidden, **answer}


def test_these_kinds_are_fit_for_a_group() -> None:
    assert sorted(name for name, block in kinds().items() if block.for_group) == FIT


@pytest.mark.parametrize("name", FIT)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["without script", "with script"])
def test_group_plays_an_exercise_and_nothing_is_written(
    client: Client, course: CoursePage, name: str, headers: dict[str, str]
) -> None:
    with CaptureQueriesContext(connection) as queries:
        page = soup(client.get(address(course, name)))
        answered = client.post(address(course, name), form(page, name), headers=headers)

    written = [query["sql"] for query in queries if not query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
    assert answered.status_code == 200
    assert soup(answered).select_one("[data-focus]")
    assert written == []
    assert [model.objects.count() for model in (Enrolment, Attempt, ExerciseState)] == [0, 0, 0]
    assert set(client.cookies) == {"csrftoken"}


@pytest.mark.parametrize("name", FIT)
def test_group_of_somebody_who_takes_the_course_changes_nothing_of_theirs(
    client: Client, course: CoursePage, name: str
) -> None:
    user = UserFactory()
    client.force_login(user)
    enrolment = make_enrolment(course, LearnerFactory(user=user))
    before = Enrolment.objects.values().get()

    page = soup(client.get(address(course, name)))
    client.post(address(course, name), form(page, name))

    assert Enrolment.objects.values().get() == before
    assert (enrolment.attempts.count(), enrolment.states.count(), enrolment.progress.count()) == (0, 0, 0)


def test_conversation_goes_on_where_the_group_was(client: Client, course: CoursePage) -> None:
    page = soup(client.get(address(course, "dialogue")))

    first = soup(client.post(address(course, "dialogue"), form(page, "dialogue") | {"option": "a"}))
    second = client.post(address(course, "dialogue"), form(first, "dialogue") | {"step": "1", "option": "a"})

    assert "Sem staat op. Hij wil wel keepen." in text_of(second)


def test_hands_that_went_up_are_shown_with_what_goes_with_each_answer(client: Client, course: CoursePage) -> None:
    page = soup(client.get(address(course, "poll")))

    answered = text_of(client.post(address(course, "poll"), form(page, "poll")))

    assert "4 van 10 · 40%" in answered
    assert "6 van 10 · 60%" in answered
    assert "In de les over pesten oefen je wat je zegt." in answered


def test_hands_that_are_no_number_are_refused_with_the_bar_still_there(client: Client, course: CoursePage) -> None:
    page = soup(client.get(address(course, "poll")))

    refused = client.post(address(course, "poll"), form(page, "poll") | {"hands-1": "veel"})

    assert refused.status_code == 422
    assert "typ een heel getal" in text_of(refused)
    assert soup(refused).select_one("[name=hands-1]")["value"] == "veel"
    assert soup(refused).select_one(".group-bar")


def test_hands_are_for_a_group_only(client: Client, course: CoursePage) -> None:
    study, number, exercise = place(course, "poll")
    data = {"exercise": str(exercise.id), "submission": str(uuid.uuid4()), "hands-0": "4"}

    answered = client.post(study.step_url(study.modules[0], number), data)

    assert answered.status_code == 422
    assert Attempt.objects.count() == 0


def test_bar_leads_to_the_other_exercises_for_a_group_and_out(client: Client, course: CoursePage) -> None:
    study, number, _exercise = place(course, "poll")

    bars = {name: soup(client.get(address(course, name))).select_one(".group-bar") for name in FIT}

    links = {name: [link["href"] for link in bar.select("a")] for name, bar in bars.items()}
    assert "Oefening 2 van 4" in bars["poll"].get_text(" ", strip=True)
    assert links["poll"] == [
        address(course, "dialogue"),
        address(course, "sort"),
        study.step_url(study.modules[0], number),
    ]
    assert (links["dialogue"][0], len(links["dialogue"])) == (address(course, "poll"), 2)
    assert (links["statement"][0], len(links["statement"])) == (address(course, "sort"), 2)


@pytest.mark.parametrize("name", [*FIT, UNFIT])
def test_step_leads_to_the_group_where_an_exercise_is_fit_for_it(client: Client, course: CoursePage, name: str) -> None:
    study, number, _exercise = place(course, name)

    page = soup(client.get(study.step_url(study.modules[0], number)))

    links = {link["href"] for link in page.find_all("a") if "Doe dit met een groep" in link.get_text()}
    assert links == ({address(course, name)} if name in FIT else set())


def test_exercise_that_is_not_fit_or_stands_elsewhere_has_no_group(client: Client, course: CoursePage) -> None:
    study, number, choice = place(course, UNFIT)
    _study, _number, poll = place(course, "poll")
    base = study.step_url(study.modules[0], number)

    assert study.group_url(study.modules[0], number, choice) == ""
    for path in (f"{base}groep/{choice.id}/", f"{base}groep/{poll.id}/", f"{base}groep/{uuid.uuid4()}/"):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404
    assert client.get(address(course, "poll")).status_code == 200


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["without script", "with script"])
def test_form_that_is_not_ours_or_too_old_begins_again_with_a_word(
    client: Client, course: CoursePage, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    page, other = soup(client.get(address(course, "sort"))), soup(client.get(address(course, "statement")))
    forms = [{}, form(other, "statement"), form(page, "sort") | {"played": "x"}]

    answers = [client.post(address(course, "sort"), data, headers=headers) for data in forms]
    monkeypatch.setattr("django.core.signing.time.time", lambda: 10**11)
    answers.append(client.post(address(course, "sort"), form(page, "sort"), headers=headers))

    for answered in answers:
        assert answered.status_code == 422
        assert "Dit scherm stond te lang open. Begin hier opnieuw." in text_of(answered)
        assert "Titel sort" in text_of(answered)
