"""`manage.py make_admin EMAIL`: the first administrator, since nobody has a password."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from accounts.services import make_admin


class Command(BaseCommand):
    """Give an e-mail address all rights in the admin."""

    help = "Give an e-mail address all rights in the admin; the account is made if it is not there yet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One address."""
        parser.add_argument("email")

    def handle(self, *args: object, email: str, **options: object) -> None:
        """Make the administrator and say how they sign in."""
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        user, is_new = make_admin(email=email)
        done = "has an account and" if is_new else "already had an account, and now"
        self.stdout.write(f"{user.email} {done} may do everything. Sign in at /admin/ with a code by e-mail.")
