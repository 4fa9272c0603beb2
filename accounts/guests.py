"""A guest is a learner without an account, known on one device by a signed cookie."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .models import Learner

COOKIE_NAME = "leerkring_guest"
COOKIE_SALT = "accounts.guests"
COOKIE_MAX_AGE = 365 * 24 * 60 * 60


def guest_of(request: HttpRequest) -> Learner | None:
    """The guest whom this device remembers. A forged or expired cookie is as good as none."""
    value = request.get_signed_cookie(COOKIE_NAME, default=None, salt=COOKIE_SALT, max_age=COOKIE_MAX_AGE)
    try:
        uuid = UUID(value or "")
    except ValueError:
        return None
    # Once a guest has become an account's learner, the old cookie opens nothing any more.
    return Learner.objects.guests().filter(uuid=uuid).first()


def remember(request: HttpRequest, learner: Learner) -> None:
    """Let this device know the guest from the coming response on."""
    request.guest_cookie = str(learner.uuid)  # type: ignore[attr-defined]


def forget(request: HttpRequest) -> None:
    """Let this device forget its guest with the coming response."""
    request.guest_cookie = None  # type: ignore[attr-defined]


def write_cookie(request: HttpRequest, response: HttpResponse) -> None:
    """Carry out what `remember` or `forget` asked for; without either, end the cookie of whoever has signed in."""
    if hasattr(request, "guest_cookie"):
        value = request.guest_cookie
    elif COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        value = None
    else:
        return
    if value is None:
        response.delete_cookie(COOKIE_NAME, samesite="Lax")
        return
    response.set_signed_cookie(
        COOKIE_NAME,
        value,
        salt=COOKIE_SALT,
        max_age=COOKIE_MAX_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
