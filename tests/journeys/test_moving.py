"""Steps that are moved: with buttons, by dragging, or not at all. Without script they have lists of places."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from courses.models import CoursePage
from learning.models import Attempt
from learning.study import course_study
from tests.journeys.inspection import Inspection

FIRST, SECOND, THIRD, FOURTH = "De ouders bellen", "Vragen waar het pijn doet", "Naar het kind toe gaan", "Hulp halen"


@pytest.fixture
def address(course: CoursePage) -> str:
    """The step with steps to move."""
    study = course_study(learner=None, course_code=course.code)
    module = study.modules[0]
    kinds = {exercise.block.kind: step.number for step in study.frozen(module).steps for exercise in step.exercises}
    return study.step_url(module, kinds["order"])


@pytest.fixture
def steps(page: Page, address: str) -> Locator:
    """The rows on a phone with script."""
    page.goto(address)
    expect(page.locator(".order--dragging")).to_be_visible()
    return page.locator(".order > li")


def test_a_button_moves_its_step_says_so_and_keeps_the_focus(
    page: Page, steps: Locator, inspection: Inspection
) -> None:
    expect(steps).to_contain_text([FIRST, SECOND, THIRD, FOURTH])
    up = page.get_by_role("button", name=f"Zet “{THIRD}” een plek hoger")

    up.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="staat nu")).to_have_text(
        f"Stap “{THIRD}” staat nu op plek 2 van 4."
    )
    page.keyboard.press("Space")

    expect(steps).to_contain_text([THIRD, FIRST, SECOND, FOURTH])
    expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    inspection.look(page)
    page.keyboard.press("Enter")
    expect(steps).to_contain_text([THIRD, FIRST, SECOND, FOURTH])


def test_a_step_can_be_dragged_by_its_number(page: Page, steps: Locator, inspection: Inspection) -> None:
    handle, target = steps.nth(2).locator("[data-order-handle]"), steps.nth(0)
    start, end = handle.bounding_box(), target.bounding_box()

    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    for part in range(1, 11):
        page.mouse.move(start["x"] + 10, start["y"] + 10 + (end["y"] - start["y"] - 10) * part / 10)
    page.mouse.up()

    expect(steps).to_contain_text([THIRD, FIRST, SECOND, FOURTH])
    expect(page.get_by_text(f"Stap “{THIRD}” staat nu op plek 1 van 4.")).to_be_attached()
    page.get_by_role("button", name="Bekijk mijn antwoord").click()
    expect(page.get_by_role("heading", name="Nog 1 stap moet naar een andere plek")).to_be_focused()
    assert Attempt.objects.get().answer == [0, 2, 3, 1]


def test_steps_that_nobody_touched_are_refused_and_the_summary_leads_to_the_first(page: Page, steps: Locator) -> None:
    page.get_by_role("button", name="Bekijk mijn antwoord").click()

    page.get_by_role("link", name="Zet de stappen eerst op volgorde").click()
    expect(steps.nth(0)).to_be_focused()
    expect(steps.nth(0)).to_be_in_viewport()
    assert Attempt.objects.count() == 0


def test_without_the_library_the_buttons_do_it_all(page: Page, address: str) -> None:
    page.route("**/Sortable*.js", lambda route: route.abort())
    page.goto(address)

    page.get_by_role("button", name=f"Zet “{FIRST}” een plek lager").click()

    expect(page.locator(".order > li")).to_contain_text([SECOND, FIRST, THIRD, FOURTH])
    expect(page.get_by_text("Slepen aan het nummer kan ook.")).to_be_hidden()


def test_without_script_there_are_lists_of_places_and_nothing_to_push_or_drag(
    open_browser: Callable[..., Page], address: str
) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto(address)

    for name, place in {FIRST: "3", SECOND: "1", THIRD: "0", FOURTH: "2"}.items():
        page.get_by_label(name).select_option(place)
    page.get_by_role("button", name="Bekijk mijn antwoord").click()

    expect(page.get_by_role("heading", name="Alle stappen staan op volgorde")).to_be_visible()
    expect(page.locator("[data-order-moves]:visible, [data-order-moving]:visible")).to_have_count(0)
    assert Attempt.objects.get().answer == [0, 1, 2, 3]
