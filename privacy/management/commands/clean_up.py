"""`manage.py clean_up`: clear away what is past its period, as accounts/retention.yaml says. For once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from privacy.clearing import clear_away


class Command(BaseCommand):
    """Clear away, and say what went."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Counts only: no names."""
        counts = clear_away(at=timezone.now())
        for name, count in counts.items():
            self.stdout.write(f"{name}: {count}")
        if not counts:
            self.stdout.write("Nothing was past its period.")
