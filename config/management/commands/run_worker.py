"""`manage.py run_worker`: the task process, with the supervisor that the queue's own worker lacks."""

import gc
import logging
import multiprocessing
import signal
import sys
import time
from datetime import timedelta
from importlib import import_module
from multiprocessing.context import ForkProcess
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections, connections
from django.utils import timezone

from certificates import making
from certificates.services import remind_of_expiry, tell_staff_of_ending
from config.jobs import publish_what_is_due, reap, reconcile

logger = logging.getLogger(__name__)
forked = multiprocessing.get_context("fork")  # what is loaded lies in memory once, for both


class Command(BaseCommand):
    """Run the database worker, start it again when it ends, free tasks of a killed one, and repair what was missed."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """How often to look after things."""
        parser.add_argument("--every", type=float, default=20, help="Seconds between two rounds (default 20).")
        parser.add_argument(
            "--renew-after", type=int, default=500, help="A worker makes way for a fresh one after so many tasks."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Until a stop signal: keep the worker alive, and make rounds."""
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        _load()
        worker: ForkProcess | None = None
        next_round = 0.0
        try:
            while True:
                if worker is None or not worker.is_alive():
                    worker = self.start_worker(options["renew_after"])
                if time.monotonic() >= next_round:
                    next_round = time.monotonic() + options["every"]
                    self.make_round()
                time.sleep(1)
        except KeyboardInterrupt:
            pass
        finally:
            if worker is not None:
                worker.terminate()
                worker.join(timeout=30)

    def start_worker(self, renew_after: int) -> ForkProcess:
        """A worker, forked from this process before that has done anything but load the site."""
        connections.close_all()  # a connection is of one process
        gc.collect()
        gc.freeze()  # the collector of the worker would write in every page, and so copy it
        worker = forked.Process(target=_work, args=(renew_after,))
        worker.start()
        return worker

    def make_round(self) -> None:
        """One round; a database that is away is waited for."""
        try:
            close_old_connections()
            reap(at=timezone.now(), older_than=timedelta(minutes=5))
            reconcile(at=timezone.now())
            publish_what_is_due(at=timezone.now())
            remind_of_expiry(at=timezone.now())
            tell_staff_of_ending(at=timezone.now())
        except (OperationalError, InterfaceError):
            logger.exception("worker.database_away")


def _load() -> None:
    """Load what tasks take, before the fork: it lies in memory once, and a fresh worker begins at once."""
    making.load()
    import_module(settings.ROOT_URLCONF)  # certificates and mails hold addresses


def _work(renew_after: int) -> None:
    call_command("db_worker", startup_delay=False, max_tasks=renew_after)
