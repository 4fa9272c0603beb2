"""`manage.py read_exercises`: whether the exercises in a folder of texts can be loaded, and how many there are."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curriculum.counting import count_exercises


class Command(BaseCommand):
    """For texts that are not a course yet: nothing around the exercises is looked at, and nothing is loaded."""

    help = "Read every exercise in the Markdown files of a folder, say what is refused, and count them by kind."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from."""
        parser.add_argument("path", type=Path, help="The folder.")

    def handle(self, *args: Any, **options: Any) -> None:
        """A count of what was read; an error when anything was refused or changed."""
        if not options["path"].is_dir():
            raise CommandError(_("This is not a folder: %(path)s") % {"path": options["path"]})
        count = count_exercises(options["path"])
        for name, number in [*sorted(count.read.items()), (_("together"), count.read.total())]:
            self.stdout.write(f"{name:<12}{number:>4}")
        for name, number in sorted(count.not_here.items()):
            self.stdout.write(_("%(name)s is not a kind here: %(number)s") % {"name": name, "number": number})
        if count.faults:
            number = len(count.faults)
            refused = ngettext("%(number)s thing to mend:", "%(number)s things to mend:", number) % {"number": number}
            raise CommandError("\n".join([refused, *map(str, count.faults)]))
