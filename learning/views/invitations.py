"""Joining through a link or a poster, and the poster itself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.services import learner_for
from learning.invitations import InvitationUsedUp, join
from learning.models import Enrolment, Invitation
from learning.study import enrolment_study


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """The page behind a join link: who invites you to which course, and one button for each."""
    found = Invitation.objects.select_related("organisation").filter(code=code.lower()).first()
    if found is None or not found.is_usable(timezone.now()):
        return render(request, "learning/invitation_ended.html", status=410)
    courses = found.courses.filter(live=True, editions__isnull=False).distinct()
    if request.method == "POST":
        try:
            course = get_object_or_404(courses, uuid=UUID(request.POST.get("course", "")))
        except ValueError:
            return render(request, "422.html", status=422)
        try:
            enrolment = join(invitation=found, learner=learner_for(request), course=course, at=timezone.now())
        except InvitationUsedUp:
            messages.error(request, _("This invitation has just been used up."))
            return redirect("learning:invitation", code)
        enrolment = Enrolment.objects.select_related("course").get(pk=enrolment.pk)
        return redirect(enrolment_study(enrolment).place_url())
    return render(request, "learning/invitation.html", {"invitation": found, "courses": courses})
