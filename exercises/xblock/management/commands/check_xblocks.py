"""Say what the allowed blocks ask of this site, and which of them work."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exercises.xblock.allowed import allowed_types


class Command(BaseCommand):
    """For the operator: before a block is allowed for editors, and after its package was updated."""

    help = "Load and show every allowed block once; say what it needs beyond the content policy and our services."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Types to look at, of those that are allowed."""
        parser.add_argument("types", nargs="*", metavar="TYPE", help="of the allowed types; all if none is given")

    def handle(self, *args: Any, **options: Any) -> None:
        """One paragraph for each type; an error when one of them cannot be shown."""
        from exercises.xblock.host.inspection import inspect

        types = options["types"] or allowed_types()
        if not types:
            self.stdout.write("No block is allowed: XBLOCK_TYPES is empty.")
        findings = [inspect(block_type) for block_type in types]
        for found in findings:
            scored = "has a score" if found.is_scored else "has no score"
            said = f"{found.block_type}: " + (
                f"{found.stage}, but: {found.fault}" if found.fault else f"works, {scored}"
            )
            self.stdout.write(said)
            for label, names in (
                ("needs services that are not here", found.missing),
                ("would like services that are not here", found.wanted),
                ("may not work in full, since our pages do not have or allow", found.beyond),
            ):
                if names:
                    self.stdout.write(f"  {label}: {', '.join(names)}")
        broken = [found.block_type for found in findings if found.fault]
        if broken:
            raise CommandError(f"Cannot be shown: {', '.join(broken)}.")
