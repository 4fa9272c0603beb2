"""What everybody answered: counted where a kind asks for it, for each learner once, and at the cost of one query."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Learner
from courses.models import CoursePage
from courses.services import publish_release
from exercises.registry import Exercise
from learning.models import Enrolment, ExerciseState
from learning.moving import move_to_newest_edition
from learning.queries import answer_totals
from learning.services import respond
from learning.study import Study, enrolment_study
from tests.courses.conftest import edit, first_module
from tests.factories import (
    CoursePageFactory,
    LearnerFactory,
    ModulePageFactory,
    UserFactory,
    exercise_block,
    make_enrolment,
    step_block,
    stored_steps,
    text_block,
)
from tests.learning.visiting import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def course(db: None) -> CoursePage:
    """A course with a poll, and beside it a choice, whose answers nobody counts."""
    course = CoursePageFactory()
    steps = [step_block("Vraag", exercise_block("poll"), exercise_block()), step_block("Slot", text_block())]
    ModulePageFactory(parent=course, steps=stored_steps(steps))
    publish_release(course=course)
    return course


def exercises_of(study: Study) -> tuple[Exercise, ...]:
    return study.frozen(study.modules[0]).exercises


def answer(enrolment: Enrolment, option: int, *, exercise: int = 0) -> None:
    study = enrolment_study(enrolment)
    chosen = exercises_of(study)[exercise]
    data = QueryDict(f"option={option}")
    respond(
        enrolment=enrolment,
        module=study.modules[0],
        exercise_id=chosen.id,
        submission_id=uuid.uuid4(),
        data=data,
        at=timezone.now(),
    )


def totals(enrolment: Enrolment) -> list[int]:
    """How often each option of the poll was chosen, in their order."""
    study = enrolment_study(enrolment)
    poll = exercises_of(study)[0]
    counted = answer_totals(module_uuid=study.modules[0].module_uuid, exercises=exercises_of(study))
    return [row.get(child.id, 0) for row in [counted.get(poll.id, {})] for child in poll.value["options"].bound_blocks]


def test_each_learner_counts_once_with_the_latest_answer(course: CoursePage) -> None:
    enrolments = [make_enrolment(course) for _ in range(3)]
    for enrolment in enrolments:
        answer(enrolment, 0)
    answer(enrolments[0], 2)
    answer(enrolments[0], 1)

    assert totals(enrolments[0]) == [2, 1, 0]


def test_learner_who_moves_to_a_new_edition_still_counts_once(course: CoursePage) -> None:
    enrolment = make_enrolment(course)
    answer(enrolment, 0)
    edit(first_module(course), lambda raw: raw.append(step_block("Nog een", exercise_block())))
    publish_release(course=course)

    moved = move_to_newest_edition(enrolment=enrolment, at=timezone.now())

    assert totals(moved) == [1, 0, 0]
    answer(moved, 2)
    assert totals(moved) == [0, 0, 1]
    assert ExerciseState.objects.count() == 2


def test_of_two_enrolments_of_one_learner_the_latest_answer_counts(course: CoursePage) -> None:
    learner = LearnerFactory()
    first, second = make_enrolment(course, learner), make_enrolment(course)
    answer(first, 0)
    Enrolment.objects.filter(pk=first.pk).update(closed_at=timezone.now())
    Enrolment.objects.filter(pk=second.pk).update(learner=learner)
    answer(second, 1)
    ExerciseState.objects.filter(enrolment=first).update(updated_at=timezone.now() + timedelta(hours=1))

    assert totals(second) == [1, 0, 0]


def test_answers_of_a_kind_that_is_not_counted_are_not_asked_for(course: CoursePage) -> None:
    enrolment = make_enrolment(course)
    answer(enrolment, 0, exercise=1)
    study = enrolment_study(enrolment)
    choice = exercises_of(study)[1]

    with CaptureQueriesContext(connection) as queries:
        assert answer_totals(module_uuid=study.modules[0].module_uuid, exercises=[choice]) == {}

    assert len(queries) == 0


def signed_in(client: Client, course: CoursePage) -> tuple[Learner, Enrolment, str]:
    user = UserFactory()
    client.force_login(user)
    learner = LearnerFactory(user=user)
    enrolment = make_enrolment(course, learner)
    study = enrolment_study(enrolment)
    return learner, enrolment, study.step_url(study.modules[0], 1)


def test_poll_costs_a_page_one_query_once_it_is_answered(client: Client, course: CoursePage) -> None:
    _learner, enrolment, address = signed_in(client, course)
    client.get(address)
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    answer(enrolment, 0)

    with CaptureQueriesContext(connection) as after:
        client.get(address)

    assert len(after) == len(before) + 1


@pytest.mark.parametrize(("others", "is_shown"), [(18, False), (19, True)])
def test_totals_appear_with_the_twentieth_answer(
    client: Client, course: CoursePage, others: int, is_shown: bool
) -> None:
    for _ in range(others):
        answer(make_enrolment(course), 1)
    _learner, enrolment, address = signed_in(client, course)
    poll = exercises_of(enrolment_study(enrolment))[0]
    form: dict[str, Any] = {"exercise": str(poll.id), "submission": str(uuid.uuid4()), "option": "0"}

    page = text_of(client.post(address, form, headers={"HX-Request": "true"}))

    assert ("1 van 20 · 5%" in page, "19 van 20 · 95%" in page) == (is_shown, is_shown)
    assert ("Vanaf 20 antwoorden" in page) is not is_shown
