"""Telling the holder by mail."""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from accounts.mail import send
from certificates.models import Certificate, NameCorrection
from learning.guests import way_back

logger = logging.getLogger(__name__)
NO_MORE_SALT = "certificates.reminders.no-more"


class MailServerAway(OSError):
    """The mail could not be handed over now."""


def tell_holder(*, certificate_id: int) -> bool:
    """Mail “your certificate is ready” where an address is known; once, by a guarded update. True when sent."""
    certificate = Certificate.objects.select_related("enrolment__learner__user").get(pk=certificate_id)
    if not certificate.is_made or not _address(certificate):
        return False
    claimed = Certificate.objects.filter(pk=certificate_id, mailed_at__isnull=True).update(mailed_at=timezone.now())
    if not claimed:
        return False
    try:
        return _mail(certificate, "certificate_ready")
    except MailServerAway:  # give the claim back, the worker tries again later
        Certificate.objects.filter(pk=certificate_id).update(mailed_at=None)
        raise


def tell_revoked(*, certificate: Certificate) -> bool:
    """Mail that a certificate holds no longer, and why. True when sent; a mail server that is away is noted."""
    return _mail_or_note(certificate, "certificate_revoked", reason=certificate.get_revoked_because_display)


def tell_declined(*, correction: NameCorrection) -> bool:
    """Mail that the name stays as it is, with the answer of whoever decided."""
    return _mail_or_note(correction.certificate, "name_declined", answer=correction.answer)


def tell_expiring(*, certificate: Certificate) -> bool:
    """Mail until when it holds, how to renew it, and how to hear no more. Raises MailServerAway."""
    token = signing.dumps(certificate.pk, salt=NO_MORE_SALT)
    no_more = settings.SITE_URL + reverse("certificates:no-more-reminders", args=[token])
    last_day = timezone.localtime(certificate.expires_at) - timedelta(seconds=1)
    return _mail(certificate, "certificate_expiring", no_more=no_more, last_day=last_day)


def certificate_behind(token: str) -> Certificate | None:
    """The certificate whose mails somebody wants to stop; None for a forged link."""
    try:
        key = signing.loads(token, salt=NO_MORE_SALT)
    except signing.BadSignature:
        return None
    return Certificate.objects.filter(pk=key).first()


def _address(certificate: Certificate) -> str:
    learner = certificate.enrolment.learner if certificate.enrolment else None
    if learner is None:
        return ""
    return learner.user.email if learner.user else learner.email


def _mail_or_note(certificate: Certificate, message: str, **context: Any) -> bool:
    try:
        return _mail(certificate, message, **context)
    except MailServerAway:
        logger.warning("certificate.holder_not_told", extra={"certificate": certificate.pk, "mail": message})
        return False


def _mail(certificate: Certificate, message: str, **context: Any) -> bool:
    address = _address(certificate)
    if not address:
        return False
    assert certificate.enrolment is not None  # it has an address
    learner = certificate.enrolment.learner
    check = settings.SITE_URL + reverse("certificates:check", args=[certificate.code])
    context |= {"course": certificate.course_title, "link": way_back(learner), "check": check}
    language = learner.user.language if learner.user else settings.LANGUAGE_CODE
    try:
        send(message, to=address, language=language, context=context)
    except OSError as error:
        raise MailServerAway(str(error)) from error
    return True
