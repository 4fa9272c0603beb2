"""Walking through the site as a learner in a browser does: with a finger or by keyboard, with script or without."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import QueryDict
from playwright.sync_api import Locator, Page, expect

from courses.frozen import FrozenModule
from courses.models import CoursePage
from curriculum.playing import play
from exercises.registry import Exercise
from learning.models import ExerciseState
from learning.study import course_study

MOST_TABS, MOST_ARROWS = 80, 12
PLACE_OF = "row => [...row.parentElement.children].indexOf(row)"
HAS_FOCUS = "element => element === document.activeElement"
HOLD_FOCUS = "all => all.includes(document.activeElement)"
# The ring stands on the control itself, or on the card or label around it.
SHOWS_FOCUS = """() => {
    const ringed = element => getComputedStyle(element).outlineStyle !== "none";
    const around = [];
    for (let element = document.activeElement; element; element = element.parentElement) around.push(element);
    return [...around, document.activeElement.nextElementSibling].filter(Boolean).some(ringed);
}"""


Playing = Callable[[Exercise, dict[str, Any]], list[QueryDict]]


class Hand(Protocol):
    """What works the controls."""

    def press(self, control: Locator) -> None:
        """Follow a link, push a button, turn a card, tick a box."""

    def write(self, field: Locator, text: str) -> None:
        """Fill a field with this text; a day or a time as its value."""

    def choose(self, control: Locator, value: str) -> None:
        """Choose from a list."""

    def pick(self, form: Locator, name: str, values: Sequence[str]) -> None:
        """Choose among radio buttons with this name; tick just these boxes."""


@dataclass(frozen=True, slots=True)
class Finger:
    """Points at what it wants."""

    page: Page

    def press(self, control: Locator) -> None:
        control.click()

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def choose(self, control: Locator, value: str) -> None:
        control.select_option(value)

    def pick(self, form: Locator, name: str, values: Sequence[str]) -> None:
        for control in to_change(form, name, values):
            control.click()


@dataclass(frozen=True, slots=True)
class Thumb:
    """Taps on the glass of a phone, which knows of no mouse."""

    page: Page

    def press(self, control: Locator) -> None:
        control.tap()

    def write(self, field: Locator, text: str) -> None:
        if field.get_attribute("type") not in ("date", "time"):  # for those a phone opens a window of its own
            field.tap()
        field.fill(text)

    def choose(self, control: Locator, value: str) -> None:
        control.select_option(value)  # the phone shows the list in a way of its own

    def pick(self, form: Locator, name: str, values: Sequence[str]) -> None:
        for control in to_change(form, name, values):
            control.tap()


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Comes everywhere by Tab, the arrows, Space and Enter, and sees where it is."""

    page: Page

    def press(self, control: Locator) -> None:
        self.reach(control)
        is_ticked = control.get_attribute("type") in ("checkbox", "radio")
        self.page.keyboard.press("Space" if is_ticked else "Enter")

    def write(self, field: Locator, text: str) -> None:
        self.reach(field)
        self.page.keyboard.press("Control+a")
        match field.get_attribute("type"):
            case "date":  # day and month, in the order of the browser's own language: give equal ones
                text = "".join(reversed(text.split("-")))
            case "time":
                text = text.replace(":", "")
        self.page.keyboard.type(text)

    def choose(self, control: Locator, value: str) -> None:
        self.reach(control)
        self._go_down_until(lambda: control.input_value() == value)

    def pick(self, form: Locator, name: str, values: Sequence[str]) -> None:
        controls = form.locator(f"input[name='{name}']")
        if controls.first.get_attribute("type") == "checkbox":
            for control in to_change(form, name, values):
                self.press(control)
            return
        wanted = form.locator(f"input[name='{name}'][value='{values[0]}']")
        self._tab_until(lambda: bool(controls.evaluate_all(HOLD_FOCUS)), name)
        if wanted.evaluate(HAS_FOCUS):
            self.page.keyboard.press("Space")
        self._go_down_until(wanted.is_checked)

    def _go_down_until(self, arrived: Callable[[], bool]) -> None:
        for _time in range(MOST_ARROWS):
            if arrived():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError("The arrows never reach what is wanted.")

    def reach(self, control: Locator) -> None:
        """Tab to a control, from wherever the focus is."""
        self._tab_until(lambda: control.evaluate(HAS_FOCUS), str(control))

    def _tab_until(self, arrived: Callable[[], bool], name: str) -> None:
        for _time in range(MOST_TABS):
            if arrived():
                assert self.page.evaluate(SHOWS_FOCUS), f"Nobody sees that the focus is on {name}."
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{MOST_TABS} times Tab does not lead to {name}.")


@dataclass(frozen=True, slots=True)
class Walk:
    """One person's way through the site."""

    page: Page
    hand: Hand
    look: Callable[[Page], None]
    has_script: bool = True

    def follow(self, name: str, *, role: str = "link", title: str) -> None:
        """Press what has this name, and arrive at a page with this heading."""
        control = self.page.get_by_role(role, name=name, exact=True).first
        self.hand.press(control)
        self.arrive(title)

    def push(self, name: str, *, title: str) -> None:
        """Push the button with this name, and arrive at a page with this heading."""
        self.follow(name, role="button", title=title)

    def arrive(self, title: str) -> None:
        """Be on a page with this heading, and look at it well."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(title)
        self.page.wait_for_load_state()
        self.look(self.page)

    def sign_in(self, email: str, newest_code: Callable[[], str], *, title: str) -> None:
        """From the page that asks for an address, through the mail, to where somebody was going."""
        self.hand.write(self.page.get_by_label("Je e-mailadres"), email)
        self.push("Stuur me een code", title="Typ de code")
        self.hand.write(self.page.get_by_label("Code uit de mail"), newest_code())
        self.push("Ga verder", title=title)

    def take_course(self, course: CoursePage) -> None:
        """From the first step to the page that says that you are done."""
        study = course_study(learner=None, course_code=course.code)
        for place, module in enumerate(study.modules, start=1):
            self.take_module(study.frozen(module))
            if place < len(study.modules):
                self.arrive("Deze module is klaar")
                self.hand.press(self.page.get_by_role("link", name=f"Ga verder met: {study.modules[place].title}"))
        self.arrive("Je bent klaar")

    def take_module(self, module: FrozenModule) -> None:
        """From where it begins, past a warning, to the end of its last step."""
        if module.warning:
            self.arrive("Voor je begint")
            self.hand.press(self.page.get_by_role("link", name="Ik ga verder"))
        for step in module.steps:
            self.arrive(step.title)
            for exercise in step.exercises:
                self.do(exercise)
            button = "Verder" if step.number < len(module.steps) else "Rond de module af"
            self.hand.press(self.page.get_by_role("button", name=button))

    def do(self, exercise: Exercise, playing: Playing = play) -> None:
        """Answer an exercise as well as can be, in as many turns as it takes. The first may draw what comes next."""
        first, *rest = playing(exercise, state_of(exercise))
        self.answer(exercise, first)
        for data in playing(exercise, state_of(exercise)) if rest else []:
            self.look(self.page)
            self.answer(exercise, data)
        self.look(self.page)

    def answer(self, exercise: Exercise, data: QueryDict) -> None:
        """Fill in the form, send it, and hear about it."""
        form = self.page.locator(f"#{exercise.dom_id} form")
        places = {}
        for name, values in data.lists():
            controls = form.locator(f":is(input, select, textarea)[name='{name}']:not([type='hidden'])")
            if controls.count() and not controls.first.is_visible():
                places[name] = int(values[0])
            elif form.locator(f"select[name='{name}']").count():
                self.hand.choose(controls, values[0])
            elif controls.count():
                self.hand.pick(form, name, values)
        for name in sorted(places, key=places.__getitem__):
            self.move(form.locator(f"li:has([name='{name}'])"), places[name])
        button = form.locator("button[type='submit']").first
        if not self.has_script:
            with self.page.expect_navigation():
                self.hand.press(button)
            return
        with self.page.expect_response(lambda response: response.request.method == "POST"):
            self.hand.press(button)
        expect(self.page.locator(f"#{exercise.dom_id} [data-focus]:focus")).to_be_visible()

    def move(self, row: Locator, place: int) -> None:
        """Push a row up with its button, from below, where script has put buttons in place of a list of places."""
        while row.evaluate(PLACE_OF) > place:
            self.hand.press(row.get_by_role("button").first)
        assert row.evaluate(PLACE_OF) == place


def to_change(form: Locator, name: str, values: Sequence[str]) -> list[Locator]:
    """The boxes, and the radio button, that are not yet as they should be."""
    controls = form.locator(f"input[name='{name}']:not([type='hidden'])").all()
    return [
        control
        for control in controls
        if control.is_checked() != (control.get_attribute("value") in values)
        and (control.get_attribute("type") == "checkbox" or control.get_attribute("value") in values)
    ]


def state_of(exercise: Exercise) -> dict[str, Any]:
    """What the newest learner's answers came to so far."""
    saved = ExerciseState.objects.filter(target__endswith=str(exercise.id)).order_by("-updated_at").first()
    return dict(saved.data) if saved else {}
