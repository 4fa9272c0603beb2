"""A list that an editor already has as text, pasted at once: one item for each line.

For items of texts alone. The questions of a test have answers of their own, of which one is right: those take more than
a line, and so another way of writing, which is the test's (`exercises.final_test.pasting`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListValue

BETWEEN = "|"
PASTE = "paste"  # the name of the field


@dataclass(frozen=True, slots=True)
class Pasting:
    """Into which list pasted lines go, and into which fields of an item go the parts between bars. None: texts."""

    into: str
    fields: tuple[str, ...] = ()

    def field(self, item: blocks.Block) -> blocks.TextBlock:
        """Where the editor pastes; its help names the parts by their labels."""
        parts = [item.child_blocks[name].label for name in self.fields] or [item.label]
        shape = format_lazy(f" {BETWEEN} ".join("{}" for _part in parts), *parts)
        help_text = format_lazy(
            _("One on each line: {shape}. Save the draft, and they stand in the list."), shape=shape
        )
        return blocks.TextBlock(label=_("Lines"), required=False, default="", rows=4, help_text=help_text)

    def take_in(self, value: Any) -> Any:
        """The value with every pasted line in its list, once however often it is saved; unfilled items make room."""
        lines = [line.strip() for line in value[PASTE].splitlines() if line.strip()]
        if not lines:
            return value
        items = value[self.into]
        item = items.list_block.child_block
        kept = [child for child in items.bound_blocks if not _is_unfilled(item, child.value)]
        known = {str(self._first(child.value)) for child in kept}
        fresh = [
            ListValue.ListChild(item, new, id=str(uuid4()))
            for new in self._read(item, lines)
            if str(self._first(new)) not in known
        ]
        whole = ListValue(items.list_block, bound_blocks=[*kept, *fresh])
        return type(value)(value.block, (dict(value) | {self.into: whole, PASTE: ""}).items())

    def _read(self, item: blocks.Block, lines: list[str]) -> Iterator[Any]:
        for line in lines:
            if not self.fields:
                yield item.to_python(line)
                continue
            parts = [part.strip() for part in line.split(BETWEEN, len(self.fields) - 1)]
            given = dict.fromkeys(self.fields, "") | dict(zip(self.fields, parts, strict=False))
            yield item.to_python(item.get_prep_value(item.get_default()) | given)

    def _first(self, value: Any) -> Any:
        return value[self.fields[0]] if self.fields else value


def _is_unfilled(item: blocks.Block, value: Any) -> bool:
    """Whether an item stands there as it was added: a form gives it empty texts, a new block None."""
    stored, begin = item.get_prep_value(value), item.get_prep_value(item.get_default())
    if not isinstance(stored, dict):
        return not stored
    return all(not part or part == begin[name] for name, part in stored.items())
