"""Which language somebody reads: chosen in the foot of a page, kept in a cookie, and with the account for its mails."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import check_for_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from .models import User


def language_of(request: HttpRequest) -> str:
    """The chosen language, or the site's own: what a browser prefers says nothing of the courses."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.INTERFACE_LANGUAGES) else settings.LANGUAGE_CODE


@csrf_exempt  # a token would put a cookie on every page; the session's cookie does not come along from another site
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the choice and go back to where one was."""
    code = request.POST.get("language", "")
    if code in dict(settings.INTERFACE_LANGUAGES) and check_for_language(code) and request.user.is_authenticated:
        User.objects.filter(pk=request.user.pk).update(language=code)
    return set_language(request)


def follow_account(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Receiver of allauth's own signal: this device now speaks the account's language."""
    request.language_of_account = user.language  # type: ignore[attr-defined]


def remember_language(request: HttpRequest, response: HttpResponseBase) -> None:
    """Give the cookie along when somebody signed in to an account that speaks another language than this device."""
    language = getattr(request, "language_of_account", None)
    if language and language != language_of(request):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite="Lax",
        )
