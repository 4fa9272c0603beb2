"""What keeps background work going: rows are the truth, tasks are hints that may get lost."""

import logging
from datetime import datetime, timedelta

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from certificates.services import issue_missing

logger = logging.getLogger(__name__)
KEEP_FINISHED = timedelta(days=7)


def reap(*, at: datetime, older_than: timedelta) -> int:
    """Give tasks back to the queue whose worker was killed: running for longer than any task takes. Counts them."""
    stuck = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=at - older_than)
    freed = stuck.update(status=TaskResultStatus.READY, started_at=None)
    if freed:
        logger.warning("jobs.reaped", extra={"count": freed})
    return freed


def reconcile(*, at: datetime) -> int:
    """Ask again for what should exist and does not, and forget tasks that ended long ago."""
    DBTaskResult.objects.filter(finished_at__lt=at - KEEP_FINISHED).delete()
    waiting = DBTaskResult.objects.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING]).exists()
    return 0 if waiting else issue_missing(at=at)
