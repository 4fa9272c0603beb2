"""All scenes, by the key that pages and releases keep."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.illustrations import at_home, at_the_club, between, on_the_pitch


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
    "plan": Scene(_("making a plan together"), at_home.making_a_plan),
    "deur": Scene(_("on the doorstep"), at_home.on_the_doorstep),
    "koken": Scene(_("cooking together"), at_home.cooking),
    "kantine": Scene(_("coffee in the canteen"), at_the_club.canteen),
    "training": Scene(_("a trainer and the group"), on_the_pitch.training),
    "compliment": Scene(_("a compliment"), on_the_pitch.compliment),
    "apart": Scene(_("apart on the bench"), at_the_club.apart),
    "langs-de-lijn": Scene(_("along the line"), on_the_pitch.along_the_line),
    "nablijven": Scene(_("after the training"), at_the_club.after_the_training),
    "bruggen": Scene(_("three places and their bridges"), between.bridges),
}
