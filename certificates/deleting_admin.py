"""What an editor reads before a course is deleted: which certificates live on, and who has not collected theirs."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from certificates.models import Certificate
from courses.models import CoursePage
from learning.models import Enrolment


@hooks.register("before_delete_page", order=10)  # after the refusal of what is still studied
def tell_what_lives_on(request: HttpRequest, page: Page) -> None:
    """On the page that asks whether to delete, for every course that goes."""
    if request.method == "POST":
        return
    courses = CoursePage.objects.descendant_of(page, inclusive=True)
    finished = Enrolment.objects.filter(course__in=courses, completed_at__isnull=False)
    issued = Certificate.objects.filter(enrolment__course__in=courses).count()
    uncollected = finished.filter(certificates__isnull=True, closed_at__isnull=True).count()
    if issued:
        text = ngettext(
            "%(count)s certificate stays as it is: its holder keeps the file, and anybody can still check it.",
            "%(count)s certificates stay as they are: their holders keep the file, and anybody can still check them.",
            issued,
        )
        messages.info(request, text % {"count": issued})
    if uncollected:
        text = ngettext(
            "%(count)s learner finished and has not collected the certificate yet. After this it can no longer be"
            " collected.",
            "%(count)s learners finished and have not collected their certificate yet. After this it can no longer be"
            " collected.",
            uncollected,
        )
        messages.warning(request, text % {"count": uncollected})
    if finished.exists():
        messages.warning(request, _("Who finished a course that is deleted can no longer read it."))
