"""The one door: type your e-mail address, get a code; the right code signs in or makes the account.

allauth has two flows, one to sign in and one to sign up, and tells them apart before it sends a mail. Here that
question is put off until the code is right: up to that moment nobody has been looked up, so the page, the mail, the
work done and the time taken are the same for every address. The rest is allauth's own sign-in by code: the stage
in the session, the timeout, the number of tries, the second factor afterwards.
"""

import time
from smtplib import SMTPException
from typing import Any, ClassVar

from allauth.account import app_settings
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.signals import user_signed_up
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .mail import send
from .services import user_with_proven_address


class DoorError(Exception):
    """Something that keeps the door shut for now; its text is fit to show."""

    status = 422
    headers: ClassVar[dict[str, str]] = {}

    def __init__(self, message: Any) -> None:
        self.message = message
        super().__init__(message)


class TooManyTries(DoorError):
    """More codes or guesses than the limits per address and per network address allow."""

    status = 429
    headers: ClassVar[dict[str, str]] = {"Retry-After": "180"}  # seconds: a few minutes, as the texts say


class MailAway(DoorError):
    """The mail server does not answer; nothing was sent."""

    status = 503
    headers: ClassVar[dict[str, str]] = {"Retry-After": "180"}


class DoorProcess(LoginCodeVerificationProcess):
    """One walk through the door, kept in the session under way. Knows an address, and nobody's account."""

    @classmethod
    def start(cls, *, request: HttpRequest, email: str) -> "DoorProcess":
        """Send a first code to the address, whoever it belongs to."""
        login = Login(user=None, email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=None, email=email), initiated_by_user=True)
        process = cls(stage=stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, stage: LoginByCodeStage) -> "DoorProcess | None":
        """Go on with a walk that has not taken too long."""
        return cls(stage=stage).abort_if_invalid()

    @property
    def email(self) -> str:
        """The address as it was typed, apart from its capitals."""
        return self.state["email"]

    @property
    def tries_left(self) -> int:
        """How often a code may still be typed."""
        return self.max_attempts - self.state["failed_attempts"]

    def send(self, skip_enumeration_mails: bool = False) -> None:
        """Mail a fresh code. The limits are counted before anything leaves."""
        if not ratelimit.consume(self.request, action="request_login_code", key=self.email):
            raise TooManyTries(_("You have asked for several codes already. Wait a few minutes and try again."))
        context = {"code": self.generate_code(), "minutes": app_settings.LOGIN_BY_CODE_TIMEOUT // 60}
        try:
            send("login_code", to=self.email, language=get_language() or settings.LANGUAGE_CODE, context=context)
        except (SMTPException, OSError) as error:
            raise MailAway(_("We cannot send mail at the moment. Try again in a few minutes.")) from error

    def resend(self) -> None:
        """Mail another code, with its own full time; the number of wrong tries stays what it was."""
        self.send()
        self.state["at"] = time.time()
        self.record_resend()
        self.persist()

    def check_limit(self) -> None:
        """Count one guess, before it is compared with anything."""
        if not ratelimit.consume(self.request, action="confirm_code", key=self.email):
            raise TooManyTries(_("Too many codes were typed. Wait a few minutes and ask for a new code."))

    def finish(self, redirect_url: str | None) -> HttpResponse:
        """The code was right: find or make the account, and sign in through allauth's remaining stages."""
        user, is_new = user_with_proven_address(email=self.email)
        # Whoever came in just now need not prove it again to add a passkey and see its recovery codes.
        record_authentication(self.request, user, method="code", email=user.email, reauthenticated=True)
        if is_new:
            user_signed_up.send(sender=user.__class__, request=self.request, user=user)
        login = Login(user=user, email=user.email, redirect_url=redirect_url, signup=is_new)
        return perform_login(self.request, login)
