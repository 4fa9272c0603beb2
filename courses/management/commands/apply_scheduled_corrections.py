"""Bring what a schedule published into its edition, where it is a true correction. To run after `publish_scheduled`."""

from typing import Any

from django.core.management.base import BaseCommand

from courses.services import apply_scheduled_corrections


class Command(BaseCommand):
    """Idempotent: a second run finds nothing to do. What needs an editor's word is left to the editor."""

    help = "Applies corrections that came from scheduled publishing; anything else waits for an editor."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say which releases were made."""
        for release in apply_scheduled_corrections():
            self.stdout.write(f"{release.title}: {release}")
