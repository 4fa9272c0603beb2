"""The same exercise open twice: nothing that was done is lost, and nobody is told off."""

from collections.abc import Callable
from urllib.parse import parse_qs

import pytest
from django.http import QueryDict
from playwright.sync_api import Page, expect

from courses.models import CoursePage
from courses.services import publish_release
from exercises.registry import Exercise
from learning.models import Attempt
from learning.study import course_study
from tests.factories import CoursePageFactory, ModulePageFactory, exercise_block, step_block, stored_steps
from tests.journeys.inspection import Inspection
from tests.journeys.walking import Finger, Walk


@pytest.fixture
def course() -> CoursePage:
    """A choice and a conversation, each in a step."""
    course = CoursePageFactory()
    steps = [step_block("Kiezen", exercise_block("choice")), step_block("Praten", exercise_block("dialogue"))]
    ModulePageFactory(parent=course, steps=stored_steps(steps))
    publish_release(course=course)
    return course


@pytest.fixture
def open_step(course: CoursePage) -> Callable[[Page, int], Exercise]:
    """Opens a step, and tells which exercise it has."""
    study = course_study(learner=None, course_code=course.code)

    def open_it(page: Page, number: int) -> Exercise:
        page.goto(study.step_url(study.modules[0], number))
        return study.frozen(study.modules[0]).step(number).exercises[0]

    return open_it


def test_answers_in_two_tabs_are_both_recorded(
    page: Page, open_step: Callable[[Page, int], Exercise], inspection: Inspection
) -> None:
    other = page.context.new_page()
    exercise = open_step(page, 1)
    open_step(other, 1)

    Walk(page, Finger(page), inspection.look).answer(exercise, QueryDict("option=0"))
    Walk(other, Finger(other), inspection.look).answer(exercise, QueryDict("option=1"))

    expect(other.get_by_role("heading", name="Jouw keuze: Liever niet")).to_be_visible()
    attempts = Attempt.objects.order_by("pk")
    assert [attempt.answer for attempt in attempts] == [0, 1]
    assert len({attempt.enrolment_id for attempt in attempts}) == 1


def test_an_old_tab_of_a_conversation_says_where_you_are_now(
    page: Page, open_step: Callable[[Page, int], Exercise], inspection: Inspection
) -> None:
    other = page.context.new_page()
    exercise = open_step(page, 2)
    open_step(other, 2)

    Walk(page, Finger(page), inspection.look).answer(exercise, QueryDict("option=a"))
    late = Walk(other, Finger(other), inspection.look)
    late.answer(exercise, QueryDict("option=b"))

    expect(other.get_by_role("alert")).to_contain_text("Je was al verder in dit gesprek. Hier ben je nu.")
    expect(other.get_by_text("Sem kijkt weg.")).to_be_visible()
    inspection.look(other)
    assert Attempt.objects.count() == 1
    late.answer(exercise, QueryDict("option=a"))
    assert [attempt.answer for attempt in Attempt.objects.order_by("pk")] == [
        {"node": "N1", "option": "a"},
        {"node": "N2", "option": "a"},
    ]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_double_click_counts_once(
    open_browser: Callable[..., Page], open_step: Callable[[Page, int], Exercise], script: bool
) -> None:
    page = open_browser(java_script_enabled=script)
    sent: list[str] = []
    page.on("request", lambda request: sent.extend(parse_qs(request.post_data or "").get("submission", [])))
    open_step(page, 1)

    page.get_by_label("Fijn dat je er bent.").check()
    page.get_by_role("button", name="Bekijk mijn antwoord").dblclick(no_wait_after=True)

    expect(page.get_by_role("heading", name="Jouw keuze: Sterk")).to_be_visible()
    # On a slow machine the second click may meet the next page: that is an answer of its own.
    assert Attempt.objects.count() == len(set(sent)) <= len(sent)
