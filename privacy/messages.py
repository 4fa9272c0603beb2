"""What people are mailed about their data, with invented data."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.mail import Message

LINK = f"{settings.SITE_URL}/account/"
MESSAGES = [
    Message("code_to_erase", _("Code to erase an account"), {"code": "482-913", "minutes": 10}),
    Message("erased", _("Everything is erased"), {"has_proof": True, "link": f"{settings.SITE_URL}/"}),
    Message("inactive", _("Away for long: first mail"), {"months": 22, "link": LINK}),
    Message("inactive_last", _("Away for long: last mail"), {"months": 23, "link": LINK}),
]
