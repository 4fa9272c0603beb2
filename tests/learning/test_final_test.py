"""A final test in a course: what is recorded of it, and when it counts as done."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from courses.models import CoursePage
from courses.services import publish_release
from learning.models import Attempt, Enrolment, ModuleProgress
from learning.services import see_step
from learning.study import enrolment_study
from tests.exercises import html
from tests.factories import (
    CoursePageFactory,
    LearnerFactory,
    ModulePageFactory,
    SourceFactory,
    UserFactory,
    exercise_block,
    make_enrolment,
    step_block,
    stored_steps,
    text_block,
)
from tests.taking import find_test, send, take_test

pytestmark = pytest.mark.django_db


@pytest.fixture
def tested_course() -> CoursePage:
    """A test, and a module to read behind it."""
    course = CoursePageFactory()
    ModulePageFactory(parent=course, title="Toets", steps=stored_steps([step_block("Toets", exercise_block("test"))]))
    ModulePageFactory(parent=course, title="Lezen", steps=stored_steps([step_block("Lezen", text_block())]))
    publish_release(course=course)
    return course


@pytest.fixture
def enrolment(tested_course: CoursePage) -> Enrolment:
    return make_enrolment(tested_course)


def see(enrolment: Enrolment, number: int) -> Enrolment:
    """See the only step of a module."""
    module = enrolment_study(enrolment).modules[number]
    see_step(enrolment=enrolment, module=module, number=1, at=timezone.now())
    return Enrolment.objects.get(pk=enrolment.pk)


def result_of(enrolment: Enrolment) -> dict[str, object]:
    module, exercise = find_test(enrolment)
    row = ModuleProgress.objects.get(enrolment=enrolment, module_uuid=module.module_uuid)
    return dict(row.exercises_done[str(exercise.id)])


def test_answers_before_handing_in_leave_no_attempt(enrolment: Enrolment) -> None:
    module, exercise = find_test(enrolment)

    send(enrolment, module, exercise)
    send(enrolment, module, exercise, option="0")

    assert Attempt.objects.count() == 0
    assert result_of(enrolment) == {"score": None, "passed": None, "done": False}


def test_result_links_to_the_modules_to_read_again_that_are_in_the_course(client: Client) -> None:
    course = CoursePageFactory()
    ModulePageFactory(parent=course, title="Zorgen delen", steps=stored_steps([step_block("Lees", text_block())]))
    whole = exercise_block("test", draw=3)
    ModulePageFactory(parent=course, title="Toets", steps=stored_steps([step_block("Toets", whole)]))
    publish_release(course=course)
    user = UserFactory()
    enrolment = make_enrolment(course, LearnerFactory(user=user))
    client.force_login(user)
    take_test(enrolment, is_right=False)
    study = enrolment_study(enrolment)

    page = html.parse(client.get(study.step_url(study.modules[1], 1)).content.decode())

    again = page.select_one(".test-again")
    assert again is not None
    assert sorted(html.text_of(item) for item in again.select("li")) == ["De eerste training", "Zorgen delen"]
    url = study.url("module", study.modules[0])
    assert [(link["href"], html.text_of(link)) for link in again.select("a")] == [(url, "Zorgen delen")]
    assert len(page.select(f".test-review a[href='{url}']")) == 1


def test_every_try_that_is_handed_in_is_one_attempt(enrolment: Enrolment) -> None:
    take_test(enrolment, is_right=False)
    take_test(enrolment, is_right=True)

    attempts = Attempt.objects.order_by("pk")
    assert [(one.score, one.passed, one.is_completing) for one in attempts] == [(0, False, False), (1, True, True)]
    assert [one.answer["try"] for one in attempts] == [1, 2]


def test_handing_in_twice_counts_once(enrolment: Enrolment) -> None:
    submission = uuid4()
    take_test(enrolment, is_right=True, hand_in=submission)
    module, exercise = find_test(enrolment)

    replay = send(enrolment, module, exercise, submission_id=submission)

    assert (Attempt.objects.count(), replay.outcome) == (1, None)
    assert replay.state["try"]["handed_in"]


def test_module_is_complete_only_when_its_test_is_passed(enrolment: Enrolment) -> None:
    see(enrolment, 0)

    assert take_test(enrolment, is_right=False).module_is_complete is False
    assert take_test(enrolment, is_right=True).module_is_complete is True


def test_later_try_that_fails_takes_nothing_away(enrolment: Enrolment) -> None:
    see(enrolment, 1)
    see(enrolment, 0)
    take_test(enrolment, is_right=True)
    completed = Enrolment.objects.get(pk=enrolment.pk)

    take_test(completed, is_right=False)

    assert completed.is_completed
    assert Enrolment.objects.get(pk=enrolment.pk).completed_at == completed.completed_at
    assert result_of(enrolment) == {"score": 1.0, "passed": True, "done": True}


def test_who_has_no_tries_left_goes_on_with_the_rest_of_the_course(client: Client, tested_course: CoursePage) -> None:
    page = tested_course.get_children().first().specific
    page.steps = stored_steps([step_block("Toets", exercise_block("test", tries=1))])
    page.save_revision().publish()
    publish_release(course=tested_course, mode="new_edition")
    enrolment = make_enrolment(tested_course)
    take_test(enrolment, is_right=False)

    see(enrolment, 1)

    study = enrolment_study(enrolment)
    assert [study.is_complete(module) for module in study.modules] == [False, True]


def test_course_page_says_that_there_is_a_test_and_a_certificate(client: Client, tested_course: CoursePage) -> None:
    page = client.get(tested_course.url).content.decode()

    assert "Je bekijkt alle stappen en doet alle verplichte oefeningen, en haalt de toets." in page
    assert "Een certificaat dat iedereen kan controleren" in page


def test_sources_that_questions_name_are_held_with_the_release() -> None:
    source = SourceFactory(key="S1")
    course = CoursePageFactory()
    ModulePageFactory(parent=course, steps=stored_steps([step_block("Toets", exercise_block("test"))]))

    release = publish_release(course=course)

    assert list(release.references.values_list("object_id", flat=True)) == [str(source.pk)]
