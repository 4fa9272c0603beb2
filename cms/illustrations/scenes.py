"""All scenes, by the key that pages and releases keep."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.illustrations import at_home


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture that can be chosen, by what happens in it."""

    name: Any  # a text that is translated when it is shown
    parts: Callable[[], list[str]]

    def draw(self) -> str:
        """Its shapes, from the back to the front."""
        return "".join(self.parts())


SCENES: dict[str, Scene] = {
    "keukentafel": Scene(_("tea at the kitchen table"), at_home.kitchen_table),
    "ecogram": Scene(_("drawing an ecogram together"), at_home.ecogram),
    "raam": Scene(_("alone by the window"), at_home.at_the_window),
}
