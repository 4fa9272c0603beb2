"""An exercise in front of a group, on a beamer: by keyboard and without script, in big letters, without a record."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from courses.models import CoursePage
from exercises.registry import Exercise
from learning.models import Attempt, Enrolment, ExerciseState
from learning.study import course_study
from tests.journeys.inspection import Inspection
from tests.journeys.test_learner import without_script
from tests.journeys.walking import Finger, Keyboard, Walk

BEAMER = {"width": 1280, "height": 720}
LEAST_LETTER = 24  # pixels, on a beamer


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_facilitator_does_every_exercise_for_a_group(
    open_browser: Callable[..., Page], course: CoursePage, inspection: Inspection, script: bool
) -> None:
    page = open_browser(java_script_enabled=script, viewport=BEAMER)
    look = inspection.look if script else without_script(open_browser, inspection)
    walk = Walk(page, Keyboard(page) if script else Finger(page), look, has_script=script)
    study = course_study(learner=None, course_code=course.code)
    frozen = study.frozen(study.modules[0])
    fit: list[tuple[int, Exercise]] = [
        (step.number, one) for step in frozen.steps for one in step.exercises if one.block.for_group
    ]

    page.goto(study.step_url(study.modules[0], fit[0][0]))
    walk.follow("Doe dit met een groep", title=f"{fit[0][1].value['title']}, met een groep")
    for number, (_step, exercise) in enumerate(fit, start=1):
        walk.arrive(f"{exercise.value['title']}, met een groep")
        expect(page.get_by_text(f"Oefening {number} van {len(fit)}")).to_be_visible()
        if exercise.block.kind == "poll":
            walk.hand.write(page.get_by_label("Ruzie of pesten"), "7")
            walk.hand.press(page.get_by_role("button", name="Laat zien wat erbij past"))
            expect(page.get_by_text("7 van 7 · 100%")).to_be_visible()
            look(page)
        else:
            walk.do(exercise)
        letter = page.locator(".exercise").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
        assert letter >= LEAST_LETTER
        if number < len(fit):
            walk.hand.press(page.get_by_role("link", name="Volgende oefening"))
    walk.hand.press(page.get_by_role("link", name="Stop"))

    expect(page.get_by_role("heading", level=1)).to_have_text(frozen.step(fit[-1][0]).title)
    assert [model.objects.count() for model in (Enrolment, Attempt, ExerciseState)] == [0, 0, 0]
