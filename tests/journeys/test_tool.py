"""“Bij wie moet ik zijn?”: by links alone, with the focus where one is, and the way stays in the browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect

from courses.models import CoursePage
from learning.models import Attempt
from learning.study import course_study
from tests.journeys.inspection import Inspection
from tests.journeys.test_learner import without_script
from tests.journeys.walking import Finger, Keyboard, Walk


def address_of_tool(course: CoursePage) -> str:
    study = course_study(learner=None, course_code=course.code)
    module = study.modules[0]
    return next(
        study.step_url(module, step.number)
        for step in study.frozen(module).steps
        for exercise in step.exercises
        if exercise.block.kind == "tool"
    )


def one_screen(page: Page, heading: str) -> None:
    """This screen alone is to be seen, and the focus is there."""
    screens = page.locator(".route__screen:visible")
    expect(screens).to_have_count(1)
    expect(screens.locator("h3")).to_have_text(heading)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_way_through_the_questions_never_reaches_the_server(
    open_browser: Callable[..., Page], course: CoursePage, inspection: Inspection, script: bool
) -> None:
    page = open_browser(java_script_enabled=script)
    look = inspection.look if script else without_script(open_browser, inspection)
    walk = Walk(page, Keyboard(page) if script else Finger(page), look, has_script=script)
    sent: list[str] = []

    def note(request: Request) -> None:
        sent.append(f"{request.url} {request.all_headers()} {request.post_data}")

    page.goto(address_of_tool(course))
    one_screen(page, "Is er nu direct gevaar?")
    page.on("request", note)
    walk.hand.press(page.get_by_role("link", name="Nee, dat niet"))
    one_screen(page, "Waar gaat het over?")
    expect(page.locator(".route__screen:focus")).to_have_count(1)
    walk.hand.press(page.get_by_role("link", name="Ik twijfel"))
    one_screen(page, "Praat met je VCP")
    look(page)
    walk.hand.press(page.get_by_role("link", name="Eén vraag terug"))
    one_screen(page, "Waar gaat het over?")
    walk.hand.press(page.get_by_role("link", name="Ik twijfel"))
    assert [line for line in sent if "/static/" not in line] == []  # a browser may look for the icon again

    walk.hand.press(page.get_by_role("button", name="Ik heb dit bekeken"))
    done = page.get_by_role("heading", name="Je hebt dit bekeken")
    expect(done).to_be_visible()
    if script:
        expect(done).to_be_focused()
        one_screen(page, "Praat met je VCP")
        walk.hand.press(page.get_by_role("button", name=re.compile("^(Verder|Rond de module af)$")))
    assert [line for line in sent if "outcome-" in line or "question-" in line] == []
    assert sent
    assert Attempt.objects.get().answer == {"done": True}


def test_contacts_and_words_are_all_on_paper(page: Page, course: CoursePage) -> None:
    page.goto(address_of_tool(course))
    page.emulate_media(media="print")

    expect(page.locator(".route__screen:visible")).to_have_count(4)
