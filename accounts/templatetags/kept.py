"""The table of what is kept, for pages of text."""

from django import template

from accounts.kept import Kept, what_is_kept

register = template.Library()


@register.simple_tag
def kept_subjects() -> list[Kept]:
    """What the site keeps about people, by subject."""
    return what_is_kept()
