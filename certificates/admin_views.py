"""Certificates in Wagtail's admin: one with its whole story, and the few things that may happen to it."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.admin.views.generic import InspectView

from accounts.models import User
from certificates.admin_forms import DeclineForm, ReplaceForm, RevokeForm
from certificates.models import Certificate, NameCorrection
from certificates.services import DecidedAlready, HasEnded, NotPrintable, approve_name, decline_name, replace, revoke
from certificates.statement import Statement

MAY_CHANGE = "certificates.change_certificate"
may_change = permission_required(MAY_CHANGE, raise_exception=True)


class CertificateInspectView(InspectView):
    """One certificate: what it says, and everything that happened to it. Nothing can be edited."""

    template_name = "certificates/admin/certificate.html"

    def get_object(self, queryset: Any = None) -> Certificate:
        """With what its page tells."""
        linked = ("release__edition", "replaces", "replaced_by", "enrolment__organisation")
        return get_object_or_404(Certificate.objects.select_related(*linked), pk=self.pk)

    def get_page_title(self) -> str:
        """What this is."""
        return capfirst(str(Certificate._meta.verbose_name))

    def get_page_subtitle(self) -> str:
        """Its number, as it is printed."""
        return self.object.display_code

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The story, and the name that waits to be decided on."""
        certificate = self.object
        may = self.request.user.has_perm(MAY_CHANGE)
        return super().get_context_data(**kwargs) | {
            "certificate": certificate,
            "statement": Statement.of(certificate, at=timezone.now()),
            "events": certificate.events.select_related("by"),
            "reminders": certificate.reminders.order_by("sent_at"),
            "corrections": certificate.corrections.select_related("decided_by"),
            "may_change": may,
            "decline_form": DeclineForm(),
        }


@may_change
@require_http_methods(["GET", "HEAD", "POST"])
def revoke_certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, once, and revoke."""
    certificate = get_object_or_404(Certificate, pk=pk)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)  # who may change has an account
        try:
            revoke(certificate=certificate, at=timezone.now(), by=request.user, **form.cleaned_data)
            messages.success(request, _("Revoked. Who checks this certificate sees that it no longer holds."))
        except HasEnded as ended:
            messages.warning(request, str(ended))
        return redirect("issued_certificates:inspect", pk)
    return _ask(request, "revoke", _("Revoke"), certificate, form)


@may_change
@require_http_methods(["GET", "HEAD", "POST"])
def replace_certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the name, once, and issue anew."""
    certificate = get_object_or_404(Certificate, pk=pk)
    form = ReplaceForm(request.POST or None, initial={"name": (certificate.payload or {}).get("name", "")})
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)  # who may change has an account
        try:
            new = replace(certificate=certificate, at=timezone.now(), by=request.user, **form.cleaned_data)
        except (HasEnded, NotPrintable) as refused:
            messages.warning(request, str(refused))
            return redirect("issued_certificates:inspect", pk)
        messages.success(request, _("This is the new certificate. The old one says that it was replaced."))
        return redirect("issued_certificates:inspect", new.pk)
    return _ask(request, "replace", _("Replace"), certificate, form)


@may_change
@require_POST
def decide_on_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or decline the name that a holder asked for."""
    wish = get_object_or_404(NameCorrection.objects.select_related("certificate"), pk=pk)
    form = DeclineForm(request.POST)
    assert isinstance(request.user, User)  # who may change has an account
    try:
        if request.POST.get("decision") == "approve":
            new = approve_name(correction=wish, at=timezone.now(), by=request.user)
            messages.success(
                request, _("Approved. This is the new certificate; the old one says that it was replaced.")
            )
            return redirect("issued_certificates:inspect", new.pk)
        if form.is_valid():
            decline_name(correction=wish, at=timezone.now(), by=request.user, answer=form.cleaned_data["answer"])
            messages.success(request, _("Declined. The holder gets your answer in a mail."))
        else:
            messages.error(request, _("Write why, for the holder."))
    except DecidedAlready:
        messages.warning(request, _("A colleague decided on this name in the meantime."))
    except HasEnded as ended:
        messages.warning(request, str(ended))
    return redirect("issued_certificates:inspect", wish.certificate_id)


def _ask(request: HttpRequest, action: str, title: str, certificate: Certificate, form: forms.Form) -> HttpResponse:
    address = reverse("issued_certificates:inspect", args=[certificate.pk])
    items = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("issued_certificates:index"), "label": capfirst(Certificate._meta.verbose_name_plural)},
        {"url": address, "label": certificate.display_code},
        {"url": "", "label": title},
    ]
    context = {
        "certificate": certificate,
        "statement": Statement.of(certificate, at=timezone.now()),
        "form": form,
        "action": action,
        "button": title,
        "back": address,
        "header_title": title,
        "page_title": title,
        "header_icon": "clipboard-list",
        "breadcrumbs_items": items,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "certificates/admin/ask.html", context, status=status)
