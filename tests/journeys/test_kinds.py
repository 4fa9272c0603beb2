"""Every kind of exercise in a browser: by keyboard alone, by touch, without script, in the colours of the device."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from courses.models import CoursePage
from courses.services import publish_release
from curriculum.playing import play_badly, read_form
from exercises.contract import InvalidAnswer
from exercises.registry import Exercise, kinds
from learning.models import Attempt
from learning.study import course_study
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
from tests.journeys.walking import Finger, Hand, Keyboard, Thumb, Walk

OWN = {"date": "2040-04-04", "time": "19:30", "number": "3"}  # what is typed in a field of this type; else words
WORDS = "Ik zwaai naar wie binnenkomt."
# What is never sent stands outside the form. A file is chosen in a window of the device.
OWN_CONTROLS = ":is(input:not([type=file]), textarea, select):not(form *):visible"
TICKS = "label:has(input:is([type=radio], [type=checkbox])):visible"


@dataclass(frozen=True, slots=True)
class Place:
    """An exercise, and the address where it is alone."""

    exercise: Exercise
    address: str

    def section(self, page: Page) -> Locator:
        """The exercise on the page."""
        return page.locator(f"#{self.exercise.dom_id}")


@pytest.fixture(params=sorted(kinds()))
def place(request: pytest.FixtureRequest, served_site: None) -> Place:
    """A course with the example of one kind, and nothing else to do."""
    block = kinds()[request.param]
    for key in block.contacts(block.get_preview_value()):
        LocalContactFactory(key=key, name=f"Het contact {key}")
    course: CoursePage = CoursePageFactory(title="Van alles wat")
    step = step_block("Doen", text_block(), exercise_block(block.kind))
    ModulePageFactory(parent=course, title="Oefenen", steps=stored_steps([step]))
    publish_release(course=course)
    study = course_study(learner=None, course_code=course.code)
    [exercise] = study.frozen(study.modules[0]).exercises
    return Place(exercise, study.step_url(study.modules[0], 1))


def test_a_kind_is_done_with_the_keyboard_alone(page: Page, place: Place, inspection: Inspection) -> None:
    do_all(Walk(page, Keyboard(page), inspection.look), place)


def test_a_kind_is_done_without_script(open_browser: Callable[..., Page], place: Place, inspection: Inspection) -> None:
    page = open_browser(java_script_enabled=False)
    do_all(Walk(page, Finger(page), without_script(open_browser, inspection), has_script=False), place)


def test_a_kind_is_done_by_touch_in_the_colours_of_the_device(open_browser: Callable[..., Page], place: Place) -> None:
    page = open_browser(has_touch=True, is_mobile=True, forced_colors="active")
    walk = Walk(page, Thumb(page), look=lambda page: None)
    page.goto(place.address)

    assert page.evaluate("matchMedia('(pointer: coarse) and (forced-colors: active)').matches")
    see_what_is_chosen(place.section(page))
    use_controls_of_ones_own(walk.hand, place.section(page))
    walk.do(place.exercise)

    assert Attempt.objects.latest("pk").passed is not False
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def do_all(walk: Walk, place: Place) -> None:
    """Send nothing, answer wrongly where that can be, and then rightly; look at every state of it."""
    exercise, section = place.exercise, place.section(walk.page)
    walk.page.goto(place.address)
    walk.look(walk.page)

    if is_refused_as_it_is(exercise):
        walk.hand.press(section.locator("form button[type=submit]").first)
        expect(section.get_by_role("alert").get_by_role("link").first).to_be_visible()
        walk.look(walk.page)
        assert Attempt.objects.count() == 0
    wrong = ""
    if play_badly(exercise):
        walk.do(exercise, play_badly)
        wrong = verdict(section)
        assert Attempt.objects.latest("pk").passed is False
    use_controls_of_ones_own(walk.hand, section)
    walk.do(exercise)

    last = Attempt.objects.latest("pk")
    assert last.passed is (True if wrong else None), last.answer
    assert verdict(section) != wrong, "Only its colour says that an answer is right."


def is_refused_as_it_is(exercise: Exercise) -> bool:
    """Whether a form that nobody touched is sent back."""
    try:
        exercise.respond(state={}, data=read_form(exercise, {}).filled({}))
    except InvalidAnswer:
        return True
    return False


def verdict(section: Locator) -> str:
    """The words above the feedback."""
    return section.locator(".feedback__title").first.inner_text()


def use_controls_of_ones_own(hand: Hand, section: Locator) -> None:
    """Turn, tick, choose and type in everything that is never sent, and see that it takes it."""
    for summary in section.locator("summary:visible").all():
        hand.press(summary)
        expect(summary.locator("xpath=..")).to_have_attribute("open", "")
    groups = set()
    for control in section.locator(OWN_CONTROLS).all():
        how, name = control.get_attribute("type") or "", control.get_attribute("name")
        if how in ("radio", "checkbox"):
            if not name or name not in groups:
                hand.press(control)
                expect(control).to_be_checked()
            groups.add(name)
        elif control.evaluate("one => one.matches('select')"):
            second = control.evaluate("one => one.options[1].value")
            hand.choose(control, second)
            expect(control).to_have_value(second)
        else:
            hand.write(control, OWN.get(how, WORDS))
            expect(control).to_have_value(OWN.get(how, WORDS))


def see_what_is_chosen(section: Locator) -> None:
    """A choice must look different from none, though the device decides on every colour."""
    for label in section.locator(TICKS).all()[:1]:
        shots = []
        for is_chosen in (True, False):  # not by a finger: where it rests, or what has the focus, looks different too
            label.locator("input").evaluate("(one, is_chosen) => one.checked = is_chosen", is_chosen)
            # Hiding the caret would put style attributes on the page.
            shots.append(label.screenshot(caret="initial", animations="disabled"))
        assert shots[0] != shots[1], label.inner_text()
