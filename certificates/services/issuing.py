"""Issuing a certificate once, with its facts frozen."""

import logging
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import Learner
from certificates.fonts import unprintable
from certificates.models import Certificate, CertificateEvent
from certificates.payload import CertificateFacts
from certificates.services.facts import end_of, gather_facts
from certificates.services.files import enqueue_file
from courses.models import Release
from learning.models import Enrolment

logger = logging.getLogger(__name__)


class NotCompleted(ValueError):
    """A certificate was asked for before the course was completed."""


@transaction.atomic
def issue(*, enrolment: Enrolment, name: str, at: datetime, register_number: str = "") -> Certificate:
    """The certificate of a completed enrolment, issued once: its facts are frozen now, its file follows by a task.

    Twice, or by eight at once, is once: the lock makes them wait, and the constraint holds where there is no lock.
    Raises NotCompleted.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("learner", "completed_release__edition")
        .get(pk=enrolment.pk)
    )
    if enrolment.completed_at is None or enrolment.completed_release is None:
        raise NotCompleted(enrolment.uuid)
    found = Certificate.objects.filter(enrolment=enrolment).order_by("-issued_at").first()
    if found is not None:
        return found
    facts = gather_facts(enrolment, enrolment.completed_release, name, at)
    try:
        with transaction.atomic():
            certificate = write_row(
                facts, enrolment=enrolment, release=enrolment.completed_release, at=at, register_number=register_number
            )
    except IntegrityError:
        return Certificate.objects.get(enrolment=enrolment, status=Certificate.Status.VALID)
    Learner.objects.filter(pk=enrolment.learner_id).update(name=name)
    return certificate


def write_row(
    facts: CertificateFacts,
    *,
    enrolment: Enrolment,
    release: Release,
    at: datetime,
    register_number: str = "",
    replaces: Certificate | None = None,
) -> Certificate:
    """The row of these facts, the beginning of its story, and the wish for its file. Inside a transaction."""
    certificate = Certificate.objects.create(
        code=facts.code,
        enrolment=enrolment,
        release=release,
        payload=facts.to_payload(),
        payload_sha256=facts.sha256,
        course_title=facts.course_title,
        completed_on=facts.completed_on,
        issued_at=at,
        expires_at=end_of(facts.valid_until),
        register_number=register_number,
        replaces=replaces,
    )
    CertificateEvent.objects.create(certificate=certificate, action=CertificateEvent.Action.ISSUED, at=at)
    logger.info("certificate.issued", extra={"certificate": certificate.pk})
    enqueue_file(certificate)
    return certificate


def issue_if_named(*, enrolment: Enrolment, at: datetime) -> Certificate | None:
    """Issue at once where the learner confirmed a name before; otherwise the finish page asks for it."""
    name = enrolment.learner.name
    return issue(enrolment=enrolment, name=name, at=at) if name and not unprintable(name) else None
