"""A scene as SVG: within a page, in the colours of its style sheet; or as an image by itself, in those of the day."""

import re
from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cms.illustrations.colours import DAY, SHADE_OPACITY
from cms.illustrations.places import HEIGHT, WIDTH
from cms.illustrations.scenes import SCENES

COLOUR = re.compile(r'class="i-([a-z-]+)"')


def on_page(key: str, alt: str = "") -> SafeString:
    """The scene for within a page. Without a text in its place it is decorative. Nothing, if it is no longer there."""
    if key not in SCENES:
        return SafeString("")
    shapes = mark_safe(_shapes(key))  # noqa: S308 -- our own drawing
    words = format_html('role="img" aria-label="{}"', alt) if alt else mark_safe('aria-hidden="true"')
    frame = '<svg class="illustration" viewBox="0 0 {} {}" focusable="false" {}>{}</svg>'
    return format_html(frame, WIDTH, HEIGHT, words, shapes)


@cache
def by_itself(key: str) -> str:
    """The scene as a file. Raises KeyError for a scene that is not there."""

    def filled(found: re.Match[str]) -> str:
        opacity = f' fill-opacity="{SHADE_OPACITY}"' if found.group(1) == "shade" else ""
        return f'fill="{DAY[found.group(1)]}"{opacity}'

    shapes = COLOUR.sub(filled, _shapes(key))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{shapes}</svg>'


@cache
def _shapes(key: str) -> str:
    return SCENES[key].draw()
