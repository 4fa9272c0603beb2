"""Designs in Wagtail's admin: chosen and filled in for a course, with the real PDF beside the form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from certificates.design import CertificateDesign
from certificates.pdf import render, sheets
from certificates.sample import NAMES, sample_facts


class DesignViewSet(SnippetViewSet):
    """How the certificates of a course look."""

    model = CertificateDesign
    icon = "image"
    menu_label = gettext_lazy("Designs")
    copy_view_enabled = False
    list_display = ["__str__", "layout", "language", "valid_months"]
    edit_handler = ObjectList(
        [
            FieldPanel("course"),
            FieldRowPanel([FieldPanel("layout"), FieldPanel("language")]),
            MultiFieldPanel([FieldPanel("logo"), FieldPanel("issuer_note")], heading=gettext_lazy("Issuer")),
            FieldPanel("signatories"),
            MultiFieldPanel(
                [FieldPanel("shows_goals"), FieldPanel("shows_minutes"), FieldPanel("shows_edition")],
                heading=gettext_lazy("What is printed"),
            ),
            MultiFieldPanel(
                [FieldPanel("valid_months"), FieldPanel("sends_reminders")], heading=gettext_lazy("How long it holds")
            ),
        ]
    )


register_snippet(DesignViewSet)


def preview(design: CertificateDesign, mode: str) -> HttpResponse:
    """The PDF as it would be made, for the preview panel."""
    content = render(sample_facts(design, mode if mode in NAMES else "usual"))
    response = HttpResponse(content, content_type="application/pdf", headers={"Cache-Control": "no-store"})
    response._csp_exempt = True  # type: ignore[attr-defined]  # a browser shows a PDF as an object, which ours forbids
    return response


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def tell_whether_it_fits(request: HttpRequest, instance: Any) -> None:
    """Nothing is ever cut off; but an editor hears when the text no longer fits on one sheet."""
    if not isinstance(instance, CertificateDesign):
        return
    if sheets(sample_facts(instance, "usual")) > 1:
        messages.warning(
            request,
            _("This does not fit on one sheet. Use fewer or shorter learning goals, or leave them out."),
        )
    elif sheets(sample_facts(instance, "longest")) > 1:
        messages.info(
            request,
            _("With a usual name it fits on one sheet. With a very long name and title, part goes to a second sheet."),
        )
