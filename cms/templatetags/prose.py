"""Tags for prose: source marks that become links."""

import re

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText, expand_db_html

register = template.Library()
SOURCE_MARK = re.compile(r"\s*\[((?:S\d+|[A-Z]:[a-z0-9-]+))\]")


@register.filter
def with_sources(text: object) -> SafeString:
    """Rich or plain text in which [S1] is a small link to the source list of the same module."""
    html = expand_db_html(text.source) if isinstance(text, RichText) else str(format_html("{}", text))
    return mark_safe(SOURCE_MARK.sub(_mark, html))  # noqa: S308 -- rich text cleaned by Wagtail, or escaped above


def _mark(match: re.Match[str]) -> str:
    """“bron”, with the key for who does not see the page: in running text a key would only be in the way."""
    key = match.group(1)
    return format_html(
        ' <a class="source-mark" href="{}#bron-{}">{}<span class="visually-hidden"> {}</span></a>',
        reverse("cms:sources"),
        key,
        _("source"),
        key.removeprefix("L:"),
    )
