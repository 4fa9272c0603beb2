"""What holders of certificates are mailed, with invented data."""

from datetime import date

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.mail import Message

ABOUT = {
    "course": "De kring om een gezin",
    "link": f"{settings.SITE_URL}/mijn/",
    "check": f"{settings.SITE_URL}/c/7KQ4X-H2M9Z-P3TVB-6WY8N-CE5RJ-D/",
}
MESSAGES = [
    Message("certificate_ready", _("Certificate is ready"), ABOUT),
    Message(
        "certificate_expiring",
        _("Certificate expires soon"),
        ABOUT | {"last_day": date(2027, 3, 31), "no_more": f"{settings.SITE_URL}/bewijs/geen-herinnering/voorbeeld/"},
    ),
    Message("certificate_revoked", _("Certificate was revoked"), ABOUT | {"reason": _("issued by mistake")}),
    Message(
        "name_declined",
        _("Another name was declined"),
        ABOUT | {"answer": "Dit is niet de naam op je identiteitsbewijs.\nVraag het gerust opnieuw."},
    ),
    Message(
        "name_asked",
        _("Wish for another name, to staff"),
        {"course": "De kring om een gezin", "link": f"{settings.SITE_URL}/admin/issued_certificates/inspect/1/"},
    ),
    Message(
        "accreditation_ending",
        _("Accreditation ends soon, to staff"),
        {
            "accreditation": "Registerplein 461234",
            "course": "De kring om een gezin",
            "edition": "1.0",
            "last_day": date(2027, 3, 31),
            "link": f"{settings.SITE_URL}/admin/accreditations/",
        },
    ),
]
