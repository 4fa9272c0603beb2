"""Background work on certificates. Every task may run twice: the services make that once."""

from django_tasks import task

from certificates import services


@task()
def make_certificate(certificate_id: int) -> bool:
    """Make the file, then tell the holder. True when something was done."""
    made = services.make_file(certificate_id=certificate_id)
    told = services.tell_holder(certificate_id=certificate_id)
    return made or told


@task()
def tell_staff_of_wish(correction_id: int) -> int:
    """Mail staff that a holder waits for another name. When the mail is lost, the wish still stands in the admin."""
    return services.tell_staff_of_wish(correction_id=correction_id)
