"""Every mail that the product sends, shown to staff with invented data: in each language, light and dark."""

import base64
import hashlib
import re
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from accounts.mail import messages
from accounts.mail import render as render_mail

DARK = "@media (prefers-color-scheme: dark)"
TONES = {"light": "@media not all", "dark": "@media all"}


@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """The list, each message as a mail program shows it and as text."""
    tone = request.GET.get("tone", "light")
    language = request.GET.get("language", settings.LANGUAGE_CODE)
    if tone not in TONES or language not in dict(settings.INTERFACE_LANGUAGES):
        raise Http404
    shown = [
        (message, render_mail(message.name, language=language, context=message.example))
        for message in messages().values()
    ]
    title = _("Mails")
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": request.path, "label": title}]
    context: dict[str, Any] = {
        "shown": shown,
        "tone": tone,
        "language": language,
        "languages": settings.INTERFACE_LANGUAGES,
    }
    context |= {"header_title": title, "page_title": title, "header_icon": "mail", "breadcrumbs_items": crumbs}
    return render(request, "cms/admin/mails.html", context)


@require_safe
@xframe_options_sameorigin
def mail(request: HttpRequest, name: str, language: str, tone: str) -> HttpResponse:
    """One message as HTML. Its own style is allowed by its hash; nothing else is."""
    message = messages().get(name)
    if message is None or tone not in TONES or language not in dict(settings.INTERFACE_LANGUAGES):
        raise Http404
    page = render_mail(name, language=language, context=message.example).html.replace(DARK, TONES[tone])
    hashes = [_hash(style) for style in re.findall(r"<style>(.*?)</style>", page, re.DOTALL)]
    return csp_replace({"style-src": hashes})(lambda _request: HttpResponse(page))(request)


def _hash(style: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
