"""A code by mail that proves to read a mailbox, for something weightier than signing in: another address, erasing.

One at a time, in the session of who asked. It ends after ten minutes or five wrong tries.
"""

import hmac
import time
from dataclasses import dataclass
from enum import Enum
from smtplib import SMTPException

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .door import MailAway, TooManyTries
from .limits import within_limit
from .mail import send

IN_SESSION = "mailed_code"
MAILS, GUESSES = "60/m/ip,3/m/key,10/h/key,30/d/key", "120/m/ip,20/h/key"


class Answer(Enum):
    """What a typed code turned out to be."""

    RIGHT = "right"
    WRONG = "wrong"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A code that is under way: for what, to which address."""

    purpose: str
    email: str
    tries_left: int


def send_code(request: HttpRequest, *, purpose: str, email: str, message: str) -> None:
    """Mail a fresh code; the one before no longer works. Raises TooManyTries and MailAway."""
    if not within_limit(request, action="mailed-code", rates=MAILS, key=email):
        raise TooManyTries(_("You have asked for several codes already. Wait a few minutes and try again."))
    code = get_adapter().generate_login_code()
    context = {"code": code, "minutes": app_settings.LOGIN_BY_CODE_TIMEOUT // 60}
    try:
        send(message, to=email, language=get_language() or settings.LANGUAGE_CODE, context=context)
    except (SMTPException, OSError) as error:
        raise MailAway(_("We cannot send mail at the moment. Try again in a few minutes.")) from error
    request.session[IN_SESSION] = {"purpose": purpose, "email": email, "code": code, "at": time.time(), "tries": 0}


def waiting_code(request: HttpRequest, purpose: str) -> Waiting | None:
    """The code that is under way for this purpose; None when there is none, or no longer."""
    state = request.session.get(IN_SESSION)
    if not state or state["purpose"] != purpose or time.time() - state["at"] > app_settings.LOGIN_BY_CODE_TIMEOUT:
        return None
    left = app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS - state["tries"]
    return Waiting(purpose, state["email"], left) if left > 0 else None


def check_code(request: HttpRequest, *, purpose: str, typed: str) -> Answer:
    """Compare what was typed. A right code works once; each wrong one counts. Raises TooManyTries."""
    waiting = waiting_code(request, purpose)
    if waiting is None:
        return Answer.ENDED
    if not within_limit(request, action="mailed-code-guess", rates=GUESSES, key=waiting.email):
        raise TooManyTries(_("Too many codes were typed. Wait a few minutes and ask for a new code."))
    state = request.session[IN_SESSION]
    if hmac.compare_digest(_bare(state["code"]), _bare(typed)):
        forget_code(request)
        return Answer.RIGHT
    request.session[IN_SESSION] = state | {"tries": state["tries"] + 1}
    return Answer.WRONG if waiting.tries_left > 1 else Answer.ENDED


def forget_code(request: HttpRequest) -> None:
    """End a code that is under way."""
    request.session.pop(IN_SESSION, None)


def _bare(code: str) -> bytes:
    return "".join(letter for letter in code if letter.isalnum()).upper().encode()
