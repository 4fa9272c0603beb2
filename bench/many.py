"""Many at once: completions that are submitted twice by processes at the same moment, and the files of a thousand.

    bin/with-postgres .venv/bin/python -m bench --only-many 10000
    .venv/bin/python -m bench --only-many 1000 --files

On PostgreSQL where DATABASE_URL names one, as that first command has it; else on SQLite, where writers take turns.
"""

import multiprocessing
import resource
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from django.db import connections
from django.utils import timezone

from accounts.models import Learner
from bench import submitting
from bench.journey import finished
from certificates import batch, keys
from certificates.models import Certificate
from learning.models import Enrolment, ModuleProgress

AT_ONCE = 4  # processes; two have the same completions in the same order
FILES_AT_ONCE = 2


def measure(wanted: int, *, with_files: bool) -> list[dict[str, str]]:
    """Rows of what was submitted, what came of it, and how long it took."""
    keys.create(at=timezone.now())
    about_to_complete = _learners(wanted)
    rows = [_submit_twice(about_to_complete)]
    if with_files:
        rows.append(_make_files())
    return rows


def _learners(wanted: int) -> list[int]:
    """Enrolments in which all is done, and of which nothing has noticed that yet. Keys."""
    pattern = finished(Learner.objects.create())
    learners = Learner.objects.bulk_create(Learner(name=f"Noor de Vries-{number}") for number in range(wanted))
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(learner=learner, edition=pattern.edition, course=pattern.course, started_at=pattern.started_at)
        for learner in learners
    )
    done = list(pattern.progress.all())
    for enrolment in enrolments:
        ModuleProgress.objects.bulk_create(_copied(row, enrolment) for row in done)
    return [enrolment.pk for enrolment in enrolments]


def _copied(row: ModuleProgress, enrolment: Enrolment) -> ModuleProgress:
    return ModuleProgress(
        enrolment=enrolment,
        module_uuid=row.module_uuid,
        steps_seen=row.steps_seen,
        exercises_done=row.exercises_done,
        last_step=row.last_step,
        completed_at=row.completed_at,
    )


def _submit_twice(enrolments: list[int]) -> dict[str, str]:
    half = len(enrolments) // 2
    shares = [enrolments[:half], enrolments[half:]] * 2
    assert len(shares) == AT_ONCE
    connections.close_all()
    start, before = time.monotonic(), _of_children()
    with ProcessPoolExecutor(AT_ONCE, mp_context=multiprocessing.get_context("spawn")) as pool:
        faults = [fault for found in pool.map(submitting.complete, shares) for fault in found]
    spent = time.monotonic() - start
    held = Counter(Certificate.objects.filter(enrolment__in=enrolments).values_list("enrolment", flat=True))
    assert not faults, Counter(faults).most_common(3)
    assert len(held) == len(enrolments) == sum(held.values()), Counter(held.values())
    return {
        "what": f"{len(enrolments):,} completions, each submitted twice, by {AT_ONCE} processes",
        "came of it": f"{sum(held.values()):,} certificates (rows), none twice, 0 faults",
        "took": f"{spent:.0f} s",
        "CPU": f"{_of_children() - before:.0f} s",
    }


def _make_files() -> dict[str, str]:
    wanted = batch.waiting()
    connections.close_all()
    start, before = time.monotonic(), _of_children()
    faults = [fault for _key, fault in batch.make_files(wanted, processes=FILES_AT_ONCE) if fault]
    spent = time.monotonic() - start
    assert not faults, faults[0]
    made = Certificate.objects.filter(made_at__isnull=False)
    assert made.count() == len(set(made.values_list("pdf", flat=True))) == len(wanted)
    return {
        "what": f"{len(wanted):,} files, in {FILES_AT_ONCE} processes",
        "came of it": f"{len(wanted):,} files, none twice, 0 faults",
        "took": f"{spent:.0f} s",
        "CPU": f"{_of_children() - before:.0f} s",
    }


def _of_children() -> float:
    """CPU seconds of our processes that have ended; the database's own are not among them."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
