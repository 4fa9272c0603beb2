"""Staff pages around an invitation: its poster, and its end."""

import segno
from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from wagtail.admin import messages

from learning.invitations import revoke
from learning.models import Invitation

may_change = permission_required("learning.change_invitation", raise_exception=True)


@may_change
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """The A4 poster with a QR code, and the link to copy."""
    invitation = get_object_or_404(Invitation.objects.select_related("organisation"), pk=pk)
    link = settings.SITE_URL + reverse("learning:invitation", args=[invitation.code])
    qr = segno.make(link, error="m", micro=False)
    context = {
        "invitation": invitation,
        "courses": invitation.courses.all(),
        "link": link,
        "qr": mark_safe(qr.svg_inline(scale=4, border=2, svgclass=None, lineclass=None)),  # noqa: S308 -- made here
        "is_usable": invitation.is_usable(timezone.now()),
    }
    return render(request, "learning/admin/poster.html", context)


@may_change
def revoke_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then end the invitation; who joined stays joined."""
    invitation = get_object_or_404(Invitation.objects.select_related("organisation"), pk=pk)
    if request.method == "POST":
        revoke(invitation=invitation, at=timezone.now())
        messages.success(request, _("The invitation has ended. Who joined with it stays."))
        return redirect("invitations:index")
    return render(request, "learning/admin/revoke.html", {"invitation": invitation})
