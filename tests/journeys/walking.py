"""Walking through the site as a learner in a browser does: with a finger or by keyboard, with script or without."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.http import QueryDict
from playwright.sync_api import Locator, Page, expect

from courses.models import CoursePage
from curriculum.playing import play
from exercises.registry import Exercise
from learning.models import ExerciseState
from learning.study import course_study

MOST_TABS = 80
PLACE_OF = "row => [...row.parentElement.children].indexOf(row)"
HAS_FOCUS = "element => element === document.activeElement"
# The ring stands on the control itself, or on the card or label around it.
SHOWS_FOCUS = """() => {
    const ringed = element => getComputedStyle(element).outlineStyle !== "none";
    const around = [];
    for (let element = document.activeElement; element; element = element.parentElement) around.push(element);
    return [...around, document.activeElement.nextElementSibling].filter(Boolean).some(ringed);
}"""


class Hand(Protocol):
    """What works the controls."""

    def press(self, control: Locator) -> None:
        """Follow a link, push a button."""

    def write(self, field: Locator, text: str) -> None:
        """Fill a field with this text."""

    def pick(self, form: Locator, name: str, value: str) -> None:
        """Choose among radio buttons, or from a list; tick a box."""


@dataclass(frozen=True, slots=True)
class Finger:
    """Touches what it wants."""

    page: Page

    def press(self, control: Locator) -> None:
        control.click()

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def pick(self, form: Locator, name: str, value: str) -> None:
        lists = form.locator(f"select[name='{name}']")
        if lists.count():
            lists.select_option(value)
        else:
            form.locator(f"input[name='{name}'][value='{value}']").check()


@dataclass(frozen=True, slots=True)
class Keyboard:
    """Comes everywhere by Tab, the arrows, Space and Enter, and sees where it is."""

    page: Page

    def press(self, control: Locator) -> None:
        self.reach(control)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self.reach(field)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def pick(self, form: Locator, name: str, value: str) -> None:
        lists = form.locator(f"select[name='{name}']")
        wanted = lists if lists.count() else form.locator(f"input[name='{name}'][value='{value}']")
        controls = form.locator(f"[name='{name}']")
        if wanted.get_attribute("type") == "checkbox":
            self.reach(wanted)
            self.page.keyboard.press("Space")
            return
        self._tab_until(lambda: controls.evaluate_all("all => all.includes(document.activeElement)"), name)
        if not lists.count() and wanted.evaluate(HAS_FOCUS):
            self.page.keyboard.press("Space")
        for _time in range(12):
            if lists.count() and lists.input_value() == value:
                return
            if not lists.count() and wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrows never reach {value} of {name}.")

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
            steps = study.frozen(module).steps
            for step in steps:
                self.arrive(step.title)
                for exercise in step.exercises:
                    self.do(exercise)
                button = "Verder" if step.number < len(steps) else "Rond de module af"
                self.hand.press(self.page.get_by_role("button", name=button))
            if place < len(study.modules):
                self.arrive("Deze module is klaar")
                self.hand.press(self.page.get_by_role("link", name=f"Ga verder met: {study.modules[place].title}"))
        self.arrive("Je bent klaar")

    def do(self, exercise: Exercise) -> None:
        """Answer an exercise as well as can be, in as many turns as it takes. The first may draw what comes next."""
        first, *rest = play(exercise)
        self.answer(exercise, first)
        for data in play(exercise, state_of(exercise)) if rest else []:
            self.look(self.page)
            self.answer(exercise, data)
        self.look(self.page)

    def answer(self, exercise: Exercise, data: QueryDict) -> None:
        """Fill in the form, send it, and hear about it."""
        form = self.page.locator(f"#{exercise.dom_id} form")
        places = {}
        for name, values in data.lists():
            controls = form.locator(f"[name='{name}']:not([type='hidden'])")
            if controls.count() and not controls.first.is_visible():
                places[name] = int(values[0])
            elif controls.count():
                for value in values:
                    self.hand.pick(form, name, value)
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


def state_of(exercise: Exercise) -> dict[str, Any]:
    """What the newest learner's answers came to so far."""
    saved = ExerciseState.objects.filter(target__endswith=str(exercise.id)).order_by("-updated_at").first()
    return dict(saved.data) if saved else {}
