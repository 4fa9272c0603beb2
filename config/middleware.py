"""The language of a page; and a friendly page when the database is away."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

from accounts.languages import language_of, remember_language
from config.views import service_unavailable

logger = logging.getLogger(__name__)


class DutchFirstMiddleware(LocaleMiddleware):
    """Pages speak the site's language, whatever a browser prefers: the courses do. Or the language that was chosen.

    Wagtail's admin follows the language that an editor chose there.
    """

    def process_request(self, request: HttpRequest) -> None:
        language = language_of(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say which language it is, and that a page depends on the cookie."""
        remember_language(request, response)
        response.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ("Cookie",))
        return response


class DatabaseAwayMiddleware:
    """Turns a lost database into a 503. Errors in views come by `process_exception`; those in other middleware
    (session, user) reach `config.views.server_error` as handler500, which looks at the exception itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; nothing to do when all goes well."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A 503 for a lost database; anything else goes its usual way."""
        if isinstance(exception, OperationalError | InterfaceError):
            logger.error("database.away", exc_info=exception)
            return service_unavailable(request)
        return None
