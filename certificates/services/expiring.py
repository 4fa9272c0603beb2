"""Telling holders in time that a certificate will expire: 90, 30 and 7 days before, once each."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q

from certificates.models import Certificate, CertificateDesign, ExpiryReminder
from certificates.services.telling import MailServerAway, tell_expiring

BEFORE = (90, 30, 7)  # days


def remind_of_expiry(*, at: datetime) -> int:
    """Mail the holders whose certificates expire soon; counts the mails. Twice is once: a row is claimed for each.

    Who took the course again and has a later certificate, switched the mails off, or holds a course of which the
    editors did, hears nothing. Who was missed at 90 days hears at 30, and not twice then.
    """
    sent = 0
    for days, later in zip(BEFORE, (*BEFORE[1:], 0), strict=True):
        for certificate in _due(at, days, later):
            sent += _remind(certificate, days, at)
    return sent


def _due(at: datetime, days: int, later: int) -> list[Certificate]:
    renewed = Certificate.objects.valid(at).filter(
        Q(expires_at__isnull=True) | Q(expires_at__gt=OuterRef("expires_at")),
        enrolment__learner=OuterRef("enrolment__learner"),
        enrolment__course=OuterRef("enrolment__course"),
    )
    due = Certificate.objects.valid(at).filter(
        ~Exists(renewed),
        ~Exists(ExpiryReminder.objects.filter(certificate=OuterRef("pk"), days=days)),
        Q(enrolment__learner__user__is_active=True) | ~Q(enrolment__learner__email=""),
        is_reminded=True,
        enrolment__course__isnull=False,  # what is deleted cannot be taken again
        expires_at__gt=at + timedelta(days=later),
        expires_at__lte=at + timedelta(days=days),
        issued_at__lt=F("expires_at") - timedelta(days=days),
    )
    return [one for one in due.select_related("enrolment__learner__user") if not _is_silent(one)]


def _is_silent(certificate: Certificate) -> bool:
    """Whether the editors switched the mails off for this course."""
    assert certificate.enrolment is not None  # it has an address
    return not CertificateDesign.for_course(certificate.enrolment.course_id).sends_reminders


def _remind(certificate: Certificate, days: int, at: datetime) -> bool:
    try:
        with transaction.atomic():
            claim = ExpiryReminder.objects.create(certificate=certificate, days=days, sent_at=at)
    except IntegrityError:  # another worker was first
        return False
    try:
        return tell_expiring(certificate=certificate)
    except MailServerAway:
        claim.delete()
        return False
