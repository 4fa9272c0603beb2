"""`manage.py make_certificates`: make the file of every certificate that has none, now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from certificates import batch
from certificates.keys import NoKey

WIDTH = 40


class Command(BaseCommand):
    """Files for a whole group, without waiting for the worker. Holders are told by the worker, as always."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """How many, and how many at once."""
        parser.add_argument("--processes", type=int, default=1, help="How many are made at once (default 1).")
        parser.add_argument("--limit", type=int, help="Make at most so many.")

    def handle(self, *args: Any, processes: int, limit: int | None, **options: Any) -> None:
        """A bar while it lasts, then how many there are and which were not made."""
        wanted = batch.waiting()[:limit]
        failed = {}
        try:
            for number, (certificate_id, fault) in enumerate(batch.make_files(wanted, processes=max(1, processes)), 1):
                if fault:
                    failed[certificate_id] = fault
                self._show(number, len(wanted))
        except NoKey as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(wanted) - len(failed)} made")
        for certificate_id, fault in failed.items():
            self.stderr.write(f"certificate {certificate_id}: {fault}")
        if failed:
            raise CommandError(f"{len(failed)} not made.")

    def _show(self, number: int, total: int) -> None:
        if self.stdout.isatty():
            bar = "█" * (WIDTH * number // total)
            self.stdout.write(f"\r{bar:·<{WIDTH}} {number} / {total}", ending="" if number < total else "\n")
            self.stdout.flush()
