"""Enrolling, answering, seeing steps, completing."""

import uuid
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from courses.frozen import NotInRelease
from courses.models import CoursePage
from exercises.contract import InvalidAnswer
from learning.models import Attempt, Enrolment, ExerciseState, ModuleProgress
from learning.services import Answered, AnswerTooLong, NoEdition, complete_if_done, enrol, respond, see_step
from learning.signals import course_completed
from learning.study import enrolment_study
from tests.factories import LearnerFactory, make_course, make_enrolment, walk

pytestmark = pytest.mark.django_db


def answer(enrolment: Enrolment, option: str, submission: uuid.UUID | None = None) -> Answered:
    """Answer the choice of the first module."""
    study = enrolment_study(enrolment)
    exercise = study.frozen(study.modules[0]).exercises[0]
    return respond(
        enrolment=enrolment,
        module=study.modules[0],
        exercise_id=exercise.id,
        submission_id=submission or uuid.uuid4(),
        data=QueryDict(f"option={option}"),
        at=timezone.now(),
    )


def test_enrolling_twice_gives_the_same_enrolment() -> None:
    course, learner = make_course(), LearnerFactory()

    first = enrol(learner=learner, course=course, at=timezone.now())
    second = enrol(learner=learner, course=course, at=timezone.now())

    assert first == second
    assert Enrolment.objects.count() == 1


def test_a_course_without_edition_cannot_be_begun() -> None:
    with pytest.raises(NoEdition):
        enrol(learner=LearnerFactory(), course=make_course(publish=False), at=timezone.now())


def test_an_answer_is_recorded_with_what_the_learner_had_before_them() -> None:
    enrolment = make_enrolment()

    answered = answer(enrolment, "0")

    attempt = Attempt.objects.get()
    assert (attempt.answer, attempt.score, attempt.passed) == (0, 1.0, True)
    assert attempt.release == enrolment_study(enrolment).release
    assert answered.state == {"answer": 0}


def test_the_same_submission_twice_counts_once() -> None:
    enrolment, submission = make_enrolment(), uuid.uuid4()

    answer(enrolment, "0", submission)
    replay = answer(enrolment, "1", submission)

    assert Attempt.objects.count() == 1
    assert replay.state == {"answer": 0}
    assert replay.outcome is None


def test_the_best_result_counts_after_a_worse_try() -> None:
    enrolment = make_enrolment()

    answer(enrolment, "0")
    answer(enrolment, "1")

    done = ModuleProgress.objects.get().exercises_done
    assert list(done.values()) == [{"score": 1.0, "passed": True, "done": True}]
    assert ExerciseState.objects.get().data == {"answer": 1}


def test_an_invalid_answer_records_nothing() -> None:
    enrolment = make_enrolment()

    with pytest.raises(InvalidAnswer):
        answer(enrolment, "9")

    assert Attempt.objects.count() == 0
    assert ExerciseState.objects.count() == 0


def test_an_oversized_answer_records_nothing() -> None:
    enrolment = make_enrolment()

    with pytest.raises(AnswerTooLong):
        answer(enrolment, "0" * 30_000)

    assert Attempt.objects.count() == 0


def test_an_exercise_of_another_course_is_not_taken() -> None:
    enrolment, other = make_enrolment(), make_enrolment()
    study, strange = enrolment_study(enrolment), enrolment_study(other)

    with pytest.raises(NotInRelease):
        respond(
            enrolment=enrolment,
            module=study.modules[0],
            exercise_id=strange.frozen(strange.modules[0]).exercises[0].id,
            submission_id=uuid.uuid4(),
            data=QueryDict("option=0"),
            at=timezone.now(),
        )

    assert Attempt.objects.count() == 0


def test_a_course_is_complete_when_every_step_was_seen_and_every_required_exercise_done() -> None:
    enrolment = make_enrolment(make_course(modules=2))

    halfway = walk(enrolment, skip=1)
    assert not halfway.is_completed

    whole = walk(enrolment)
    assert whole.is_completed
    assert whole.completed_release == enrolment_study(enrolment).release


def test_seeing_every_step_without_the_exercise_completes_nothing() -> None:
    enrolment = make_enrolment()
    study = enrolment_study(enrolment)

    for number in (1, 2):
        see_step(enrolment=enrolment, module=study.modules[0], number=number, at=timezone.now())

    enrolment.refresh_from_db()
    assert not enrolment.is_completed
    assert ModuleProgress.objects.get().completed_at is None


def test_a_course_that_asks_for_right_answers_is_not_complete_with_wrong_ones() -> None:
    enrolment = make_enrolment(make_course(modules=2, right_needed=100))

    wrong = walk(enrolment, answer="1")
    assert not wrong.is_completed

    right = walk(enrolment, answer="0")
    assert right.is_completed


def test_completing_twice_tells_of_it_once(django_capture_on_commit_callbacks: Any) -> None:
    heard: list[Any] = []

    def hear(enrolment: Enrolment, **kwargs: Any) -> None:
        heard.append(enrolment.pk)

    course_completed.connect(hear)
    enrolment = make_enrolment()
    with django_capture_on_commit_callbacks(execute=True):
        done = walk(enrolment)
        complete_if_done(enrolment=Enrolment.objects.get(pk=done.pk), at=timezone.now())
        walk(enrolment)
    course_completed.disconnect(hear)

    assert heard == [enrolment.pk]


def test_taking_a_finished_course_again_opens_a_new_enrolment() -> None:
    done = walk(make_enrolment())

    again = enrol(learner=done.learner, course=done.course, at=timezone.now())

    assert again != done
    done.refresh_from_db()
    assert done.is_completed


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_devices_at_once_lose_no_answer() -> None:
    enrolment = make_enrolment(make_course())
    barrier, faults = Barrier(6), []

    def send(option: str) -> None:
        try:
            barrier.wait()
            answer(Enrolment.objects.select_related("course").get(pk=enrolment.pk), option)
        except Exception as fault:  # a thread's fault would be lost otherwise
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=send, args=[str(number % 2)]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert Attempt.objects.count() == 6
    assert next(iter(ModuleProgress.objects.get().exercises_done.values()))["score"] == 1.0
    assert CoursePage.objects.count() == 1
