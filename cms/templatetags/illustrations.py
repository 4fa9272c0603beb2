"""The pictures of our own, in templates."""

from django import template
from django.utils.safestring import SafeString

from cms.illustrations.drawing import on_page

register = template.Library()


@register.simple_tag
def illustration(scene: str | None, alt: str = "") -> SafeString:
    """A scene by its key. Without a text in its place it is decorative."""
    return on_page(scene or "", alt)
