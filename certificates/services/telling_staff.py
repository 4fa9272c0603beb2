"""Telling staff by mail what waits for them. Never about whom: that is read in the admin, behind the door."""

import logging
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.mail import send
from certificates.models import Accreditation, NameCorrection

logger = logging.getLogger(__name__)
MAY_DECIDE = "certificates.change_certificate"
MAY_RENEW = "certificates.change_accreditation"
_IS_UNTOLD = Q(told_until__isnull=True) | ~Q(told_until=F("valid_until"))  # when the last day is changed: again


def tell_staff_of_wish(*, correction_id: int) -> int:
    """Mail that somebody asks for another name, and where to decide. Counts the mails; none once it is decided.

    To EDITORS_EMAIL; where that is empty, to everybody who may decide.
    """
    waiting = NameCorrection.objects.select_related("certificate")
    wish = waiting.filter(pk=correction_id, outcome=NameCorrection.Outcome.OPEN).first()
    if wish is None:
        return 0
    address = reverse("issued_certificates:inspect", args=[wish.certificate_id])
    for email, language in (recipients := _staff(MAY_DECIDE)):
        context = {"course": wish.certificate.course_title, "link": settings.SITE_URL + address}
        send("name_asked", to=email, language=language, context=context)
    return len(recipients)


def tell_staff_of_ending(*, at: datetime) -> int:
    """Mail that an accreditation ends within ninety days and nothing follows it; once for each. Counts the mails.

    To EDITORS_EMAIL; where that is empty, to everybody who may change accreditations. When the mail server is away
    and nobody was reached, the next round tries again.
    """
    ending = Accreditation.objects.running_out(timezone.localdate(at)).filter(_IS_UNTOLD)
    return sum(_tell_of_ending(one) for one in ending.select_related("edition__course"))


def _tell_of_ending(accreditation: Accreditation) -> int:
    recipients = _staff(MAY_RENEW)
    row = Accreditation.objects.filter(pk=accreditation.pk)
    if not recipients or not row.filter(_IS_UNTOLD).update(told_until=F("valid_until")):  # another worker was first
        return 0
    context = {
        "accreditation": str(accreditation),
        "course": accreditation.edition.course_title,
        "edition": str(accreditation.edition),
        "last_day": accreditation.valid_until,
        "link": settings.SITE_URL + reverse("accreditations:index"),
    }
    told = sum(_is_sent(email, language, context) for email, language in recipients)
    if not told:
        logger.warning("accreditation.staff_not_told", extra={"accreditation": accreditation.pk})
        row.update(told_until=None)
    return told


def _is_sent(email: str, language: str, context: dict[str, Any]) -> bool:
    try:
        send("accreditation_ending", to=email, language=language, context=context)
    except OSError:
        return False
    return True


def _staff(permission: str) -> list[tuple[str, str]]:
    """Address and language of who hears."""
    if settings.EDITORS_EMAIL:
        return [(settings.EDITORS_EMAIL, settings.LANGUAGE_CODE)]
    return list(ModelBackend().with_perm(permission).order_by("pk").values_list("email", "language"))
