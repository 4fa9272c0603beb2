"""A certificate that holds for a while: its last day, the mails before it, and renewing."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Learner
from certificates.models import (
    Certificate,
    CertificateDesign,
    ExpiryReminder,
)
from certificates.services import (
    issue,
    remind_of_expiry,
    revoke,
    want_reminders,
)
from config.management.commands.run_worker import Command
from tests.factories import LearnerFactory, UserFactory, make_certificate, make_course, make_enrolment, walk

pytestmark = pytest.mark.django_db
NOW = timezone.now() + timedelta(hours=1)


@pytest.fixture
def holder() -> Learner:
    return LearnerFactory(user=UserFactory(email="aisha@example.org"))


def expiring(holder: Learner, **design: Any) -> Certificate:
    """A certificate that holds for a year."""
    course = make_course()
    CertificateDesign.objects.create(course=course, valid_months=12, **design)
    return make_certificate(learner=holder, course=course)


def test_it_holds_through_its_last_day_here(holder: Learner) -> None:
    certificate = expiring(holder)
    assert certificate.payload is not None
    last = date.fromisoformat(certificate.payload["valid_until"])
    completed = certificate.completed_on

    assert (last.year, last.month) == (completed.year + 1, completed.month)
    assert certificate.expires_at is not None
    assert timezone.localtime(certificate.expires_at - timedelta(seconds=1)).date() == last
    assert certificate.state(certificate.expires_at - timedelta(seconds=1)) == "valid"
    assert certificate.state(certificate.expires_at) == "expired"


def test_a_revoked_certificate_does_not_become_an_expired_one(holder: Learner) -> None:
    certificate = revoke(certificate=expiring(holder), reason="asked", at=NOW)

    assert certificate.expires_at is not None
    assert certificate.state(certificate.expires_at) == "revoked"


@pytest.mark.parametrize(("days", "mails"), [(91, 0), (90, 1), (30, 1), (7, 1), (1, 1), (0, 0)])
def test_a_holder_is_told_before_it_expires(holder: Learner, days: int, mails: int) -> None:
    expires_at = expiring(holder).expires_at
    assert expires_at is not None

    remind_of_expiry(at=expires_at - timedelta(days=days))

    assert len(mail.outbox) == mails


def test_three_mails_in_all_however_often_it_runs(holder: Learner) -> None:
    certificate = expiring(holder)

    for at in every_day_before(certificate):
        remind_of_expiry(at=at)
        remind_of_expiry(at=at)

    assert [message.subject for message in mail.outbox] == ["Je bewijs verloopt binnenkort"] * 3
    assert list(ExpiryReminder.objects.order_by("-days").values_list("days", flat=True)) == [90, 30, 7]


def every_day_before(certificate: Certificate) -> list[datetime]:
    assert certificate.expires_at is not None
    return [certificate.expires_at - timedelta(days=days) for days in range(120, -5, -1)]


@pytest.mark.parametrize("why", ["holder", "editor", "renewed", "revoked", "no address", "course gone"])
def test_no_mail_comes_where_none_is_wanted(holder: Learner, why: str) -> None:
    certificate = expiring(holder, sends_reminders=why != "editor")
    assert certificate.expires_at is not None
    assert certificate.enrolment is not None
    soon = certificate.expires_at - timedelta(days=20)
    if why == "holder":
        want_reminders(certificate=certificate, is_reminded=False)
    elif why == "renewed":
        again = walk(make_enrolment(certificate.enrolment.course, holder))
        type(again).objects.filter(pk=again.pk).update(completed_at=soon)
        issue(enrolment=again, name="Aïsha", at=soon)
    elif why == "revoked":
        revoke(certificate=certificate, reason="asked", at=NOW)
    elif why == "no address":
        Learner.objects.filter(pk=holder.pk).update(user=None)
    elif why == "course gone":
        certificate.enrolment.course.delete()

    assert (remind_of_expiry(at=soon), mail.outbox) == (0, [])


def test_a_mail_server_that_is_away_is_tried_again(holder: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = expiring(holder)
    assert certificate.expires_at is not None
    soon = certificate.expires_at - timedelta(days=20)

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _away)
        assert remind_of_expiry(at=soon) == 0

    assert remind_of_expiry(at=soon) == 1


def test_the_worker_makes_sure_that_holders_are_told(holder: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.management.commands.run_worker.close_old_connections", lambda: None)
    certificate = expiring(holder)
    soon = timezone.now() + timedelta(days=5)
    long_ago = timezone.now() - timedelta(days=300)
    Certificate.objects.filter(pk=certificate.pk).update(expires_at=soon, issued_at=long_ago)

    for _ in range(2):
        Command().make_round()

    assert [message.subject for message in mail.outbox] == ["Je bewijs verloopt binnenkort"]


def _away(*args: Any) -> int:
    raise ConnectionRefusedError


def test_taking_the_course_again_renews_and_keeps_the_old_one(holder: Learner) -> None:
    old = expiring(holder)
    assert old.enrolment is not None

    new = issue(enrolment=walk(make_enrolment(old.enrolment.course, holder)), name="Aïsha", at=NOW)

    old.refresh_from_db()
    assert old.status == new.status == "valid"
    assert set(Certificate.objects.of(holder)) == {old, new}
