"""A module that may hurt: read the warning, go on or not, and get out half-way, by keyboard and without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from courses.models import CoursePage
from courses.services import publish_release
from learning.models import Enrolment
from tests.factories import (
    CoursePageFactory,
    LocalContactFactory,
    ModulePageFactory,
    exercise_block,
    step_block,
    stored_steps,
    text_block,
)
from tests.journeys.inspection import Inspection
from tests.journeys.test_learner import without_script
from tests.journeys.walking import Finger, Keyboard, Walk

LONG = "".join(f"<p>Zin {number} over wat er thuis gebeurt, en wat jij dan kunt doen.</p>" for number in range(40))


@pytest.fixture
def course() -> CoursePage:
    """A course that begins with a module with a warning, and a long step."""
    LocalContactFactory(key="luisterlijn", name="De Luisterlijn", phone="088 0767000", when="Als je wilt praten.")
    LocalContactFactory(key="coordinator", name="Je coördinator")
    course: CoursePage = CoursePageFactory(title="Over thuis")
    steps = [step_block("Een lange dag", text_block(LONG)), step_block("Wat zeg je?", exercise_block())]
    warning = "Deze les gaat over onveiligheid thuis. Raakt dit jou? Bel [contact:luisterlijn]."
    ModulePageFactory(parent=course, title="Als het thuis niet goed is", warning=warning, steps=stored_steps(steps))
    ModulePageFactory(parent=course, title="Iets anders")
    publish_release(course=course)
    return course


@pytest.mark.parametrize("script", [True, False], ids=["keyboard", "without script"])
def test_a_learner_reads_the_warning_and_leaves_and_comes_back(
    open_browser: Callable[..., Page], course: CoursePage, inspection: Inspection, script: bool
) -> None:
    page = open_browser(java_script_enabled=script)
    hand = Keyboard(page) if script else Finger(page)
    look = inspection.look if script else without_script(open_browser, inspection)
    walk = Walk(page, hand, look, has_script=script)

    page.goto(course.url)
    walk.push("Begin nu", title="Voor je begint")
    expect(page.get_by_text("Een lange dag")).to_have_count(0)
    walk.follow("Liever niet nu", title="Nu even niet is prima")
    expect(page.get_by_text("En mijn bewijs dan?")).to_be_visible()
    walk.follow("Naar de andere modules", title=course.title)
    page.locator(".module-list").get_by_role("link", name="Als het thuis niet goed is").click()
    walk.follow("Ik ga verder", title="Een lange dag")
    walk.push("Verder", title="Wat zeg je?")
    walk.follow("Stoppen mag: ga uit deze module", title="Nu even niet is prima")
    walk.follow("Ik wil toch verder", title="Wat zeg je?")

    assert Enrolment.objects.count() == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_the_way_out_stays_in_sight_all_the_way_down(
    open_browser: Callable[..., Page], course: CoursePage, width: int
) -> None:
    page = open_browser(viewport={"width": width, "height": 700})
    page.goto(course.url)
    page.get_by_role("button", name="Begin nu").click()
    page.get_by_role("link", name="Ik ga verder").click()
    way_out = page.get_by_role("link", name="Stoppen mag: ga uit deze module")
    expect(way_out).to_be_visible()

    for share in (0, 0.25, 0.5, 0.75):
        page.evaluate("share => scrollTo(0, share * document.documentElement.scrollHeight)", share)
        expect(way_out).to_be_in_viewport(ratio=1)
    page.get_by_text("Zin 20 over").evaluate("element => element.scrollIntoView()")
    sentence, bar = page.get_by_text("Zin 20 over").bounding_box(), page.locator(".way-out").bounding_box()

    assert sentence
    assert bar
    assert sentence["y"] >= bar["y"] + bar["height"] - 1
