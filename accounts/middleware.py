"""Who is learning? `request.learner` answers, and asks the database only when somebody wants to know."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from . import devices, guests
from .services import current_learner

# A property and not a SimpleLazyObject: a lazy object that holds None is not None.
HttpRequest.learner = property(current_learner)  # type: ignore[attr-defined]


class LearnerMiddleware:
    """Keeps the guest's cookie in step with what a view decided. Stands below the session's and the user's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        guests.write_cookie(request, response)
        return response


class DeviceMiddleware:
    """Notes once a day in which browser somebody is signed in. Stands below the session's and the user's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        devices.note_once_a_day(request)
        return response
