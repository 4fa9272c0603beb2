"""An editor who makes mistakes in every kind of exercise, reads what to mend and where, mends it and publishes."""

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from courses.models import CoursePage, ModulePage
from exercises.registry import kinds
from tests.factories import (
    CoursePageFactory,
    LocalContactFactory,
    ModulePageFactory,
    exercise_block,
    step_block,
    stored_steps,
)
from tests.journeys.editing import Desk, field
from tests.journeys.mistaking import MISTAKES, TAKEN_OUT, Mistake, Replaced

PAGES = 4  # a form with every kind in it is slow to work in
ROUNDS = 3


@pytest.mark.parametrize("page_number", range(PAGES))
def test_an_editor_makes_mistakes_and_reads_what_to_mend(desk: Desk, settings: Any, page_number: int) -> None:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # so that every round begins with sound exercises
    names = list(kinds())[page_number::PAGES]
    module = module_of(names)
    stored = told(module)

    for number in range(ROUNDS):
        desk.page.goto(f"/admin/pages/{module.pk}/edit/")
        before = {name: make(desk, exercise(desk, name), MISTAKES[name][number]) for name in names}
        desk.publish()
        expect(desk.page.get_by_text("Ga naar eerste fout")).to_be_visible()
        for name in names:
            read(exercise(desk, name), MISTAKES[name][number])
    assert told(ModulePage.objects.get()) == stored

    for name, values in before.items():
        for way, value in values.items():
            desk.enter(place(exercise(desk, name), way), value)
    desk.publish()
    expect(desk.page.get_by_text("is gepubliceerd")).to_be_visible()
    assert told(ModulePage.objects.get()) == stored


def test_every_kind_has_its_mistakes() -> None:
    assert MISTAKES.keys() == kinds().keys()


def module_of(names: list[str]) -> ModulePage:
    """A module with an exercise of these kinds, as it should be."""
    for key in {key for name in names for key in kinds()[name].contacts(kinds()[name].get_preview_value())}:
        LocalContactFactory(key=key, name=f"Het contact {key}")
    course: CoursePage = CoursePageFactory()
    steps = [step_block(f"Doen: {name}", exercise_block(name)) for name in names]
    module: ModulePage = ModulePageFactory(parent=course, title="Van alles doen", steps=stored_steps(steps))
    return module


def told(module: ModulePage) -> str:
    """All that a module holds. Browsers send lines with an end of their own."""
    return json.dumps(module.steps.get_prep_value(), sort_keys=True).replace(r"\r\n", r"\n")


def exercise(desk: Desk, kind: str) -> Locator:
    """The exercise of this kind in the form."""
    return desk.page.locator(f"[data-streamfield-child]:has(> input[name$='-type'][value='{kind}'])")


def place(block: Locator, way: str) -> Locator:
    """Where this way of labels and numbers leads."""
    for part in way.split("/"):
        block = items_of(block).nth(int(part) - 1) if part.isdigit() else field(block, part)
    return block


def items_of(block: Locator) -> Locator:
    """The items of a list that were not taken out."""
    items = block.locator("[data-streamfield-list-container]").first
    return items.locator(":scope > [data-streamfield-child]:visible")


def make(desk: Desk, block: Locator, mistake: Mistake) -> dict[str, Any]:
    """Make a mistake in an exercise, and tell what stood there before."""
    before: dict[str, Any] = {}
    for way, value in mistake.changes.items():
        there = place(block, way)
        if value is TAKEN_OUT:
            items = items_of(place(block, way.rpartition("/")[0]))
            left = items.count() - 1
            there.get_by_role("button", name="Verwijderen").first.click()
            expect(items).to_have_count(left)
            continue
        control = there.locator(":is(input, textarea, select):visible").first
        if isinstance(value, bool):
            before[way] = control.is_checked()
        else:
            before[way] = control.input_value()
        desk.enter(there, value.within(before[way]) if isinstance(value, Replaced) else value)
    return before


def read(block: Locator, mistake: Mistake) -> None:
    """See the message at its place, and that what was typed is still there."""
    expect(place(block, mistake.at).get_by_text(mistake.says, exact=True)).to_be_visible()
    for way, value in mistake.changes.items():
        if isinstance(value, str) and place(block, way).locator("select").count() == 0:
            control = place(block, way).locator(":is(input, textarea):visible").first
            expect(control).to_have_value(value)
