"""The courses that ship, in a browser: a module of each, and what editors see of them."""

import io

import pytest
from django.core.management import call_command
from playwright.sync_api import Page

from courses.models import CoursePage
from curriculum.identity import course_id, part_id
from learning.models import ModuleProgress
from learning.study import course_study
from tests.factories import root_page
from tests.journeys.editing import Desk
from tests.journeys.walking import Finger, Walk

MODULES = {"netwerk": "A2", "vereniging": "B2", "naast-een-gezin": "C4", "bruggen-bouwen": "D2"}


@pytest.fixture
def courses(served_site: None) -> dict[str, CoursePage]:
    """What ships, by its key."""
    root_page()
    call_command("load_curriculum", stdout=io.StringIO())
    return {key: CoursePage.objects.get(uuid=course_id(key)) for key in MODULES}


def test_a_module_of_each_course_is_taken_to_its_end(page: Page, courses: dict[str, CoursePage]) -> None:
    walk = Walk(page, Finger(page), lambda _page: None)

    for key, course in courses.items():
        study = course_study(learner=None, course_code=course.code)
        module = next(one for one in study.modules if one.module_uuid == part_id(key, "module", MODULES[key]))
        page.goto(course.url)
        page.get_by_role("button", name="Begin nu").click()
        page.wait_for_load_state()
        page.goto(study.step_url(module, 1))
        walk.take_module(study.frozen(module))
        page.wait_for_load_state()

    done = ModuleProgress.objects.filter(completed_at__isnull=False)
    assert {row.module_uuid for row in done} == {part_id(key, "module", name) for key, name in MODULES.items()}


def test_report_for_experts_is_fit_to_read(desk: Desk, courses: dict[str, CoursePage]) -> None:
    desk.page.goto("/admin/reports/expert/")

    assert desk.page.get_by_role("link", name="B7 ").count() > 0
    assert desk.look() == []
