"""Repairing what a crash or a silent mail server left."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Q

from certificates.models import Certificate
from certificates.services.files import enqueue_file
from certificates.services.issuing import issue_if_named
from learning.models import Enrolment

TELL_WITHIN = timedelta(days=3)  # a mail that could not be sent for longer would only surprise


def issue_missing(*, at: datetime, resting: Collection[int] = ()) -> int:
    """Repair what a crash or a silent mail server left: no certificate, no file, nobody told. Counts them.

    Certificates that are resting, by their keys, are left for a later round.
    """
    completed = Enrolment.objects.filter(
        completed_at__isnull=False, certificates__isnull=True, closed_at__isnull=True
    ).exclude(learner__name="")
    asked = [issue_if_named(enrolment=enrolment, at=at) for enrolment in completed.select_related("learner")]
    issued = [certificate.pk for certificate in asked if certificate]
    without_file = Certificate.objects.filter(made_at__isnull=True, payload__isnull=False).exclude(pk__in=issued)
    has_address = Q(enrolment__learner__user__isnull=False) | ~Q(enrolment__learner__email="")
    untold = Certificate.objects.filter(
        has_address, made_at__isnull=False, mailed_at__isnull=True, made_at__gt=at - TELL_WITHIN
    )
    due = [certificate for certificate in [*without_file, *untold] if certificate.pk not in resting]
    for certificate in due:
        enqueue_file(certificate)
    return len(issued) + len(due)
