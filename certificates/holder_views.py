"""What a holder does with a certificate: find it, download it, share it, ask for another name, be reminded."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.limits import within_limit
from certificates.forms import NameWishForm, RegisterNumberForm
from certificates.models import Certificate, CertificateEvent, CertificateQuerySet, NameCorrection
from certificates.services import AskedAlready, HasEnded, ask_for_name, replace, share, show_name, want_reminders
from certificates.services.telling import certificate_behind
from certificates.statement import Statement

WISHES = "10/h/ip,5/d/key"
RENEW_WITHIN_DAYS = 90


@require_safe
@never_cache
def my_certificates(request: HttpRequest) -> HttpResponse:
    """All that this learner ever got, the newest first; what was replaced stands under what replaced it."""
    at = timezone.now()
    own = _own(request).select_related("replaced_by", "release__edition")
    statements = [Statement.of(certificate, at=at) for certificate in own]
    context = {
        "holding": [one for one in statements if one.state == "valid"],
        "ended": [one for one in statements if one.state != "valid"],
    }
    return render(request, "certificates/mine.html", context)


@require_safe
@never_cache
def my_certificate(request: HttpRequest, code: str) -> HttpResponse:
    """One certificate, with all that its holder may do with it."""
    own = _own(request).select_related(
        "replaced_by", "release__edition", "enrolment__organisation", "enrolment__course"
    )
    certificate = get_object_or_404(own, code=code)
    statement = Statement.of(certificate, at=timezone.now())
    wish = certificate.corrections.order_by("-asked_at").first()
    return render(
        request,
        "certificates/my_certificate.html",
        {
            "statement": statement,
            "certificate": certificate,
            "organisation": certificate.enrolment.organisation if certificate.enrolment else None,
            "course": certificate.enrolment.course if certificate.enrolment else None,
            "wish": wish if wish and wish.outcome != NameCorrection.Outcome.APPROVED else None,
            "taken": certificate.events.filter(action=CertificateEvent.Action.HANDED_OVER),
            "linkedin": linkedin_address(statement),
            "check_url": statement.facts.check_url if statement.facts else "",
            "may_renew": _may_renew(certificate, statement),
        },
    )


@require_safe
@never_cache
def download(request: HttpRequest, code: str) -> HttpResponseBase:
    """The holder's file: the stored bytes, the same for ever."""
    certificate = get_object_or_404(_own(request), code=code)
    if not certificate.is_made:
        messages.info(request, _("Your certificate is still being made. Try again in a moment."))
        return redirect("certificates:mine")
    response = FileResponse(certificate.pdf.open("rb"), content_type="application/pdf", as_attachment=True)
    response["Content-Disposition"] = f'attachment; filename="leerkring-{certificate.code[:8].lower()}.pdf"'
    return response


@require_POST
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """The holder's choices, one at a time: who sees the name, who may have it, whether mails come."""
    certificate = get_object_or_404(_own(request), code=code)
    chosen = request.POST.get("is_on") == "1"
    match request.POST.get("choice"):
        case "name":
            show_name(certificate=certificate, is_shown=chosen, at=timezone.now())
        case "share":
            share(certificate=certificate, is_shared=chosen, at=timezone.now())
        case "reminders":
            want_reminders(certificate=certificate, is_reminded=chosen)
        case _:
            back = reverse("certificates:my-certificate", args=[certificate.code])
            return render(request, "422.html", {"back": back}, status=422)
    messages.success(request, _("Saved."))
    return redirect("certificates:my-certificate", certificate.code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def wish_name(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for another name on the certificate; staff decides."""
    certificate = get_object_or_404(_own(request), ~Q(payload=None), code=code, status=Certificate.Status.VALID)
    form = NameWishForm(request.POST or None, initial={"name": (certificate.payload or {}).get("name", "")})
    if form.is_valid() and not within_limit(request, action="name-wish", rates=WISHES, key=certificate.code):
        form.add_error(None, _("You asked a few times in a short time. Try again tomorrow."))
    if request.method == "POST" and form.is_valid():
        try:
            ask_for_name(certificate=certificate, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Your request has arrived. You get a mail as soon as somebody looked at it."))
        except AskedAlready:
            messages.info(request, _("You asked for another name before. Somebody will look at that first."))
        return redirect("certificates:my-certificate", certificate.code)
    status = 422 if request.method == "POST" else 200
    return render(request, "certificates/wish_name.html", {"form": form, "certificate": certificate}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add_number(request: HttpRequest, code: str) -> HttpResponse:
    """A register number on the paper: a new certificate with the same facts, and the number in its file alone."""
    certificate = get_object_or_404(_own(request), ~Q(payload=None), code=code, status=Certificate.Status.VALID)
    if not (certificate.payload or {}).get("accreditations"):
        raise Http404("No register asks for this.")
    form = RegisterNumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = replace(certificate=certificate, at=timezone.now(), **form.cleaned_data)
        except HasEnded as ended:
            messages.warning(request, str(ended))
            return redirect("certificates:mine")
        messages.success(request, _("Your new certificate is being made. The old one now says that it was replaced."))
        return redirect("certificates:my-certificate", new.code)
    status = 422 if request.method == "POST" else 200
    return render(request, "certificates/add_number.html", {"form": form, "certificate": certificate}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def no_more_reminders(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed link that ends the mails about one certificate. GET changes nothing, mail scanners click."""
    certificate = certificate_behind(token)
    if certificate is None:
        raise Http404("No such link.")
    if request.method == "POST":
        want_reminders(certificate=certificate, is_reminded=False)
    context = {"certificate": certificate, "is_done": request.method == "POST"}
    return render(request, "certificates/no_more_reminders.html", context)


def linkedin_address(statement: Statement) -> str:
    """LinkedIn's own form for adding a certificate, with the fields filled in. Nothing is sent until it is opened."""
    facts = statement.facts
    if facts is None:
        return ""
    fields: dict[str, str | int] = {
        "startTask": "CERTIFICATION_NAME",
        "name": facts.course_title,
        "organizationName": facts.issuer,
        "issueYear": facts.issued_on.year,
        "issueMonth": facts.issued_on.month,
        "certUrl": facts.check_url,
        "certId": facts.code,
    }
    if facts.valid_until:
        fields |= {"expirationYear": facts.valid_until.year, "expirationMonth": facts.valid_until.month}
    return f"https://www.linkedin.com/profile/add?{urlencode(fields)}"


def _may_renew(certificate: Certificate, statement: Statement) -> bool:
    if certificate.expires_at is None or statement.state not in {"valid", "expired"}:
        return False
    return (certificate.expires_at - timezone.now()).days < RENEW_WITHIN_DAYS


def _own(request: HttpRequest) -> CertificateQuerySet:
    """The certificates of who is asking; of nobody: none."""
    return Certificate.objects.of(request.learner)  # type: ignore[attr-defined]
