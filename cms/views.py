"""Pages of the site that no editor writes."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from wagtail.models import Site

from cms.illustrations.drawing import by_itself
from cms.models import Source
from cms.theme import INVENTED_THEMES, theme_for, wear


@vary_on_headers("Referer")
def sources(request: HttpRequest) -> HttpResponse:
    """Every source that a text may refer to, with what was read of it."""
    return render(request, "cms/sources.html", {"sources": Source.objects.all(), "back": _lesson(request)})


@require_safe
@cache_control(public=True, max_age=31536000, immutable=True)
def theme_sheet(request: HttpRequest, digest: str) -> HttpResponse:
    """The colours of this site's house style. The digest in the address changes with them."""
    sheet = theme_for(request).sheet
    if sheet is None or sheet.digest != digest:
        raise Http404("No such sheet.")
    return HttpResponse(sheet.css, content_type="text/css; charset=utf-8")


@require_POST
def demo_theme(request: HttpRequest) -> HttpResponse:
    """Show the demo in the colours of an invented municipality, or in our own. Does not exist outside the demo."""
    name = request.POST.get("theme", "")
    if not settings.DEMO or (name and name not in INVENTED_THEMES):
        raise Http404("No such theme.")
    wear(INVENTED_THEMES.get(name), site=Site.find_for_request(request))
    return redirect("accounts:demo")


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
