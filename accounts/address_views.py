"""Changing the address of an account by proving to read the new one; and signing out other devices."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from .codes import Answer, check_code, forget_code, send_code, waiting_code
from .devices import devices_of, sign_out_devices
from .door import DoorError
from .forms import AskForm, TypedCodeForm
from .services import AddressTaken, change_address

NEW_ADDRESS = "new-address"  # what the code is for


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_address(request: HttpRequest) -> HttpResponse:
    """Type the new address, then the code that went there. Until that is right nobody is looked up."""
    match request.POST.get("step"):
        case "address":
            return _send(request)
        case "code":
            return _check(request)
        case "again":
            forget_code(request)
            return redirect("accounts:new-address")
    return _show(request)


def _send(request: HttpRequest) -> HttpResponse:
    form = AskForm(request.POST)
    if form.is_valid() and form.cleaned_data["email"] == request.user.email:  # type: ignore[union-attr]
        form.add_error("email", _("This is your address already."))
    if not form.is_valid():
        return _show(request, form=form, status=422)
    email = form.cleaned_data["email"]
    try:
        send_code(request, purpose=NEW_ADDRESS, email=email, message="code_new_address")
    except DoorError as error:
        return _show(request, form=form, problem=error.message, status=error.status)
    return redirect("accounts:new-address")


def _check(request: HttpRequest) -> HttpResponse:
    form, waiting = TypedCodeForm(request.POST), waiting_code(request, NEW_ADDRESS)
    if not form.is_valid() and waiting:
        return _show(request, code_form=form, status=422)
    try:
        answer = check_code(request, purpose=NEW_ADDRESS, typed=form.cleaned_data.get("code", ""))
    except DoorError as error:
        return _show(request, code_form=form, problem=error.message, status=error.status)
    if answer is Answer.WRONG:
        form.add_error("code", _("This is not the right code. Look at the newest mail and type the code again."))
        return _show(request, code_form=form, status=422)
    if answer is Answer.ENDED or waiting is None:
        return _show(request, problem=_("The code is no longer valid. Ask for a new one."), status=422)
    try:
        change_address(user=request.user, email=waiting.email)  # type: ignore[arg-type]
    except AddressTaken:
        text = _("Another account of yours has this address. Delete that account first, or use it instead of this one.")
        return _show(request, problem=text, status=422)
    messages.success(request, _("Your address is changed. We have told both addresses."))
    return redirect("accounts:account")


def _show(request: HttpRequest, *, status: int = 200, **context: Any) -> HttpResponse:
    waiting = waiting_code(request, NEW_ADDRESS)
    forms = {"form": AskForm(), "code_form": TypedCodeForm()}
    return render(request, "account/new_address.html", {**forms, "waiting": waiting, **context}, status=status)


@login_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End one other session of one's own, or all others. This one is ended by signing out."""
    others = devices_of(request.user).exclude(session_key=request.session.session_key)  # type: ignore[arg-type]
    wanted = request.POST.get("device", "")
    count = sign_out_devices(
        others if wanted == "all" else others.filter(pk=wanted) if wanted.isdigit() else others.none()
    )
    if count:
        messages.success(request, _("Signed out there."))
    return redirect("accounts:account")
