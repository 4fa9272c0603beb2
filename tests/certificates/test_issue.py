"""Issuing once, making the file once, telling the holder once, repairing what a crash left."""

import hashlib
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from certificates.models import Certificate
from certificates.services import NotCompleted, issue, issue_missing, make_file, revoke, tell_holder
from certificates.tasks import make_certificate
from config.jobs import reap
from courses.services import publish_release
from learning.models import Enrolment
from tests.factories import LearnerFactory, UserFactory, make_course, make_enrolment, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def completed() -> Enrolment:
    return walk(make_enrolment(make_course(modules=2, proof_statement="volgde alles")))


def stored(certificate: Certificate) -> bytes:
    with certificate.pdf.open("rb") as file:
        return file.read()


def test_nothing_is_issued_before_the_course_is_completed() -> None:
    with pytest.raises(NotCompleted):
        issue(enrolment=make_enrolment(), name="Henk", at=timezone.now())

    assert Certificate.objects.count() == 0


def test_issuing_twice_gives_the_same_certificate(completed: Enrolment) -> None:
    first = issue(enrolment=completed, name="Henk", at=timezone.now())
    second = issue(enrolment=completed, name="Iemand anders", at=timezone.now())

    assert first == second
    assert Certificate.objects.get().payload["name"] == "Henk"


def test_its_facts_are_those_of_the_release_that_was_completed(completed: Enrolment) -> None:
    certificate = issue(enrolment=completed, name="Henk de Boer", at=timezone.now())

    assert certificate.payload is not None
    facts = {name: certificate.payload[name] for name in ("name", "edition", "minutes", "statement", "title")}
    assert facts == {
        "name": "Henk de Boer",
        "edition": "1.0",
        "minutes": 20,
        "statement": "volgde alles",
        "title": "Bewijs van deelname",
    }
    assert certificate.release == completed.completed_release


def test_the_database_holds_one_valid_certificate_per_enrolment(completed: Enrolment) -> None:
    certificate = issue(enrolment=completed, name="Henk", at=timezone.now())

    certificate.pk, certificate.code = None, "X" * 26
    with pytest.raises(IntegrityError, match=r"(?i)unique"):
        certificate.save(force_insert=True)


def test_a_known_name_is_used_at_once_on_completion(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        walk(make_enrolment(learner=LearnerFactory(name="Jesse Bakker")))

    assert Certificate.objects.get().payload["name"] == "Jesse Bakker"


def test_without_a_confirmed_name_nothing_is_issued_yet(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        walk(make_enrolment())

    assert Certificate.objects.count() == 0


def test_the_date_that_is_printed_is_the_dutch_one(completed: Enrolment) -> None:
    new_year = timezone.datetime(2026, 12, 31, 23, 30, tzinfo=timezone.get_fixed_timezone(0))
    Enrolment.objects.filter(pk=completed.pk).update(completed_at=new_year)

    certificate = issue(enrolment=completed, name="Henk", at=new_year)

    assert certificate.completed_on.isoformat() == "2027-01-01"


def test_the_file_is_made_once_and_keeps_its_bytes(completed: Enrolment) -> None:
    certificate = issue(enrolment=completed, name="Henk", at=timezone.now())

    assert make_file(certificate_id=certificate.pk) is True
    certificate.refresh_from_db()
    content = stored(certificate)
    assert make_file(certificate_id=certificate.pk) is False

    certificate.refresh_from_db()
    assert content.startswith(b"%PDF-")
    assert certificate.pdf_sha256 == hashlib.sha256(content).hexdigest()
    assert stored(certificate) == content


def test_renaming_course_and_learner_afterwards_changes_nothing(completed: Enrolment) -> None:
    certificate = issue(enrolment=completed, name="Henk", at=timezone.now())
    make_file(certificate_id=certificate.pk)
    before = Certificate.objects.values("payload", "payload_sha256", "pdf_sha256").get()

    completed.course.title = "Een andere naam"
    completed.course.save_revision().publish()
    publish_release(course=completed.course)
    completed.learner.name = "Iemand anders"
    completed.learner.save()
    issue(enrolment=completed, name="Iemand anders", at=timezone.now())

    assert Certificate.objects.values("payload", "payload_sha256", "pdf_sha256").get() == before


def test_the_holder_hears_once_that_it_is_ready() -> None:
    enrolment = walk(make_enrolment(learner=LearnerFactory(user=UserFactory(email="jesse@example.org"))))
    certificate = issue(enrolment=enrolment, name="Jesse", at=timezone.now())
    make_file(certificate_id=certificate.pk)

    told = [tell_holder(certificate_id=certificate.pk) for _ in range(2)]

    assert told == [True, False]
    assert [message.to for message in mail.outbox] == [["jesse@example.org"]]
    assert mail.outbox[0].subject == "Je bewijs is klaar"


def test_a_task_that_runs_twice_makes_one_file(completed: Enrolment) -> None:
    certificate = issue(enrolment=completed, name="Henk", at=timezone.now())

    results = [make_certificate.func(certificate.pk) for _ in range(2)]

    assert results == [True, False]


def test_repairing_issues_what_a_crash_missed_and_leaves_the_rest() -> None:
    named = walk(make_enrolment(learner=LearnerFactory(name="Jesse")))
    walk(make_enrolment())  # completed, but no name yet
    make_enrolment()  # under way
    revoked = issue(enrolment=walk(make_enrolment(learner=LearnerFactory(name="Ron"))), name="Ron", at=timezone.now())
    revoke(certificate=revoked, reason="mistake", at=timezone.now())
    Certificate.objects.filter(pk=revoked.pk).update(made_at=timezone.now())

    issue_missing(at=timezone.now())

    assert set(Certificate.objects.values_list("enrolment", "status")) == {
        (named.pk, "valid"),
        (revoked.enrolment_id, "revoked"),
    }


def test_a_task_whose_worker_was_killed_is_run_again(completed: Enrolment) -> None:
    certificate = issue(enrolment=completed, name="Henk", at=timezone.now())
    DBTaskResult.objects.all().delete()
    make_certificate.enqueue(certificate.pk)
    long_ago = timezone.now() - timedelta(hours=1)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=long_ago)

    assert reap(at=timezone.now(), older_than=timedelta(minutes=5)) == 1
    assert DBTaskResult.objects.get().status == TaskResultStatus.READY


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_simultaneous_completions_give_one_certificate() -> None:
    enrolment = walk(make_enrolment(learner=LearnerFactory()))
    barrier, codes, faults = Barrier(8), [], []

    def complete() -> None:
        try:
            barrier.wait()
            codes.append(issue(enrolment=Enrolment.objects.get(pk=enrolment.pk), name="Henk", at=timezone.now()).code)
        except Exception as fault:  # a thread's fault would be lost otherwise
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=complete) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert len(set(codes)) == 1
    assert Certificate.objects.count() == 1
