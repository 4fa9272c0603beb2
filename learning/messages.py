"""What learning mails, with invented data."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.mail import Message

MESSAGES = [
    Message("link_back", _("Way back for a guest"), {"link": f"{settings.SITE_URL}/terug/voorbeeld/"}),
    Message(
        "remark",
        _("A reader’s remark, to the editors"),
        {
            "module": "Signalen zien",
            "step": "Wat zie je?",
            "link": f"{settings.SITE_URL}/admin/remarks/inspect/1/",
        },
    ),
]
