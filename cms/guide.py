"""The editors' guide of docs/redactie, to be read where editors work: in the admin."""

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOLDER = Path(settings.BASE_DIR) / "docs" / "redactie"
FIRST = "index"
_reader = MarkdownIt("commonmark").enable("table")


@require_safe
def guide(request: HttpRequest, name: str = FIRST) -> HttpResponse:
    """One page of the guide. 404 for a page that it does not have."""
    file = FOLDER / f"{name}.md"
    if not file.is_file():
        raise Http404("The guide has no such page.")
    title, body = read_guide(file.read_text(encoding="utf-8"))
    way = [("wagtailadmin_home", _("Home")), ("cms_guide", _("Guide"))]
    crumbs = [{"url": reverse(where), "label": label} for where, label in way]
    if name != FIRST:
        crumbs.append({"url": request.path, "label": title})
    context = {"body": body, "header_title": title, "page_title": title, "header_icon": "help"}
    return render(request, "cms/admin/guide.html", {**context, "breadcrumbs_items": crumbs})


def read_guide(text: str) -> tuple[str, SafeString]:
    """The title and the rest as HTML. Links to other pages of the guide lead there; to other documents, nowhere."""
    tokens = _reader.parse(text)
    if not tokens or tokens[0].tag != "h1":
        raise ValueError("A page of the guide begins with its title.")
    title, body = tokens[1].content, tokens[3:]
    for token in body:
        if token.children:
            token.children = _led(token.children)
    return title, mark_safe(_reader.renderer.render(body, _reader.options, {}))  # noqa: S308 -- our own document


def _led(tokens: list[Token]) -> list[Token]:
    """Inline tokens with links that work in the admin."""
    kept: list[Token] = []
    inside_dead_link = False
    for token in tokens:
        if token.type == "link_open":
            address = _address(str(token.attrGet("href")))
            inside_dead_link = not address
            token.attrSet("href", address)
        dead = inside_dead_link and token.type in ("link_open", "link_close")
        if token.type == "link_close":
            inside_dead_link = False
        if not dead:
            kept.append(token)
    return kept


def _address(written: str) -> str:
    if "://" in written:
        return written
    name = written.removesuffix(".md")
    if "/" in name or not (FOLDER / written).is_file():
        return ""
    return reverse("cms_guide") if name == FIRST else reverse("cms_guide", args=[name])
