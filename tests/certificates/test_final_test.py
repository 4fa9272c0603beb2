"""A passed test makes the proof a certificate."""

import pytest
from django.utils import timezone

from certificates.services import issue
from courses.models import CoursePage
from courses.services import publish_release
from learning.models import Enrolment
from tests.factories import (
    CoursePageFactory,
    ModulePageFactory,
    exercise_block,
    make_course,
    make_enrolment,
    step_block,
    stored_steps,
    walk,
)
from tests.taking import take_test

pytestmark = pytest.mark.django_db


def course_with_test(*, exercise: bool = True, module: bool = True) -> CoursePage:
    """A course with a module to do, and one with a test that is required or not."""
    course = CoursePageFactory()
    ModulePageFactory(parent=course, title="Doen")
    steps = [step_block("Toets", exercise_block("test", is_required=exercise))]
    ModulePageFactory(parent=course, title="Toets", steps=stored_steps(steps), is_required=module)
    publish_release(course=course)
    return course


def printed(enrolment: Enrolment) -> dict[str, object]:
    payload = issue(enrolment=enrolment, name="Henk", at=timezone.now()).payload
    assert payload is not None
    return {name: payload[name] for name in ("title", "statement", "result")}


def test_passed_test_makes_it_a_certificate_with_the_best_result() -> None:
    enrolment = walk(make_enrolment(course_with_test()))
    take_test(enrolment, is_right=True)
    take_test(enrolment, is_right=False)

    assert printed(enrolment) == {
        "title": "Certificaat",
        "statement": "heeft deze cursus gevolgd, alle verplichte oefeningen gedaan en de toets gehaald",
        "result": "gehaald, 100% goed",
    }


@pytest.mark.parametrize(("exercise", "module"), [(False, True), (True, False)])
@pytest.mark.parametrize("is_right", [True, False])
def test_test_that_is_not_required_leaves_it_a_proof_of_participation(
    exercise: bool, module: bool, is_right: bool
) -> None:
    course = course_with_test(exercise=exercise, module=module)
    enrolment = walk(make_enrolment(course))
    take_test(enrolment, is_right=is_right)

    assert printed(enrolment) == {
        "title": "Bewijs van deelname",
        "statement": "heeft deze cursus gevolgd en alle verplichte oefeningen gedaan",
        "result": None,
    }


def test_course_with_a_test_is_not_finished_before_it_is_passed() -> None:
    enrolment = walk(make_enrolment(course_with_test()))

    assert take_test(enrolment, is_right=False).course_is_complete is False
    assert take_test(enrolment, is_right=True).course_is_complete is True


def test_release_knows_whether_finishing_takes_a_test() -> None:
    known = [make_course(), course_with_test(), course_with_test(exercise=False), course_with_test(module=False)]

    contents = [course.editions.get().releases.get().content for course in known]
    assert [content.get("has_test") for content in contents] == [None, True, None, None]
