"""What the door mails, with invented data."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.mail import Message

CODE = {"code": "482-913", "minutes": 10}
MESSAGES = [
    Message("login_code", _("Code to sign in"), CODE),
    Message("code_new_address", _("Code for another e-mail address"), CODE),
    Message(
        "address_changed",
        _("New e-mail address, to that address"),
        {"link": f"{settings.SITE_URL}/account/login/"},
    ),
    Message("address_left", _("New e-mail address, to the old one"), {"help": f"{settings.SITE_URL}/hulp/"}),
]
