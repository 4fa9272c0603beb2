"""Mijn gegevens: see what is kept, take it along, take consent back, have everything erased."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.codes import Answer, check_code, send_code, waiting_code
from accounts.door import DoorError
from accounts.forms import TypedCodeForm
from accounts.mail import send
from accounts.services import begin_again
from privacy.consents import consents_of, take_back
from privacy.erasing import erase
from privacy.export import as_json
from privacy.forms import SureForm
from privacy.person import Person
from privacy.reading import open_courses, sections, what_goes

logger = logging.getLogger(__name__)
ERASING = "erase"  # what the code is for


@require_safe
@never_cache
def my_data(request: HttpRequest) -> HttpResponse:
    """Everything that is kept about who is here, to read."""
    person = Person.of_request(request)
    return render(request, "privacy/my_data.html", {"person": person, "sections": sections(person) if person else []})


@require_safe
@never_cache
def my_data_file(request: HttpRequest) -> HttpResponseBase:
    """The same as a file for machines, made while it is sent."""
    person = Person.of_request(request)
    if not person:
        raise Http404("Nothing is known of this visitor.")
    pieces = as_json(person, at=timezone.now())
    headers = {"Content-Disposition": 'attachment; filename="mijn-gegevens.json"'}
    return StreamingHttpResponse(pieces, content_type="application/json", headers=headers)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: HttpRequest) -> HttpResponse:
    """What somebody agreed to, each with a button to take it back."""
    learner = request.learner  # type: ignore[attr-defined]
    if request.method == "POST" and learner is not None:
        what, code = request.POST.get("what", ""), request.POST.get("code", "")
        if take_back(learner=learner, what=what, code=code, at=timezone.now()):
            messages.success(request, _("Taken back."))
        return redirect("privacy:consents")
    person = Person.of_request(request)
    organisations = (
        [one.organisation for one in person.user.memberships.select_related("organisation")] if person.user else []
    )
    context = {"person": person, "consents": consents_of(learner), "organisations": organisations}
    return render(request, "privacy/consents.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase_me(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays; then, after a code by mail (an account) or a tick (a guest), do it at once."""
    person = Person.of_request(request)
    if not person:
        return redirect("privacy:my-data")
    if request.method == "POST":
        if person.user is None:
            return _erase_guest(request, person)
        return _send_code(request, person) if request.POST.get("step") == "code" else _erase_account(request, person)
    form = TypedCodeForm() if person.user else SureForm()
    return _ask(request, person, form)


def _erase_guest(request: HttpRequest, person: Person) -> HttpResponse:
    form = SureForm(request.POST)
    return _carry_out(request, person) if form.is_valid() else _ask(request, person, form, status=422)


def _send_code(request: HttpRequest, person: Person) -> HttpResponse:
    try:
        send_code(request, purpose=ERASING, email=person.email, message="code_to_erase")
    except DoorError as error:
        return _ask(request, person, TypedCodeForm(), problem=error.message, status=error.status)
    return redirect("privacy:erase")


def _erase_account(request: HttpRequest, person: Person) -> HttpResponse:
    form = TypedCodeForm(request.POST)
    if not form.is_valid():
        return _ask(request, person, form, status=422)
    try:
        answer = check_code(request, purpose=ERASING, typed=form.cleaned_data["code"])
    except DoorError as error:
        return _ask(request, person, form, problem=error.message, status=error.status)
    if answer is Answer.RIGHT:
        return _carry_out(request, person)
    if answer is Answer.ENDED:
        problem = _("The code is no longer valid. Ask for a new one.")
        return _ask(request, person, TypedCodeForm(), problem=problem, status=422)
    form.add_error("code", _("This is not the right code. Look at the newest mail and type the code again."))
    return _ask(request, person, form, status=422)


def _ask(
    request: HttpRequest, person: Person, form: object, *, problem: object = "", status: int = 200
) -> HttpResponse:
    context = {
        "person": person,
        "form": form,
        "problem": problem,
        "waiting": waiting_code(request, ERASING) if person.user else None,
        "goes": what_goes(person),
        "open_courses": open_courses(person),
    }
    return render(request, "privacy/erase.html", context, status=status)


def _carry_out(request: HttpRequest, person: Person) -> HttpResponse:
    email, language = person.email, person.language or settings.LANGUAGE_CODE
    counts = erase(person, at=timezone.now())
    begin_again(request)
    is_told = bool(email) and _tell_erased(email, language, has_proof="certificates.Certificate" in counts)
    response = redirect("privacy:erased")
    if is_told:
        response["Location"] += "?mail"
    # What somebody wrote for themselves is in the browser, and goes too, unless they asked to leave it.
    if request.POST.get("notes") != "keep":
        response["Clear-Site-Data"] = '"storage"'
    return response


def _tell_erased(email: str, language: str, *, has_proof: bool) -> bool:
    """One last mail. A mail server that is away brings nothing back: the person is erased already."""
    try:
        context = {"has_proof": has_proof, "link": f"{settings.SITE_URL}/"}
        send("erased", to=email, language=language, context=context)
    except (SMTPException, OSError):
        logger.warning("person.not_told_of_erasure")
        return False
    return True


@require_safe
@never_cache
def erased(request: HttpRequest) -> HttpResponse:
    """It is done. For anybody: the page knows nobody any more."""
    return render(request, "privacy/erased.html", {"is_told": "mail" in request.GET})
