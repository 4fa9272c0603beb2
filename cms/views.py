"""Pages of the site that no editor writes."""

from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.vary import vary_on_headers

from cms.illustrations.drawing import by_itself
from cms.models import Source


@vary_on_headers("Referer")
def sources(request: HttpRequest) -> HttpResponse:
    """Every source that a text may refer to, with what was read of it."""
    return render(request, "cms/sources.html", {"sources": Source.objects.all(), "back": _lesson(request)})


@cache_control(public=True, max_age=3600)
def illustration(request: HttpRequest, key: str) -> HttpResponse:
    """A scene as an image by itself, for who chooses one in the editor."""
    try:
        return HttpResponse(by_itself(key), content_type="image/svg+xml")
    except KeyError:
        raise Http404 from None


def _lesson(request: HttpRequest) -> str:
    """The lesson that somebody came from, or nothing."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    is_ours = came_from.netloc == request.get_host() and came_from.path.startswith("/leren/")
    return came_from.path if is_ours else ""
