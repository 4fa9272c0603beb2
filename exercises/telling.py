"""An exercise in lines that an editor recognises from its form, to show what is different between two of them."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail import blocks


def told(block: blocks.Block, value: Any) -> list[str]:
    """Every field in order: a text as it stands, anything else after its label and the item it is about.

    Fields that are empty are left out.
    """
    return list(_fields(block, value, about=""))


def _fields(block: blocks.Block, value: Any, about: str) -> Iterator[str]:
    for name, child in block.child_blocks.items():
        yield from _lines(child, value.get(name), about)


def _lines(block: blocks.Block, value: Any, about: str) -> Iterator[str]:
    if isinstance(block, blocks.StructBlock):
        yield from _fields(block, value, _name(block, value) or about)
    elif isinstance(block, blocks.ListBlock):
        for item in value or []:
            yield from _lines(block.child_block, item, about)
    else:
        yield from _leaf(block, value, about)


def _leaf(block: blocks.Block, value: Any, about: str) -> Iterator[str]:
    label, shown = str(block.label), _shown(block, value)
    if not shown:
        return
    if isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock):
        yield shown
    else:
        asked = label if label.endswith("?") else f"{label}:"
        yield f"“{about}” – {asked} {shown}" if about else f"{asked} {shown}"


def _shown(block: blocks.Block, value: Any) -> str:
    if isinstance(block, blocks.BooleanBlock):
        return _("yes") if value else _("no")
    if isinstance(block, blocks.ChoiceBlock):
        return str(dict(block.field.choices).get(value, value) or "")
    return "" if value is None else str(value).strip()


def _name(block: blocks.StructBlock, value: Any) -> str:
    """What an item is known by: its first text."""
    for name, child in block.child_blocks.items():
        if isinstance(child, blocks.CharBlock | blocks.TextBlock) and value.get(name):
            return str(value.get(name)).strip()
    return ""
