"""`manage.py keys`: the keys that certificates are signed and sealed with, in the folder KEYS_DIR."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from certificates import keys


class Command(BaseCommand):
    """Make, list, rotate and retire keys."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """One word, and for `retire` which key."""
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("create", help="make a key for each purpose that has none")
        actions.add_parser("list", help="say which keys there are, and which sign")
        actions.add_parser("rotate", help="make new keys, and retire those that sign now")
        retire = actions.add_parser("retire", help="stop signing with a key; its public half stays")
        retire.add_argument("key", help="as `list` names it")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        """Do it, then list them all."""
        now = timezone.now()
        try:
            if action == "create":
                keys.create(at=now)
            elif action == "rotate":
                keys.rotate(at=now)
            elif action == "retire":
                keys.retire(key_id=options["key"], at=now)
        except (keys.NoKey, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{keys.issuer()}, keys in {keys.folder()}")
        for key in keys.known():
            state = f"retired {key.retired_at}" if key.retired_at else "signs"
            self.stdout.write(f"{key.id:<14} {key.purpose:<10} made {key.created_at}  {state}")
