"""Background work on what learners do."""

from django_tasks import task

from learning import remarks


@task()
def tell_editors(remark_id: int) -> bool:
    """Mail the editors about a remark. When the mail is lost, the remark still stands in the admin."""
    return remarks.mail_editors(remark_id=remark_id)
