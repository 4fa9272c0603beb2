"""What kinds with a list of items share: the list, its ids, its texts, and an order that is mixed."""

import random
from collections.abc import Iterable
from typing import Any

from wagtail import blocks

from cms.blocks import named
from exercises.contract import Text


class SeveralBlock(blocks.ListBlock):
    """A list that begins with as many empty items as it needs, so that no editor begins with an error."""

    def __init__(self, child_block: blocks.Block, *, min_num: int, **kwargs: Any) -> None:
        if isinstance(child_block, blocks.FieldBlock):
            named(child_block)
        begin = [child_block.get_default() for _place in range(min_num)]
        super().__init__(child_block, min_num=min_num, **{"default": begin, **kwargs})


def item_ids(items: Any) -> list[str | None]:
    """The ids of a ListBlock value's items, in order: what `rules` uses to see that options moved."""
    return [child.id for child in items.bound_blocks]


def with_ids(items: Any) -> list[tuple[str | None, Any]]:
    """The items of a ListBlock value, each with its id."""
    return list(zip(item_ids(items), items, strict=True))


def item_texts(items: Iterable[Any], **roles: str) -> list[Text]:
    """The texts of items, one item after another: `text="option"` gives the field `text` the role of an option."""
    return [Text(role, item[name]) for item in items for name, role in roles.items()]


def mixed(items: Any) -> list[int]:
    """The places of a ListBlock value's items in a mixed order: the same for everybody, and at every visit."""
    return shuffled(item_ids(items)[:1], len(items))


def shuffled(seed: Any, count: int) -> list[int]:
    """The numbers 0 to count-1 in an order that is mixed, never the plain order, and always the same for one seed."""
    order = list(range(count))
    random.Random(str(seed)).shuffle(order)  # noqa: S311 -- an order on screen, not a secret
    return order[1:] + order[:1] if order == sorted(order) else order
