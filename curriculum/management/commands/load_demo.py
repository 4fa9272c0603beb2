"""`manage.py load_demo`: the demo's invented people and what they have done."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from curriculum.demo import CoursesMissing, load_demo, what_was_made


class Command(BaseCommand):
    """Refuses to touch a site where real people are."""

    help = "Make the demo's invented people with their progress (needs DEMO=1). A second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them, and say what was made."""
        if not settings.DEMO:
            raise CommandError(_("Invented people belong in the demo only: set DEMO=1."))
        try:
            made = load_demo(at=timezone.now())
        except CoursesMissing as error:
            raise CommandError(_("Load the courses first: manage.py load_curriculum")) from error
        self.stdout.write(what_was_made(made))
