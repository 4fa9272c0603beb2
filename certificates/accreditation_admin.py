"""Accreditations in Wagtail's admin: a list, warnings in time, and files for registers."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from certificates.accreditation import WARN_BEFORE
from certificates.models import Accreditation
from certificates.registers import as_csv, as_pe_files, completions
from courses.models import CoursePage, Edition

# The browser's own: Wagtail's calendar starts with an inline script, which our content policy forbids.
DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class EditionField(forms.ModelChoiceField):
    """An edition, with its course: a number alone says nothing."""

    def label_from_instance(self, obj: Edition) -> str:
        """Course and edition."""
        return f"{obj.course_title}, {obj}"


class AccreditationForm(WagtailAdminModelForm):
    """Which edition, and what the register gave."""

    edition = EditionField(
        queryset=Edition.objects.select_related("course").order_by("course__title", "-number"),
        label=gettext_lazy("Edition"),
        help_text=gettext_lazy("A register recognises one edition. A next edition needs an accreditation of its own."),
    )


def _state(accreditation: Accreditation) -> str:
    today = timezone.localdate()
    if accreditation.valid_until < today:
        return _("run out")
    if accreditation.valid_from > today:
        return _("still to begin")
    left = (accreditation.valid_until - today).days
    if left > WARN_BEFORE.days:
        return _("valid")
    return ngettext("%(days)d day to go", "%(days)d days to go", left) % {"days": left}


def _edition(accreditation: Accreditation) -> str:
    return f"{accreditation.edition.course_title}, {accreditation.edition}"


class AccreditationViewSet(ModelViewSet):
    """What registers recognise."""

    model = Accreditation
    name = "accreditations"
    icon = "success"
    menu_label = gettext_lazy("Accreditations")
    copy_view_enabled = False
    list_filter = ["register"]
    list_display = [
        "__str__",
        Column("edition", label=gettext_lazy("Edition"), accessor=_edition),
        "points",
        Column("valid_until", label=gettext_lazy("Valid until"), sort_key="valid_until"),
        Column("state", label=gettext_lazy("State"), accessor=_state),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("edition"),
            FieldRowPanel([FieldPanel("register"), FieldPanel("other_name")]),
            FieldRowPanel([FieldPanel("activity_number"), FieldPanel("points")]),
            FieldRowPanel([FieldPanel("valid_from", widget=DATE), FieldPanel("valid_until", widget=DATE)]),
        ],
        base_form_class=AccreditationForm,
    )


# -- Warnings ------------------------------------------------------------------------------------------------------


def newest_edition(course_id: int) -> Edition | None:
    """What learners who begin now get."""
    return Edition.objects.filter(course=course_id).order_by("-number").first()


def would_be_lost(course: CoursePage, at: Any) -> list[Accreditation]:
    """What holds for the newest edition now, and would not for a next one."""
    newest = newest_edition(course.pk)
    return list(newest.accreditations.holding_on(timezone.localdate(at))) if newest else []


class AccreditationPanel(Component):
    """On the first page of the admin: what an editor should do before it is too late."""

    name = "accreditations"
    order = 150
    template_name = "certificates/admin/accreditation_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Both kinds of warning."""
        known, today = Accreditation.objects.select_related("edition__course"), timezone.localdate()
        return {"running_out": known.running_out(today), "left_behind": known.left_behind(today)}


# -- Files for registers -------------------------------------------------------------------------------------------


class ExportForm(forms.Form):
    """Of which accreditation, from when until when, for whom."""

    accreditation = forms.ModelChoiceField(
        label=gettext_lazy("Accreditation"), queryset=Accreditation.objects.select_related("edition__course")
    )
    first = forms.DateField(label=gettext_lazy("Completed from"), widget=DATE)
    last = forms.DateField(label=gettext_lazy("Completed until"), widget=DATE)
    form = forms.ChoiceField(
        label=gettext_lazy("File"),
        widget=forms.RadioSelect,
        initial="csv",
        choices=[
            ("csv", gettext_lazy("CSV, for SKJ or to read")),
            ("pe", gettext_lazy("PE-online, at most 1,000 in a file")),
        ],
        help_text=gettext_lazy(
            "We keep no register numbers: that column is empty. The PE-online files have the names of its fields; "
            "whether PE-online takes them as they are, we could not try."
        ),
    )


@permission_required("certificates.view_certificate", raise_exception=True)
def export(request: HttpRequest) -> HttpResponse:
    """Who completed an accredited edition, as a file for the register."""
    form = ExportForm(request.GET or None)
    if form.is_valid():
        accreditation = form.cleaned_data["accreditation"]
        period = {name: form.cleaned_data[name] for name in ("first", "last")}
        found = completions(accreditation=accreditation, **period)
        stem = f"{accreditation.register}-{period['first']:%Y%m%d}-{period['last']:%Y%m%d}"
        if form.cleaned_data["form"] == "csv":
            return _file(as_csv(accreditation, found), "text/csv; charset=utf-8", f"{stem}.csv")
        return _file(as_pe_files(accreditation, found), "application/zip", f"pe-{stem}.zip")
    title = _("For registers")
    items = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": title}]
    frame = {"header_title": title, "page_title": title, "header_icon": "download", "breadcrumbs_items": items}
    return render(request, "certificates/admin/export.html", {"form": form} | frame, status=422 if form.errors else 200)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
