"""Marks text that is written in another language than the page around it: a screen reader then says it right."""

from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.html import format_html
from django.utils.translation import get_language_info

from cms.languages import (
    attributes,
    label_attributes,
    marked,
    site_attributes,
    spoken_language,
    words_in,
    written_language,
)

register = template.Library()


@register.simple_tag
def written_in(language: str = "") -> str:
    """Attributes for an element with an editor's words; none where the page speaks that language itself.

    `language` is that of the words. When not given, it is that of the `words_in` around it, or else the site's own.
    """
    return attributes(language or written_language(), around=spoken_language())


@register.simple_tag
def site_words() -> str:
    """Attributes for what is always in the site's own language, such as the name of a contact."""
    return site_attributes()


@register.simple_tag
def written(text: object) -> str:
    """An editor's words that have no element of their own: within one where the page speaks another language."""
    return marked(str(text)) if text else ""


@register.simple_tag
def own_words() -> str:
    """Attributes for a label of ours among an editor's words; none where both are in the same language."""
    return label_attributes()


@register.simple_tag
def available_languages() -> list[tuple[str, str]]:
    """The languages that the pages speak, each as its code and its name."""
    return [(code, str(name)) for code, name in settings.INTERFACE_LANGUAGES]


@register.simple_tag
def language_named(language: str) -> str:
    """The name of a language in itself, as in “English”; empty for the site's own on a page that speaks it."""
    if language in ("", settings.LANGUAGE_CODE) and spoken_language() == settings.LANGUAGE_CODE:
        return ""
    language = language or settings.LANGUAGE_CODE
    name = get_language_info(language)["name_local"]
    return format_html("<span{}>{}</span>", attributes(language, around=spoken_language()), name[:1].upper() + name[1:])


class WordsInNode(template.Node):
    """What stands between the tags, with its editor's words in one language."""

    def __init__(self, language: FilterExpression, nodelist: NodeList) -> None:
        self.language = language
        self.nodelist = nodelist

    def render(self, context: Any) -> str:
        """The content, as it is."""
        with words_in(str(self.language.resolve(context) or "")):
            return self.nodelist.render(context)


@register.tag("words_in")
def words_in_tag(parser: Parser, token: Token) -> WordsInNode:
    """`{% words_in study.language %}…{% endwords_in %}`: every `written_in` between them is of this language."""
    try:
        _name, language = token.split_contents()
    except ValueError as error:
        raise template.TemplateSyntaxError("words_in takes one argument: a language.") from error
    nodelist = parser.parse(("endwords_in",))
    parser.delete_first_token()
    return WordsInNode(parser.compile_filter(language), nodelist)
