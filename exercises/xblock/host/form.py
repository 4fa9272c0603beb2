"""A form for the simple fields of a block type, made from what the block says of its fields."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from xblock.fields import Boolean, Field, Float, Integer, String

from exercises.xblock.host.classes import block_class
from exercises.xblock.host.olx import editable_names

#: What every block has and no editor of a course needs; and what the exercise says itself, or the host.
UNASKED = {"name", "tags", "parent", "children", "xml_attributes", "weight", "start", "due", "graceperiod", "graded"}
LONG = 80  # characters of a text beyond which it gets a larger field
SIMPLE = (String, Integer, Float, Boolean)


def simple_fields(block_type: str) -> dict[str, Field]:
    """The fields of this type that a form can ask for, in the order of the block. Raises BlockUnavailable."""
    found = block_class(block_type)
    names = editable_names(found) - UNASKED
    return {name: declared for name, declared in _in_order(found) if name in names and isinstance(declared, SIMPLE)}


def form_for(block_type: str, settings: dict[str, Any], data: Any = None) -> forms.Form:
    """The form, with what was filled in so far or else what the block begins with. Raises BlockUnavailable."""
    form = forms.Form(data, prefix="xblock", label_suffix="")
    for name, declared in simple_fields(block_type).items():
        value = settings.get(name, declared.default)
        field = _form_field(declared, value)
        field.label, field.help_text = str(declared.display_name), str(declared.help or "")
        field.initial = value
        form.fields[name] = field
    return form


def problems_in(block_type: str, settings: dict[str, Any]) -> list[str]:
    """What is wrong with what was filled in, each with the name of its field. Raises BlockUnavailable."""
    declared = simple_fields(block_type)
    form = form_for(block_type, settings, {f"xblock-{name}": value for name, value in settings.items()})
    form.is_valid()
    message = _("“%(field)s”: %(error)s")
    found = [
        message % {"field": form.fields[name].label, "error": error}
        for name, errors in form.errors.items()
        if name in settings
        for error in errors
    ]
    unknown = sorted(settings.keys() - declared.keys())
    if unknown:
        said = {"names": ", ".join(unknown), "known": ", ".join(declared) or "–"}
        found.append(_("The block has no simple field with the name %(names)s. It has: %(known)s.") % said)
    return found


def _in_order(found: Any) -> list[tuple[str, Field]]:
    """Titles first, then as the class declares them."""
    declared = [name for base in reversed(found.mro()) for name in vars(base) if name in found.fields]
    order = {name: place for place, name in enumerate(dict.fromkeys(declared))}
    names = sorted(found.fields, key=lambda name: (name != "display_name", order.get(name, 0)))
    return [(name, found.fields[name]) for name in names]


def _form_field(declared: Field, value: Any) -> forms.Field:
    values = declared.values
    if isinstance(declared, Boolean):
        return forms.BooleanField(required=False)
    if isinstance(values, list | tuple | set) and values:
        return forms.ChoiceField(choices=[_choice(one) for one in values], required=False)
    limits = values if isinstance(values, dict) else {}
    least, most = limits.get("min"), limits.get("max")
    if isinstance(declared, Integer):
        return forms.IntegerField(min_value=least, max_value=most, required=False)
    if isinstance(declared, Float):
        return forms.FloatField(min_value=least, max_value=most, required=False)
    is_long = "multiline_editor" in declared.runtime_options or len(str(value or "")) > LONG
    return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}) if is_long else None, strip=False, required=False)


def _choice(one: Any) -> tuple[str, str]:
    if isinstance(one, dict):
        return str(one.get("value")), str(one.get("display_name", one.get("value")))
    return str(one), str(one)
