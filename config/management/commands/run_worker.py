"""`manage.py run_worker`: the task process, with the supervisor that the queue's own worker lacks."""

import logging
import signal
import subprocess
import sys
import time
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from certificates.services import remind_of_expiry
from config.jobs import publish_what_is_due, reap, reconcile

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run the database worker, start it again when it ends, free tasks of a killed one, and repair what was missed."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """How often to look after things."""
        parser.add_argument("--every", type=float, default=20, help="Seconds between two rounds (default 20).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Until a stop signal: keep the worker alive, and make rounds."""
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        worker: subprocess.Popen[bytes] | None = None
        next_round = 0.0
        try:
            while True:
                if worker is None or worker.poll() is not None:
                    worker = subprocess.Popen([sys.executable, "manage.py", "db_worker", "--no-startup-delay"])
                if time.monotonic() >= next_round:
                    next_round = time.monotonic() + options["every"]
                    self.make_round()
                time.sleep(1)
        except KeyboardInterrupt:
            pass
        finally:
            if worker is not None:
                worker.terminate()
                worker.wait(timeout=30)

    def make_round(self) -> None:
        """One round; a database that is away is waited for."""
        try:
            close_old_connections()
            reap(at=timezone.now(), older_than=timedelta(minutes=5))
            reconcile(at=timezone.now())
            publish_what_is_due(at=timezone.now())
            remind_of_expiry(at=timezone.now())
        except (OperationalError, InterfaceError):
            logger.exception("worker.database_away")
