"""What somebody agreed to, and taking it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Learner
from certificates.models import Certificate
from certificates.services import share, show_name, want_reminders


@dataclass(frozen=True, slots=True)
class Consent:
    """One thing that somebody agreed to: in a sentence, and what to send to take it back."""

    what: str
    code: str
    text: str


def consents_of(learner: Learner | None) -> list[Consent]:
    """All that this learner agreed to and that still holds."""
    found = (
        [Consent("address", "", _("You left %(email)s to get a link back.") % {"email": learner.email})]
        if (learner is not None and learner.email)
        else []
    )
    certificates = Certificate.objects.of(learner).filter(status=Certificate.Status.VALID)
    for certificate in certificates.select_related("enrolment__organisation"):
        found += _of_certificate(certificate)
    return found


def _of_certificate(certificate: Certificate) -> list[Consent]:
    organisation = certificate.enrolment.organisation if certificate.enrolment else None
    names: dict[str, Any] = {"course": certificate.course_title, "organisation": organisation}
    said = []
    if certificate.shared_at and organisation:
        said.append(("share", _("%(organisation)s may have your certificate of “%(course)s”, with your name.") % names))
    if certificate.shows_name:
        said.append(("name", _("Who checks your certificate of “%(course)s” sees your name.") % names))
    if certificate.is_reminded and certificate.expires_at:
        said.append(("reminders", _("You get mails before your certificate of “%(course)s” expires.") % names))
    return [Consent(what, certificate.code, text) for what, text in said]


def take_back(*, learner: Learner, what: str, code: str, at: datetime) -> bool:
    """Take one consent back. False when there is nothing to take back."""
    if what == "address":
        return bool(Learner.objects.filter(pk=learner.pk).exclude(email="").update(email=""))
    certificate = Certificate.objects.of(learner).filter(code=code).first()
    if certificate is None:
        return False
    match what:
        case "share":
            share(certificate=certificate, is_shared=False, at=at)
        case "name":
            show_name(certificate=certificate, is_shown=False, at=at)
        case "reminders":
            want_reminders(certificate=certificate, is_reminded=False)
        case _:
            return False
    return True
