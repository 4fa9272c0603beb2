"""`manage.py erase_person EMAIL`: carry out a request that came by letter or telephone."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.managers import normalise_email
from accounts.models import Learner, User
from privacy.erasing import erase
from privacy.person import Person


class Command(BaseCommand):
    """Erase the account with an address, and guests who left that address, as the retention file says."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Whom, and whether to ask first."""
        parser.add_argument("email", help="The address of the account.")
        parser.add_argument("--yes", action="store_true", help="Do not ask whether you are sure.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, erase, and say how much went. The address itself is not repeated: terminals are logged."""
        email = normalise_email(options["email"])
        people = [Person.of_user(user) for user in User.objects.filter(email=email)]
        people += [Person(learner=guest) for guest in Learner.objects.guests().filter(email__iexact=email)]
        if not people:
            raise CommandError("Nobody with this address is known here.")
        if not options["yes"] and input("This cannot be undone. Type ERASE to go on: ") != "ERASE":
            raise CommandError("Nothing was erased.")
        for person in people:
            for label, count in erase(person, at=timezone.now()).items():
                self.stdout.write(f"{label}: {count}")
        self.stdout.write(self.style.SUCCESS("Erased. Backups still hold this person until they are thrown away."))
