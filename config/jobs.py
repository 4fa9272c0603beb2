"""What keeps background work going: rows are the truth, tasks are hints that may get lost."""

import logging
from collections import Counter
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
FIRST_REST, LONGEST_REST = timedelta(minutes=1), timedelta(hours=6)


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
    return 0 if waiting else issue_missing(at=at, resting=_resting(at))


def _resting(at: datetime) -> set[int]:
    """Certificates whose task failed so lately that it would fail again: each failure doubles the rest."""
    failed = DBTaskResult.objects.filter(
        status=TaskResultStatus.FAILED, task_path=make_certificate.module_path, finished_at__isnull=False
    )
    last: dict[int, datetime] = {}
    times: Counter[int] = Counter()
    for arguments, finished_at in failed.order_by("finished_at").values_list("args_kwargs", "finished_at"):
        for certificate_id in arguments["args"][:1]:
            last[certificate_id] = finished_at
            times[certificate_id] += 1
    rests = {key: min(FIRST_REST * 2 ** min(times[key] - 1, 10), LONGEST_REST) for key in last}
    return {key for key, rest in rests.items() if at < last[key] + rest}


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
