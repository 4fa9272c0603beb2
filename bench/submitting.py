"""One of the processes of `bench.many`. It sets up Django itself, since it is loaded before that is done."""


def complete(enrolments: list[int]) -> list[str]:
    """What the last request of a learner does: judge the course, and so issue. Returns what went wrong."""
    import django

    django.setup()
    from django.db import transaction
    from django.utils import timezone

    from learning.models import Enrolment
    from learning.services import complete_if_done

    faults = []
    for key in enrolments:
        try:
            with transaction.atomic():
                complete_if_done(enrolment=Enrolment.objects.get(pk=key), at=timezone.now())
        except Exception as fault:  # it is counted, and fails the run
            faults.append(f"{type(fault).__name__}: {fault}")
    return faults
