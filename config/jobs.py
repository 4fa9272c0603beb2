"""What keeps background work going: rows are the truth, tasks are hints that may get lost."""

import logging
from datetime import datetime, timedelta

from django.core.management import call_command
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, Revision

from certificates.services import issue_missing
from certificates.tasks import make_certificate
from courses.services import apply_scheduled_corrections

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
    waiting = DBTaskResult.objects.filter(
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING], task_path=make_certificate.module_path
    ).exists()
    return 0 if waiting else issue_missing(at=at)


def publish_what_is_due(*, at: datetime) -> bool:
    """Carry out schedules that editors set, and bring true corrections into their edition. True when one was due."""
    due = (
        Revision.objects.filter(approved_go_live_at__lt=at).exists()
        or Page.objects.filter(live=True, expire_at__lt=at).exists()
    )
    if due:
        call_command("publish_scheduled")
        apply_scheduled_corrections()
    return due
