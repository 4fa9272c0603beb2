"""“Klopt er iets niet?”: what readers tell the editors."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.mail import send
from courses.frozen import Step
from courses.models import ReleaseModule
from learning.models import Remark


def keep_remark(*, module: ReleaseModule, step: Step, address: str, text: str) -> Remark:
    """Keep what a reader wrote, with the place and without the person, and have the editors told."""
    from learning.tasks import tell_editors  # the tasks call this module

    remark = Remark.objects.create(
        release=module.release,
        module_uuid=module.module_uuid,
        module_title=module.title,
        step_title=step.title,
        address=address,
        text=text,
    )
    transaction.on_commit(lambda: tell_editors.enqueue(remark.pk))
    return remark


def mail_editors(*, remark_id: int) -> bool:
    """Mail the editors that there is a remark, and where to read it; its text stays here. True when sent."""
    remark = Remark.objects.filter(pk=remark_id, handled_at__isnull=True).first()
    if remark is None or not settings.EDITORS_EMAIL:
        return False
    link = settings.SITE_URL + reverse("remarks:inspect", args=[remark.pk])
    context = {"module": remark.module_title, "step": remark.step_title, "link": link}
    send("remark", to=settings.EDITORS_EMAIL, language=settings.LANGUAGE_CODE, context=context)
    return True
