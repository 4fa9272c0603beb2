"""What the templates of exercise kinds need beside Django's own tags."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def at(mapping: Mapping[str, Any], name: str) -> Any:
    """The entry under a name that is only known in the template: the error at a row, for instance."""
    return mapping.get(name)
