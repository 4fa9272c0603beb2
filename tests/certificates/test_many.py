"""Many who finish at the same moment, each of whom sends the last answer twice."""

from collections import Counter
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Learner
from certificates.models import Certificate
from learning.models import Enrolment, ModuleProgress
from learning.services import complete_if_done
from tests.factories import make_course, make_enrolment, walk

WANTED = 200


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_hundred_completions_sent_twice_give_two_hundred_certificates() -> None:
    """Ten thousand by processes: `bin/with-postgres .venv/bin/python -m bench --only-many 10000`."""
    enrolments = _all_done(WANTED)
    half = WANTED // 2
    barrier, faults = Barrier(4), []

    def complete(keys: list[int]) -> None:
        try:
            barrier.wait()
            for key in keys:
                complete_if_done(enrolment=Enrolment.objects.get(pk=key), at=timezone.now())
        except Exception as fault:  # a thread's fault would be lost otherwise
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=complete, args=(keys,)) for keys in (enrolments[:half], enrolments[half:]) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    held = Counter(Certificate.objects.values_list("enrolment", flat=True))
    assert faults == []
    assert held == dict.fromkeys(enrolments, 1)


def _all_done(wanted: int) -> list[int]:
    """Enrolments in which everything was done, and which nobody has judged since. Keys."""
    pattern = walk(make_enrolment(make_course(modules=1)))
    done = pattern.progress.get()
    learners = Learner.objects.bulk_create(Learner(name=f"Deelnemer {number}") for number in range(wanted))
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(learner=learner, edition=pattern.edition, course=pattern.course) for learner in learners
    )
    ModuleProgress.objects.bulk_create(
        ModuleProgress(
            enrolment=enrolment,
            module_uuid=done.module_uuid,
            steps_seen=done.steps_seen,
            exercises_done=done.exercises_done,
            completed_at=done.completed_at,
        )
        for enrolment in enrolments
    )
    return [enrolment.pk for enrolment in enrolments]
