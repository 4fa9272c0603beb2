"""Tags for prose: source marks that become links."""

import re
from collections.abc import Mapping

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText, expand_db_html

from cms.hyphens import with_soft_hyphens
from cms.languages import label_attributes, written_language

register = template.Library()
SOURCE_KEY = re.compile(r"S\d+|[A-Z]:[a-z0-9-]+")
SOURCE_MARK = re.compile(rf"\s*\[({SOURCE_KEY.pattern})\]")


@register.filter
def with_sources(text: object) -> SafeString:
    """Rich or plain text in which [S1] is a small link to the source list of the same module."""
    html = expand_db_html(text.source) if isinstance(text, RichText) else str(format_html("{}", text))
    return mark_safe(SOURCE_MARK.sub(_mark, html))  # noqa: S308 -- rich text cleaned by Wagtail, or escaped above


def with_numbers(text: str, numbers: Mapping[str, int]) -> SafeString:
    """Plain text in which [S1] is the number of that source in a printed list; a mark without a number goes."""

    def number(match: re.Match[str]) -> str:
        found = numbers.get(match.group(1))
        return format_html("<sup>{}</sup>", found) if found else ""

    return mark_safe(SOURCE_MARK.sub(number, escape(text)))  # noqa: S308 -- escaped here


def source_keys(text: str) -> list[str]:
    """The keys of the sources that a text names, in order."""
    return SOURCE_MARK.findall(text)


@register.filter
def without_sources(text: object) -> SafeString:
    """The same text without its source marks, for paper that has no list of them."""
    html = expand_db_html(text.source) if isinstance(text, RichText) else str(format_html("{}", text))
    return mark_safe(SOURCE_MARK.sub("", html))  # noqa: S308 -- rich text cleaned by Wagtail, or escaped above


@register.filter
def breakable(title: object) -> str:
    """A Dutch title whose longest words may be broken as Dutch breaks them, never before their last letter."""
    return with_soft_hyphens(str(title)) if written_language() == settings.LANGUAGE_CODE else str(title)


@register.filter
def source_marks(keys: str | None) -> SafeString:
    """Keys with a comma between them ("S1, L:pharos") as links: “bron”, or “bron 1”, “bron 2” where there are several.

    Our own advice (O) has no source.
    """
    marks = [key for key in re.split(r"[,\s]+", keys or "") if SOURCE_KEY.fullmatch(key)]
    names = [f"{_('source')} {place}" if len(marks) > 1 else _("source") for place in range(1, len(marks) + 1)]
    link = '<a class="source-mark source-mark--alone" href="{}">{}<span class="visually-hidden"> {}</span></a>'
    shown = zip(marks, names, strict=True)
    return format_html_join(", ", link, ((_address(key), name, key.removeprefix("L:")) for key, name in shown))


def _mark(match: re.Match[str]) -> SafeString:
    """“bron”, with the key for who does not see the page: in running text a key would only be in the way."""
    key = match.group(1)
    link = ' <a class="source-mark" href="{}"{}>{}<span class="visually-hidden"> {}</span></a>'
    return format_html(link, _address(key), label_attributes(), _("source"), key.removeprefix("L:"))


def _address(key: str) -> str:
    return f"{reverse('cms:sources')}#bron-{key}"
