"""A new edition and the accreditations of the one before: said at once, and carried over on demand."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from certificates.accreditation_admin import newest_edition
from certificates.models import Accreditation
from certificates.services import carry_over
from courses.models import Edition

MAY_ADD = "certificates.add_accreditation"


def tell_of_new_edition(request: HttpRequest, edition: Edition) -> None:
    """One message for each recognition that the new edition lacks, with the way to carry it over."""
    left_behind = Accreditation.objects.left_behind(timezone.localdate()).filter(edition__course=edition.course_id)
    for one in left_behind:
        text = _("%(edition)s has no accreditation of %(register)s. Did the register agree that yours goes on?")
        facts = {"edition": str(edition).capitalize(), "register": one.register_name}
        buttons = []
        if request.user.has_perm(MAY_ADD):
            buttons.append(messages.button(reverse("certificates_admin:carry", args=[one.pk]), _("Carry it over")))
        messages.warning(request, text % facts, buttons=buttons)


@permission_required(MAY_ADD, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def carry(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, and let the newest edition have the accreditation too."""
    held = Accreditation.objects.holding_on(timezone.localdate()).of_courses().select_related("edition__course")
    accreditation = get_object_or_404(held, pk=pk)
    assert accreditation.edition.course_id is not None  # `of_courses`
    edition = newest_edition(accreditation.edition.course_id)
    if edition is None or edition == accreditation.edition:
        messages.info(request, _("It holds for the newest edition already."))
        return redirect("accreditations:index")
    if request.method == "POST":
        try:
            carry_over(accreditation=accreditation, edition=edition)
            text = _("%(accreditation)s holds for %(edition)s too now.")
            messages.success(request, text % {"accreditation": accreditation, "edition": edition})
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        return redirect("accreditations:index")
    return render(request, "certificates/admin/carry.html", _frame(accreditation, edition))


def _frame(accreditation: Accreditation, edition: Edition) -> dict[str, Any]:
    title = _("Carry over an accreditation")
    items = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("accreditations:index"), "label": _("Accreditations")},
        {"url": "", "label": title},
    ]
    header = {"header_title": title, "page_title": title, "header_icon": "success", "breadcrumbs_items": items}
    return header | {"accreditation": accreditation, "edition": edition}
