"""Telling the holder by mail."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from certificates.models import Certificate
from learning.guests import way_back


def tell_holder(*, certificate_id: int) -> bool:
    """Mail “your certificate is ready” where an address is known; once, by a guarded update. True when sent."""
    certificate = Certificate.objects.select_related("enrolment__learner__user").get(pk=certificate_id)
    learner = certificate.enrolment.learner if certificate.enrolment else None
    if learner is None or not certificate.is_made:
        return False
    address = learner.user.email if learner.user else learner.email
    if not address:
        return False
    claimed = Certificate.objects.filter(pk=certificate_id, mailed_at__isnull=True).update(mailed_at=timezone.now())
    if not claimed:
        return False
    with override(learner.user.language if learner.user else settings.LANGUAGE_CODE):
        check = settings.SITE_URL + reverse("certificates:check", args=[certificate.code])
        context = {"course": certificate.course_title, "link": way_back(learner), "check": check}
        text = render_to_string("emails/certificate_ready.txt", context)
        try:
            send_mail(_("Your certificate is ready"), text, settings.DEFAULT_FROM_EMAIL, [address])
        except OSError:  # the mail server is away: give the claim back, the worker tries again later
            Certificate.objects.filter(pk=certificate_id).update(mailed_at=None)
            raise
    return True
