"""Choosing a scene in the editor, by looking at it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import RadioSelect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.illustrations.scenes import SCENES


class SceneSelect(RadioSelect):
    """Every scene as a small picture with its name. What may be left empty has a choice for that as well."""

    option_template_name = "cms/admin/scene_option.html"

    class Media:
        css = {"all": ["cms/scenes.css"]}

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        """Without the empty choice where a scene is needed: there is no picture of it."""
        groups = super().optgroups(name, value, attrs)
        return [group for group in groups if group[1][0]["value"] or not self.is_required]

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the address of its picture."""
        option = super().create_option(*args, **kwargs)
        option["picture"] = reverse("cms:illustration", args=[option["value"]]) if option["value"] else ""
        return option


def scene_choices() -> list[tuple[str, Any]]:
    """Every scene by its key, in the order of the house: at home first, then the club."""
    return [(key, scene.name) for key, scene in SCENES.items()]


def scene_or_none_choices() -> list[tuple[str, Any]]:
    """The same, after the choice for none."""
    return [("", gettext_lazy("no picture")), *scene_choices()]


def validate_scene(key: str) -> None:
    """Refuse a key that no scene has."""
    if key not in SCENES:
        raise ValidationError(_("There is no picture with this name: %(name)s") % {"name": key})
