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
    if isinstance(text, RichText):
        html = expand_db_html(text.source)
    else:
        html = str(format_html("{}", text))
    return mark_safe(SOURCE_MARK.sub(_mark, html))  # noqa: S308 -- rich text cleaned by Wagtail, or escaped above


def _mark(match: re.Match[str]) -> str:
    key = match.group(1)
    label = _("Source %(key)s") % {"key": key}
    return format_html(
        ' <a class="source-mark" href="{}#bron-{}" title="{}">{}</a>', reverse("cms:sources"), key, label, key.removeprefix("L:")
    )
