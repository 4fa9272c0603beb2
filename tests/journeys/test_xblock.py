"""Blocks of others in a browser: the conformance block, and two real ones that earn their grades by being used."""

import re
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from courses.models import CoursePage, ModulePage
from courses.services import publish_release
from learning.models import Attempt, Enrolment, ExerciseState
from learning.study import course_study
from tests.factories import (
    CoursePageFactory,
    ModulePageFactory,
    UserFactory,
    exercise_block,
    step_block,
    stored_steps,
    text_block,
)
from tests.journeys.editing import Desk

ACID_PARENT = '<acid_parent name="parent"><acid name="left-child"/><acid name="right-child"/></acid_parent>'
MARKS = """() => Object.fromEntries(["pass", "fail", "error", "unknown"].map(
    (mark) => [mark, document.querySelectorAll(`.xblock-place i.${mark}`).length]))"""


def course_with(block: str, **fields: Any) -> CoursePage:
    """A published course of one module, in which a block is all there is to do."""
    course: CoursePage = CoursePageFactory(title="Met een blok")
    exercise = exercise_block("xblock", block=block, settings="", **fields)
    steps = [step_block("Doen", text_block(), exercise)]
    ModulePageFactory(parent=course, title="Blok", steps=stored_steps(steps))
    publish_release(course=course)
    return course


def begin(page: Page, course: CoursePage) -> None:
    """Begin the course, and wait until its block has started."""
    page.goto(course.url)
    page.get_by_role("button", name="Begin nu").click()
    ready(page)


def ready(page: Page, count: int = 1) -> None:
    """Wait until the blocks on a page have started."""
    expect(page.locator(".xblock-place[data-xblock-ready]")).to_have_count(count)
    page.wait_for_load_state("networkidle", timeout=60_000)  # a conformance block makes dozens of calls


@pytest.fixture
def refused() -> list[str]:
    """What the content policy refused."""
    return []


def listen(context: BrowserContext, refused: list[str]) -> None:
    def hear(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            refused.append(message.text)

    context.on("console", hear)


def marks_of(page: Page) -> dict[str, int]:
    """How many marks of each sort the conformance block shows, once it is done."""
    page.wait_for_function("() => window.jQuery && !window.jQuery.active")
    page.wait_for_timeout(1500)
    counts: dict[str, int] = page.evaluate(MARKS)
    return counts


def test_conformance_block_passes_every_mark(page: Page, settings: Any, refused: list[str]) -> None:
    settings.XBLOCK_ASIDES = ["acid_aside"]
    listen(page.context, refused)
    begin(page, course_with("acid"))

    marks = marks_of(page)

    sys.stdout.write(f"\nacid: {marks}\n")
    assert marks == {"pass": 37, "fail": 0, "error": 0, "unknown": 0}
    assert refused == []


def test_conformance_block_with_children_fails_only_where_the_workbench_does(
    page: Page, settings: Any, refused: list[str]
) -> None:
    settings.XBLOCK_ASIDES = ["acid_aside"]
    listen(page.context, refused)
    begin(page, course_with("acid_parent", olx=ACID_PARENT))

    marks = marks_of(page)

    sys.stdout.write(f"\nacid_parent: {marks}\n")
    assert marks == {"pass": 112, "fail": 1, "error": 0, "unknown": 0}
    assert refused == []


def test_switch_earns_its_grade_and_is_found_again_on_another_device(
    page: Page, open_browser: Callable[..., Page], live_server: LiveServer, refused: list[str]
) -> None:
    learner = UserFactory()
    course = course_with("done")
    listen(page.context, refused)
    sign_in(page, learner, live_server)
    begin(page, course)

    with page.expect_response(re.compile("toggle_button")):
        page.locator(".done_onoffswitch-label").click()
    expect(page.get_by_text("Gedaan. Deze oefening telt mee.")).to_be_visible()
    page.get_by_role("button", name="Rond de module af").click()
    page.wait_for_url(re.compile("/klaar/"))

    attempt = Attempt.objects.get()
    assert (attempt.kind, attempt.score, attempt.passed, attempt.is_completing) == ("xblock", 1.0, True, True)
    assert Enrolment.objects.get().is_completed
    other = open_browser()
    sign_in(other, learner, live_server)
    other.goto(course_study(learner=learner.learner, course_code=course.code).place_url())
    ready(other)
    expect(other.locator(".done_onoffswitch-checkbox")).to_be_checked()
    assert refused == []


def test_drag_and_drop_earns_its_grades_by_keyboard(page: Page, refused: list[str]) -> None:
    listen(page.context, refused)
    begin(page, course_with("drag-and-drop-v2"))

    for item, zone in ((0, "top"), (1, "middle"), (2, "bottom")):
        drop(page, item, zone)

    scores = list(Attempt.objects.values_list("score", "passed"))
    assert [round(score, 2) for score, _passed in scores] == [0.4, 0.6, 0.8]
    page.reload()
    ready(page)
    expect(page.locator(".xblock-place .target .option")).to_have_count(3)
    drop(page, 3, "top")
    assert [passed for _score, passed in Attempt.objects.values_list("score", "passed")] == [False, False, False, True]


def drop(page: Page, item: int, zone: str) -> None:
    """Take an item up and put it down in a zone, with keys."""
    place = page.locator(".xblock-place")
    place.locator(f".item-bank .option[data-value='{item}']").focus()
    page.keyboard.press("Enter")
    place.locator(f".zone[data-uid='{zone}']").focus()
    with page.expect_response(re.compile("drop_item")):
        page.keyboard.press("Enter")
    expect(place.locator(f".zone[data-uid='{zone}'] .option[data-value='{item}']")).to_be_visible()


def sign_in(page: Page, user: User, live_server: LiveServer) -> None:
    """Let this browser be signed in."""
    client, name = Client(), site.SESSION_COOKIE_NAME
    client.force_login(user)
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])


def test_an_editor_places_a_block_by_form_and_one_by_olx_tries_them_and_publishes(desk: Desk, settings: Any) -> None:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0
    module = ModulePageFactory(parent=CoursePageFactory(), steps=stored_steps([step_block("Lezen", text_block())]))
    shared = {"Voor wie het blok niet kan gebruiken": "Doe het met een collega."}
    desk.page.goto(f"/admin/pages/{module.pk}/edit/")
    step = desk.add_step("Doen")

    desk.insert(step, "Blok van anderen (XBlock)", {"Titel": "Met velden", "Soort blok": "done", **shared})
    desk.page.locator("[data-contentpath=settings]").last.get_by_label("align").fill("right")
    olx = {"Soort blok": "acid_parent", "OLX": "<acid_parent>\n<acid/>\n<oeps/>\n</acid_parent>"}
    desk.insert(step, "Blok van anderen (XBlock)", {"Titel": "Met OLX", **olx, **shared})
    desk.publish()
    expect(desk.page.get_by_text("Regel 3: Het blok “oeps” mag niet op deze site.")).to_be_visible()
    broken = desk.page.locator("[data-contentpath=olx] textarea").last
    broken.fill("<acid_parent>\n<acid/>\n</acid_parent>")

    preview = desk.preview()
    ready(preview, count=2)
    with preview.expect_response(re.compile("toggle_button")):
        preview.locator(".done_onoffswitch-label").click()
    expect(preview.get_by_text("Gedaan. Deze oefening telt mee.").first).to_be_visible()
    assert [model.objects.count() for model in (Attempt, ExerciseState, Enrolment)] == [0, 0, 0]
    preview.close()
    desk.publish()
    expect(desk.page.get_by_text("is gepubliceerd")).to_be_visible()
    values = [part.value for part in ModulePage.objects.get().steps[1].value["content"]]
    assert [(value["title"], value["block"], value["settings"]) for value in values] == [
        ("Met velden", "done", '{"align":"right"}'),
        ("Met OLX", "acid_parent", ""),
    ]
