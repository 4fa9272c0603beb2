"""A final test from its first screen to a certificate: paused, on two pages at once, failed and done again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from courses.models import CoursePage
from courses.services import publish_release
from exercises.registry import Exercise
from learning.models import Attempt
from learning.study import course_study
from tests.factories import CoursePageFactory, ModulePageFactory, exercise_block, step_block, stored_steps
from tests.journeys.inspection import Inspection
from tests.journeys.test_learner import without_script
from tests.journeys.walking import Finger, Walk

#: The beginning of the right answers of the example.
RIGHT = ("Je gaat naar", "Je keek eerst", "Met de vertrouwenspersoon")


@pytest.fixture
def test_course() -> CoursePage:
    """A course of nothing but a test, in which two of two must be right."""
    course = CoursePageFactory(title="Laat het zien")
    block = exercise_block("test", pass_mark=100)
    ModulePageFactory(parent=course, title="Toets", steps=stored_steps([step_block("Toets", block)]))
    publish_release(course=course)
    return course


@pytest.fixture
def exercise(test_course: CoursePage) -> Exercise:
    study = course_study(learner=None, course_code=test_course.code)
    return study.frozen(study.modules[0]).exercises[0]


def pick(page: Page, *, right: bool) -> None:
    """Choose an answer and go on."""
    for answer in page.locator("label.choice").all():
        if answer.inner_text().startswith(RIGHT) is right:
            answer.locator("input").check()
            break
    page.locator(".exercise button").first.click()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_test_is_paused_failed_and_passed(
    open_browser: Callable[..., Page],
    test_course: CoursePage,
    exercise: Exercise,
    inspection: Inspection,
    script: bool,
) -> None:
    page = open_browser(java_script_enabled=script)
    look = inspection.look if script else without_script(open_browser, inspection)
    page.goto(test_course.url)
    Walk(page, Finger(page), look, has_script=script).push("Begin nu", title="Toets")
    look(page)

    page.get_by_role("button", name="Begin de toets").click()
    expect(page.get_by_role("heading", name="Vraag 1 van 2")).to_be_visible()
    look(page)
    pick(page, right=False)
    expect(page.get_by_role("heading", name="Vraag 2 van 2")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Vraag 2 van 2")).to_be_visible()
    page.get_by_role("button", name="Naar het overzicht").click()
    expect(page.get_by_text("Er staat nog 1 vraag open.")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Naar vraag 2", exact=True).click()
    expect(page.get_by_role("heading", name="Vraag 2 van 2")).to_be_visible()
    pick(page, right=True)
    page.get_by_role("button", name="Lever in").click()
    expect(page.get_by_role("heading", name="Nog niet gehaald")).to_be_visible()
    expect(page.get_by_text("1 van 2 goed, je hebt er 2 nodig.")).to_be_visible()
    look(page)

    page.get_by_role("button", name="Probeer opnieuw met nieuwe vragen").click()
    for number in (1, 2):
        expect(page.get_by_role("heading", name=f"Vraag {number} van 2")).to_be_visible()
        pick(page, right=True)
    page.get_by_role("button", name="Lever in").click()
    expect(page.get_by_role("heading", name="Gehaald")).to_be_visible()
    look(page)
    assert [attempt.score for attempt in Attempt.objects.order_by("pk")] == [0.5, 1.0]


def test_an_old_page_of_a_test_that_was_handed_in_shows_the_result(
    page: Page, test_course: CoursePage, exercise: Exercise, inspection: Inspection
) -> None:
    page.goto(test_course.url)
    Walk(page, Finger(page), inspection.look).push("Begin nu", title="Toets")
    page.get_by_role("button", name="Begin de toets").click()
    expect(page.get_by_role("heading", name="Vraag 1 van 2")).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    for _number in (1, 2):
        heading = page.get_by_role("heading", name="Vraag").inner_text()
        pick(page, right=True)
        expect(page.get_by_role("heading", name=heading)).to_have_count(0)
    page.get_by_role("button", name="Lever in").click()
    expect(page.get_by_role("heading", name="Gehaald")).to_be_visible()

    pick(other, right=False)

    expect(other.get_by_role("alert")).to_contain_text("Je hebt deze poging al ingeleverd")
    expect(other.get_by_role("heading", name="Gehaald")).to_be_visible()
    inspection.look(other)
    assert [attempt.passed for attempt in Attempt.objects.all()] == [True]
