"""Pages of the site that no editor writes."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from wagtail.models import Site

from cms.display import DEVICE, ORDINARY, DisplayForm, display_of, keep_display
from cms.illustrations.drawing import by_itself
from cms.models import GlossaryTerm, Source
from cms.style import contrasts, samples
from cms.theme import INVENTED_THEMES, theme_for, wear

APPEARANCES = {"light", "dark"}


@vary_on_headers("Referer")
def sources(request: HttpRequest) -> HttpResponse:
    """Every source that a text may refer to, with what was read of it."""
    return render(request, "cms/sources.html", {"sources": Source.objects.all(), "back": _lesson(request)})


@require_safe
@vary_on_headers("Referer")
def glossary(request: HttpRequest) -> HttpResponse:
    """Every difficult word with what it means."""
    terms = sorted(GlossaryTerm.objects.select_related("source"), key=lambda one: one.term.casefold())
    return render(request, "cms/glossary.html", {"terms": terms, "back": _lesson(request)})


@require_safe
@cache_control(public=True, max_age=31536000, immutable=True)
def theme_sheet(request: HttpRequest, digest: str) -> HttpResponse:
    """The colours of this site's house style. The digest in the address changes with them."""
    sheet = theme_for(request).sheet
    if sheet is None or sheet.digest != digest:
        raise Http404("No such sheet.")
    return HttpResponse(sheet.css, content_type="text/css; charset=utf-8")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """Larger letters, light or dark. POST keeps the choice in a cookie and leads back; a script only has it kept."""
    now, sheet = display_of(request), theme_for(request).sheet
    initial = {"theme": now.theme or DEVICE, "text": now.text or ORDINARY}
    form = DisplayForm(request.POST or None, initial=initial, has_dark=sheet is None or sheet.has_dark)
    back = request.POST.get("back") or _came_from(request)
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = ""
    if request.method == "POST" and form.is_valid():
        by_script = request.headers.get("X-Display") == "keep"
        response = HttpResponse(status=204) if by_script else redirect(back or "/")
        keep_display(response, form.choice)
        return response
    status = 422 if request.method == "POST" else 200
    return render(request, "cms/display.html", {"form": form, "back": back}, status=status)


@require_POST
def demo_theme(request: HttpRequest) -> HttpResponse:
    """Show the demo in the colours of an invented municipality, or in our own. Does not exist outside the demo."""
    name = request.POST.get("theme", "")
    if not settings.DEMO or (name and name not in INVENTED_THEMES):
        raise Http404("No such theme.")
    wear(INVENTED_THEMES.get(name), site=Site.find_for_request(request))
    return redirect("accounts:demo")


@require_safe
@never_cache
def style_page(request: HttpRequest) -> HttpResponse:
    """Every component in every state, by day or by night. For who works on this site; exists for nobody else."""
    if not (settings.DEMO or request.user.has_perm("wagtailadmin.access_admin")):
        raise Http404("No such page.")
    chosen = request.GET.get("thema", "")
    part = "exercises" if request.GET.get("deel") == "exercises" else ""
    context: dict[str, object] = {"appearance": chosen if chosen in APPEARANCES else "", "part": part}
    if not part:
        context |= {"samples": samples(), "contrasts": contrasts()}
    return render(request, "cms/style.html", context)


@cache_control(public=True, max_age=3600)
def illustration(request: HttpRequest, key: str) -> HttpResponse:
    """A scene as an image by itself, for who chooses one in the editor."""
    try:
        return HttpResponse(by_itself(key), content_type="image/svg+xml")
    except KeyError:
        raise Http404 from None


def _lesson(request: HttpRequest) -> str:
    """The lesson that somebody came from, or nothing."""
    came_from = _came_from(request)
    return came_from if came_from.startswith("/leren/") else ""


def _came_from(request: HttpRequest) -> str:
    """The path of the page of ours that somebody came from, or nothing."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    is_ours = came_from.netloc == request.get_host() and came_from.path != request.path
    return came_from.path if is_ours else ""
