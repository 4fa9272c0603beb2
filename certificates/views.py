"""The finish page, on which a learner gets a certificate."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from certificates.forms import FirstForm
from certificates.holder_views import linkedin_address
from certificates.models import Certificate
from certificates.payload import CertificateFacts
from certificates.services import issue, registers_of
from certificates.statement import Statement
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
    registers = () if certificate else tuple(one.register for one in registers_of(study.enrolment))
    form = FirstForm(request.POST or None, initial={"name": learner.name or user_name}, registers=registers)
    if request.method == "POST" and certificate is None and form.is_valid():
        issue(enrolment=study.enrolment, at=timezone.now(), **form.cleaned_data)
        return redirect(request.get_full_path())
    statement = Statement.of(certificate, at=timezone.now()) if certificate and certificate.is_made else None
    context = {
        "study": study,
        "certificate": certificate,
        "facts": CertificateFacts.from_payload(certificate.payload) if certificate and certificate.payload else None,
        "linkedin": linkedin_address(statement) if statement else "",
        "check_url": statement.facts.check_url if statement and statement.facts else "",
        "form": form,
        "email_form": EmailForm(initial={"email": learner.email}),
        "following": study.after(study.modules[-1]),
    }
    refused = request.method == "POST" and certificate is None
    return render(request, "certificates/finish.html", context, status=422 if refused else 200)
