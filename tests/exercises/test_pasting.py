"""A list that an editor pastes as text, one item on each line."""

from typing import Any

import pytest
from wagtail.blocks.struct_block import StructBlockValidationError

from exercises.registry import kind, kinds
from tests.exercises import play

LINES = """Fijn dat je er bent. | Ze hoort er meteen bij.

  Ga maar zitten. | Zeg er iets vriendelijks bij. | Echt.
Je bent te laat."""


def pasted(name: str, lines: str) -> Any:
    block = kind(name)
    value = block.to_python(play.raw_example(block))
    value["paste"] = lines
    return value


def taken_in(name: str, value: Any) -> Any:
    """What the form gives."""
    pasting = kind(name).pasting
    assert pasting
    return pasting.take_in(value)


def test_each_line_becomes_an_item_after_those_that_stood_there() -> None:
    value = taken_in("choice", pasted("choice", LINES))

    assert [(option["text"], option["feedback"]) for option in value["options"]][-2:] == [
        ("Ga maar zitten.", "Zeg er iets vriendelijks bij. | Echt."),
        ("Je bent te laat.", ""),
    ]


def test_pasted_lines_take_the_place_of_items_that_nobody_filled_in() -> None:
    new = kind("choice").get_default()
    new["paste"] = LINES
    new["options"][0]["text"] = ""  # as a form sends it

    value = taken_in("choice", new)

    assert [option["text"] for option in value["options"]] == [
        "Fijn dat je er bent.",
        "Ga maar zitten.",
        "Je bent te laat.",
    ]


def test_saving_again_with_the_same_lines_adds_nothing() -> None:
    once = taken_in("choice", pasted("choice", LINES))

    once["paste"] = LINES
    twice = taken_in("choice", once)

    assert [option["text"] for option in twice["options"]] == [option["text"] for option in once["options"]]
    assert len({child.id for child in twice["options"].bound_blocks}) == len(twice["options"])


def test_what_was_pasted_is_not_stored_apart() -> None:
    assert "paste" not in kind("choice").get_prep_value(pasted("choice", LINES))


def test_pasted_item_is_checked_like_any_other() -> None:
    with pytest.raises(StructBlockValidationError) as refused:
        kind("choice").clean(taken_in("choice", pasted("choice", "Je bent te laat.")))

    assert "options" in refused.value.block_errors


@pytest.mark.parametrize("name", [name for name, block in kinds().items() if block.pasting])
def test_every_kind_takes_lines_into_its_own_list(name: str) -> None:
    pasting = kind(name).pasting
    assert pasting

    value = taken_in(name, pasted(name, "Regel een | twee | drie\nRegel vier"))

    assert len(value[pasting.into]) == len(pasted(name, "")[pasting.into]) + 2
    item = value[pasting.into][-1]
    assert (item[pasting.fields[0]] if pasting.fields else item) == "Regel vier"
