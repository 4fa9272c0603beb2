"""What the templates of exercise kinds need beside Django's own tags."""

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cms.languages import attributes, label_language, written_language

register = template.Library()
_ISOLATED = re.compile("\u2068(.*?)\u2069")


@register.filter
def at(mapping: Mapping[str, Any], name: str) -> Any:
    """The entry under a name that is only known in the template: the error at a row, for instance."""
    return mapping.get(name)


@register.filter
def names_apart(sentence: str) -> SafeString:
    """A sentence of ours in which each isolated name of an editor (UAX 9, section 2.4) says in which language it is."""
    language = written_language()
    its_own = attributes(language, around=label_language(language))
    told = _ISOLATED.sub(lambda name: f"<bdi{its_own}>{name[1]}</bdi>", escape(sentence))
    return mark_safe(told)  # noqa: S308 -- the sentence is escaped
