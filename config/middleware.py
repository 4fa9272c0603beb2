"""The language of a page; and a friendly page when the database is away."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

from config.views import service_unavailable

logger = logging.getLogger(__name__)


class DutchFirstMiddleware(LocaleMiddleware):
    """Pages speak the site's language, whatever a browser prefers: the courses do, and half a page helps nobody.

    Wagtail's admin follows the language that an editor chose there.
    """

    def process_request(self, request: HttpRequest) -> None:
        translation.activate(settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = settings.LANGUAGE_CODE


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
