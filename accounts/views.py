"""The pages about who you are: the door, your account, beginning again, and the demo's people."""

from typing import Any

from allauth.account import app_settings
from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.stagekit import unstash_login
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from .demo import demo_people, demo_roles
from .devices import devices_of
from .door import DoorError, DoorProcess
from .forms import AskForm, CodeForm, NameForm
from .services import begin_again as forget_everybody_here
from .services import record_proven_address


class AskView(RequestLoginCodeView):
    """The door itself: which mailbox do you read? The answer is the same for every address."""

    form_class = AskForm
    template_name = "account/ask.html"

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say so when somebody is in already, but not allowed where they came from: sending them on would loop."""
        if request.user.is_authenticated and self._comes_from_closed_admin():
            return render(request, "account/no_access.html", status=403)
        return super().dispatch(request, *args, **kwargs)

    def _comes_from_closed_admin(self) -> bool:
        next_url = self.get_next_url() or ""
        return next_url.startswith(reverse("wagtailadmin_home")) and not self.request.user.has_perm(
            "wagtailadmin.access_admin"
        )

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Stay here: whoever comes back while a code is under way wants to correct the address."""

    def get_form_class(self) -> type[Form]:
        """Ours, not the one that looks the address up."""
        return self.form_class

    def get_initial(self) -> dict[str, Any]:
        """The address typed before, so that one letter can be mended."""
        login = unstash_login(self.request, peek=True)
        return {"email": login.email} if login and login.user is None else {}

    def form_valid(self, form: Form) -> HttpResponse:
        """Send a code and go to the page that asks for it."""
        try:
            DoorProcess.start(request=self.request, email=form.cleaned_data["email"])
        except DoorError as error:
            form.add_error("email", error.message)
            return self.render_to_response(self.get_context_data(form=form), status=error.status, headers=error.headers)
        return redirect(self.get_success_url())

    def form_invalid(self, form: Form) -> HttpResponse:
        """The same page, with the error by the field."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """In the demo, a way round the mailbox."""
        return super().get_context_data(demo=settings.DEMO, **kwargs)


@method_decorator(login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_login"), name="dispatch")
class CodeView(ConfirmLoginCodeView):
    """The page that asks for the code."""

    form_class = CodeForm
    template_name = "account/code.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Take up the walk through the door, unless it took too long."""
        self.stage = request._login_stage  # type: ignore[attr-defined]
        process = DoorProcess.resume(self.stage)
        if process is None:
            messages.warning(request, _("The code is no longer valid. Ask for a new one."))
            return redirect(self.passthrough_next_url(reverse("account_login")))
        self._process = process
        return super(ConfirmLoginCodeView, self).dispatch(request, *args, **kwargs)

    def get_form_class(self) -> type[Form]:
        """Asking for another code needs no fields."""
        return Form if self._action == "resend" else self.form_class

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Resend or compare, within the limits."""
        try:
            if self._action != "resend":
                self._process.check_limit()
            return super().post(request, *args, **kwargs)
        except DoorError as error:
            return self._show_problem(error)

    def _show_problem(self, error: DoorError) -> HttpResponse:
        form = self.form_class(code="")
        context = self.get_context_data(form=form, problem=error.message)
        return self.render_to_response(context, status=error.status, headers=error.headers)

    def _resend_form_valid(self, form: Form) -> HttpResponse:
        self._process.resend()
        messages.success(self.request, _("We have sent a new code. The old one no longer works."))
        return redirect(self.passthrough_next_url(reverse("account_confirm_login_code")))

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        """A wrong code counts, an empty field does not. After the last try a new code is needed."""
        if form.is_blank or self._process.record_invalid_attempt():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        messages.error(self.request, _("That was not the right code. Ask for a new one, and use the newest mail."))
        return redirect(self.passthrough_next_url(reverse("account_login")))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """How long, and how often still."""
        return super().get_context_data(
            minutes=app_settings.LOGIN_BY_CODE_TIMEOUT // 60,
            change_url=self.passthrough_next_url(reverse("account_login")),
            tries_left=self._process.tries_left,
            **kwargs,
        )


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Your name, your address, where you are signed in, your data, and the way out."""
    form = NameForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your name is saved."))
        return redirect("accounts:account")
    context = {"form": form, "devices": devices_of(request.user)}  # type: ignore[arg-type]
    return render(request, "account/account.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def begin_again(request: HttpRequest) -> HttpResponse:
    """'Isn't this you? Begin again': after one question, this device forgets whoever used it."""
    next_url = request.POST.get("next") or request.GET.get("next") or "/"
    if not url_has_allowed_host_and_scheme(next_url, allowed_hosts=None):
        next_url = "/"
    if request.method == "GET":
        return render(request, "accounts/begin_again.html", {"next": next_url})
    forget_everybody_here(request)
    messages.info(request, _("You can begin. We no longer know who used this device before you."))
    response = redirect(next_url)
    # What somebody wrote for themselves is in the browser; the next person must not find it there, unless asked.
    if request.POST.get("notes") != "keep":
        response["Clear-Site-Data"] = '"storage"'
    return response


@never_cache
@require_http_methods(["GET", "POST"])
def demo(request: HttpRequest) -> HttpResponse:
    """Invented people to sign in as with one click. Does not exist outside the demo."""
    if not settings.DEMO:
        raise Http404
    people = demo_people()
    if request.method == "GET":
        roles = demo_roles()
        listed = [
            {"user": user, "role": roles.get(user.email, "")}
            for user in people.prefetch_related("memberships__organisation")
        ]
        return render(request, "accounts/demo.html", {"people": listed})
    user = get_object_or_404(people, email=request.POST.get("user"))
    if request.user.is_authenticated:
        forget_everybody_here(request)
    record_proven_address(user=user)
    home = reverse("wagtailadmin_home") if user.has_perm("wagtailadmin.access_admin") else None
    return perform_login(request, Login(user=user, email=user.email, redirect_url=home))
