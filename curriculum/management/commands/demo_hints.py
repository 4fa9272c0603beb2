"""`manage.py demo_hints`: where to go in the demo, and as whom."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.demo import demo_people, demo_roles
from curriculum.demo import demo_invitation


class Command(BaseCommand):
    """Printed by `make demo` under the address."""

    help = "Print the addresses of the demo and the people to sign in as (needs DEMO=1)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Addresses first, then people, then what does not work here."""
        if not settings.DEMO:
            raise CommandError(_("There are hints for the demo only: set DEMO=1."))
        invitation = demo_invitation()
        rows = [
            (_("Learn, without an account"), self._url("/")),
            (_("Sign in as somebody invented"), self._url(reverse("accounts:demo"))),
            (_("Write and publish (as editor)"), self._url(reverse("wagtailadmin_home"))),
        ]
        if invitation:
            path = reverse("learning:invitation", args=[invitation.code])
            rows.append((_("The club's invitation"), self._url(path)))
        rows.append((_("Check a certificate"), self._url(reverse("certificates:check-by-hand"))))
        if folder := getattr(settings, "EMAIL_FILE_PATH", None):
            rows.append((_("Mails, with the codes to sign in"), str(folder)))
        self._table(rows)
        self.stdout.write("\n" + _("Who you can be:"))
        roles = demo_roles()
        self._table([(user.name, str(roles.get(user.email, ""))) for user in demo_people()])
        self.stdout.write("\n" + _("On plain http a phone on this network has no passkeys."))

    def _url(self, path: str) -> str:
        return settings.SITE_URL + path

    def _table(self, rows: list[tuple[str, str]]) -> None:
        width = max((len(name) for name, _text in rows), default=0)
        for name, text in rows:
            self.stdout.write(f"  {name:<{width}}  {text}")
