"""The finish page and what a holder does with a certificate."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certificates.forms import NameForm
from certificates.models import Certificate
from certificates.payload import CertificateFacts
from certificates.services import issue, want_reminders
from certificates.services.telling import certificate_behind
from learning.forms import EmailForm
from learning.study import course_study


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def finish(request: HttpRequest, course_code: str) -> HttpResponse:
    """You are done: says so, asks for the name once, and offers the proof."""
    learner = request.learner  # type: ignore[attr-defined]
    study = course_study(learner=learner, course_code=course_code, chosen=request.GET.get("deelname", ""))
    if study.enrolment is None or not study.enrolment.is_completed:
        return redirect(study.place_url() if study.enrolment else study.url("course"))
    certificate = Certificate.objects.filter(enrolment=study.enrolment).order_by("-issued_at").first()
    if request.htmx and certificate and not certificate.is_made:  # type: ignore[attr-defined]
        return HttpResponse(status=204)  # nothing new: the page stays as it is, and nothing is read aloud again
    user_name = request.user.name if request.user.is_authenticated else ""
    form = NameForm(request.POST or None, initial={"name": learner.name or user_name})
    if request.method == "POST" and certificate is None and form.is_valid():
        issue(enrolment=study.enrolment, name=form.cleaned_data["name"], at=timezone.now())
        return redirect(request.get_full_path())
    context = {
        "study": study,
        "certificate": certificate,
        "facts": CertificateFacts.from_payload(certificate.payload) if certificate and certificate.payload else None,
        "form": form,
        "email_form": EmailForm(initial={"email": learner.email}),
        "following": study.after(study.modules[-1]),
    }
    refused = request.method == "POST" and certificate is None
    return render(request, "certificates/finish.html", context, status=422 if refused else 200)


@require_safe
@never_cache
def download(request: HttpRequest, code: str) -> HttpResponseBase:
    """The holder's file: the stored bytes, the same for ever."""
    certificate = get_object_or_404(_own(request), code=code)
    if not certificate.is_made:
        messages.info(request, _("Your certificate is still being made. Try again in a moment."))
        return redirect("learning:my-courses")
    response = FileResponse(certificate.pdf.open("rb"), content_type="application/pdf", as_attachment=True)
    response["Content-Disposition"] = f'attachment; filename="leerkring-{certificate.code[:8].lower()}.pdf"'
    return response


@require_POST
def show_name(request: HttpRequest, code: str) -> HttpResponse:
    """The holder decides whether the check page shows the name."""
    certificate = get_object_or_404(_own(request), code=code)
    Certificate.objects.filter(pk=certificate.pk).update(shows_name=request.POST.get("shows_name") == "1")
    messages.success(request, _("Saved. This is what others see when they check your certificate."))
    return redirect("certificates:check", certificate.code)


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
    return _no_index(render(request, "certificates/no_more_reminders.html", context))


def _own(request: HttpRequest) -> QuerySet[Certificate]:
    """The certificates of who is asking; of nobody: none."""
    learner = request.learner  # type: ignore[attr-defined]
    if learner is None:
        return Certificate.objects.none()
    return Certificate.objects.filter(enrolment__learner=learner)


def _no_index(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    return response
