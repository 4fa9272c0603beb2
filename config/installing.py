"""What makes the site installable and readable without a connection: its manifest, and the worker at its root."""

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.theme import theme_for

WORKER = Path(__file__).parent / "worker.js"
GROUND = "#f6f4ef"  # --c-ground of tokens.css; a test keeps them equal
ICONS = [("img/icon-192.png", "192x192", "any"), ("img/icon-512.png", "512x512", "any")]
ICONS += [("img/icon-maskable.png", "512x512", "maskable")]


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a telephone needs to put the site among its apps."""
    theme = theme_for(request)
    sheet = theme.sheet
    ground = sheet.ground if sheet else GROUND
    name = theme.site_name or "Leerkring"
    content = {
        "id": "/",
        "name": name,
        "short_name": name if len(name) <= 12 else name.split()[0],
        "description": _("Short courses for everyone around a family."),
        "lang": get_language(),
        "start_url": reverse("learning:my-courses"),
        "scope": "/",
        "display": "standalone",
        "background_color": ground,
        "theme_color": ground,
        "icons": [
            {"src": static(path), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for path, sizes, purpose in ICONS
        ],
    }
    response = JsonResponse(content, content_type="application/manifest+json")
    response["Cache-Control"] = "max-age=3600"
    return response


@require_safe
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """The worker. It is asked for again at every visit, and is another one when any static file is."""
    text = WORKER.read_text(encoding="utf-8")
    head = f'const VERSION = "{_version(text)}";\nconst DEVICE_PAGE = "{reverse("learning:device")}";\n'
    return HttpResponse(head + text, content_type="text/javascript; charset=utf-8")


@cache
def _version(text: str) -> str:
    """One word for all static files together, and the worker itself."""
    files = getattr(staticfiles_storage, "manifest_hash", "")
    return hashlib.sha256(f"{files}{text}".encode()).hexdigest()[:12]
