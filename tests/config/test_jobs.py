"""Background work that repairs itself."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from certificates.models import Certificate
from certificates.services import issue
from certificates.tasks import make_certificate
from config.jobs import publish_what_is_due, reconcile
from courses.queries import current_release
from tests.courses.conftest import first_module
from tests.courses.test_editions import mend_typo
from tests.courses.test_scheduled import plan
from tests.factories import LearnerFactory, make_course, make_enrolment, walk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_queue() -> None:
    DBTaskResult.objects.all().delete()


def test_a_completion_that_a_crash_missed_is_issued_at_the_next_round() -> None:
    walk(make_enrolment(learner=LearnerFactory(name="Jesse")))

    assert reconcile(at=timezone.now()) == 1
    assert Certificate.objects.get().payload["name"] == "Jesse"


def test_a_round_waits_while_tasks_are_at_work() -> None:
    certificate = issue(enrolment=walk(make_enrolment()), name="Jesse", at=timezone.now())
    make_certificate.enqueue(certificate.pk)

    assert reconcile(at=timezone.now()) == 0


def fail(certificate: Certificate, *, at: datetime, times: int = 1) -> None:
    for _ in range(times):
        make_certificate.enqueue(certificate.pk)
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(
        status=TaskResultStatus.FAILED, started_at=at, finished_at=at
    )


@pytest.mark.parametrize(("times", "rest"), [(1, 60), (2, 120), (4, 480), (30, 6 * 3600)])
def test_a_certificate_that_cannot_be_made_is_tried_again_after_an_ever_longer_rest(times: int, rest: int) -> None:
    certificate = issue(enrolment=walk(make_enrolment()), name="Jesse", at=timezone.now())
    failed_at = timezone.now()
    fail(certificate, at=failed_at, times=times)

    assert reconcile(at=failed_at + timedelta(seconds=rest - 1)) == 0
    assert reconcile(at=failed_at + timedelta(seconds=rest)) == 1


def test_a_certificate_that_rests_does_not_hold_up_another(django_capture_on_commit_callbacks: Any) -> None:
    hopeless, other = (issue(enrolment=walk(make_enrolment()), name="Jesse", at=timezone.now()) for _ in range(2))
    fail(hopeless, at=timezone.now())

    with django_capture_on_commit_callbacks(execute=True):
        assert reconcile(at=timezone.now()) == 1

    assert DBTaskResult.objects.get(status=TaskResultStatus.READY).args_kwargs["args"] == [other.pk]


def test_tasks_that_ended_long_ago_are_forgotten() -> None:
    certificate = issue(enrolment=walk(make_enrolment()), name="Jesse", at=timezone.now())
    make_certificate.enqueue(certificate.pk)
    long_ago = timezone.now() - timedelta(days=30)
    DBTaskResult.objects.update(
        status=TaskResultStatus.SUCCESSFUL, started_at=long_ago, finished_at=long_ago, return_value=True
    )

    reconcile(at=timezone.now())

    assert not DBTaskResult.objects.filter(finished_at=long_ago).exists()


def test_a_scheduled_correction_is_published_when_it_is_due() -> None:
    course = make_course(modules=2)
    plan(first_module(course), mend_typo)
    assert publish_what_is_due(at=timezone.now() - timedelta(days=1)) is False

    assert publish_what_is_due(at=timezone.now()) is True

    release = current_release(course=course)
    assert release is not None
    assert release.number == 1
