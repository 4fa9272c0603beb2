"""`manage.py make_demo_people`: the invented people of the demo."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.demo import make_demo_people


class Command(BaseCommand):
    """Make the demo's people; refuses to touch a site where real people are."""

    help = "Make the invented people of the demo (needs DEMO=1). A second run changes nothing."

    def handle(self, *args: object, **options: object) -> None:
        """Make them and name them."""
        if not settings.DEMO:
            raise CommandError("Invented people belong in the demo only: set DEMO=1.")
        for user in make_demo_people():
            self.stdout.write(f"{user.name} <{user.email}>")
