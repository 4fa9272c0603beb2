"""Erasing a holder: name, facts and file go; what it takes to check the holder's own copy stays."""

import logging
from datetime import datetime
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from accounts.models import Learner
from certificates.models import Certificate, CertificateEvent, ExpiryReminder, NameCorrection

logger = logging.getLogger(__name__)


@transaction.atomic
def erase_holder(*, learner: Learner, at: datetime) -> int:
    """Cut a learner's certificates loose from whoever they are. Counts them; a second time there are none.

    What stays is code, hashes, course, dates and status, so the holder's own copy can still be checked. Files go
    when this is committed. To be called before the learner's row goes.
    """
    certificates = list(Certificate.objects.of(learner).select_for_update(of=("self",)))
    keys = [certificate.pk for certificate in certificates]
    NameCorrection.objects.filter(certificate__in=keys).delete()
    ExpiryReminder.objects.filter(certificate__in=keys).delete()
    CertificateEvent.objects.filter(certificate__in=keys).without_words()
    for certificate in certificates:
        if file := certificate.pdf.name:
            transaction.on_commit(partial(default_storage.delete, file))
        CertificateEvent.objects.create(certificate=certificate, action=CertificateEvent.Action.ERASED, at=at)
    Certificate.objects.filter(pk__in=keys).update(
        enrolment=None,
        payload=None,
        credential=None,
        pdf="",
        register_number="",
        shows_name=False,
        shared_at=None,
        is_reminded=False,
    )
    logger.info("certificate.erased", extra={"count": len(keys)})
    return len(keys)
