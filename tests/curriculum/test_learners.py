"""Every module of every course that ships, from the first step to the last: by who answers best, and worst."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

import curriculum
from courses.models import CoursePage
from curriculum.identity import course_id
from curriculum.playing import play_best, play_worst
from exercises.registry import kinds
from learning.study import course_study, enrolment_study
from tests.curriculum.scripted import Learner
from tests.exercises.play import exercise_from, raw_example

SHIPPED = sorted(path.parent.name for path in Path(curriculum.__file__).parent.glob("*/course.md"))

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The courses that ship, loaded once for all tests of this file, and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_curriculum", stdout=io.StringIO())
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture(params=SHIPPED)
def course(request: pytest.FixtureRequest, loaded: None, db: None) -> CoursePage:
    """Each course."""
    return CoursePage.objects.get(uuid=course_id(request.param))


def every_place(course: CoursePage) -> list[tuple[int, int]]:
    """Every step of every module, in order."""
    study = course_study(learner=None, course_code=course.code)
    return [(place, step.number) for place, module in enumerate(study.modules) for step in study.frozen(module).steps]


def title_of_proof(learner: Learner) -> str:
    (certificate,) = learner.certificates
    return str(certificate.payload["title"])


def test_who_answers_best_comes_to_the_end_and_gets_the_proof(course: CoursePage) -> None:
    learner = Learner(course, play_best, htmx=True)

    end = learner.take_course()

    assert learner.places == every_place(course)
    assert end == learner.study.finish_url
    assert learner.enrolment.is_completed
    assert learner.give_name("Aïsha de Vries").status_code == 200
    assert title_of_proof(learner) == ("Certificaat" if list(learner.tests()) else "Bewijs van deelname")


def test_who_answers_worst_comes_to_the_end_too_and_gets_a_certificate_once_the_test_is_passed(
    course: CoursePage,
) -> None:
    learner = Learner(course, play_worst, htmx=False)
    tests = list(learner.tests())

    learner.take_course()

    study = enrolment_study(learner.enrolment)
    assert learner.places == every_place(course)
    assert [study.is_complete(module) for module in study.modules].count(False) == len(tests)
    assert learner.enrolment.is_completed is not bool(tests)
    learner.give_name("Bram Bakker")
    if tests:
        assert learner.certificates == []
        for module, step, test in tests:
            learner.do_again(test, module, step, play_best)
        assert learner.enrolment.is_completed
        learner.give_name("Bram Bakker")
    assert title_of_proof(learner) == ("Certificaat" if tests else "Bewijs van deelname")


def test_courses_for_professionals_and_clubs_end_with_a_test_and_the_others_have_none(loaded: None, db: None) -> None:
    tests = {key: len(list(Learner(course, play_best, htmx=True).tests())) for key, course in _courses()}

    assert tests.pop("naast-een-gezin", 0) == tests.pop("bruggen-bouwen", 0) == 0
    assert set(tests.values()) <= {0, 1}


def _courses() -> list[tuple[str, CoursePage]]:
    return [(key, CoursePage.objects.get(uuid=course_id(key))) for key in SHIPPED]


@pytest.mark.parametrize("name", sorted(name for name, block in kinds().items() if block.judged))
def test_best_is_right_and_worst_is_wrong_of_every_judged_kind(name: str) -> None:
    exercise = exercise_from(kinds()[name], raw_example(kinds()[name]))

    passed = []
    for playing in (play_best, play_worst):
        state: dict[str, object] = {}
        for data in playing(exercise):
            response = exercise.respond(state=state, data=data)
            state = response.state
        passed.append(response.outcome.passed)

    assert passed == [True, False]
