"""What an editor reads of an exercise that cannot be published: where, and what to mend."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from exercises.registry import kind, kinds
from tests.exercises import play


def messages(error: ValidationError, way: str = "") -> dict[str, list[str]]:
    """What is said at which place."""
    found: dict[str, list[str]] = {}
    if isinstance(error, StructBlockValidationError | ListBlockValidationError):
        found |= {way: [one.message for one in error.non_block_errors.as_data()]}
        for name, inside in error.block_errors.items():
            found |= messages(inside, f"{way}/{name}")
    else:
        found[way] = error.messages
    return {place: [str(one) for one in said] for place, said in found.items() if said}


def refused(name: str, value: Any) -> dict[str, list[str]]:
    with override("en"), pytest.raises(StructBlockValidationError) as refusal:
        kind(name).clean(value)
    return messages(refusal.value)


def changed(name: str, path: play.Path, value: Any) -> Any:
    """The example of a kind with one thing changed, as a form sends it."""
    return kind(name).to_python(play.with_value(play.raw_example(kind(name)), path, value))


def test_a_list_tells_which_item_lacks_what_and_the_field_asks_for_it() -> None:
    value = changed("choice", ("options", 1, "value", "feedback"), "")

    assert refused("choice", value) == {
        "/options": ["Option 2 has no feedback."],
        "/options/1/feedback": ["Fill in “Feedback”."],
    }


def test_everything_to_mend_is_told_at_once() -> None:
    value = changed("test", ("title",), "")
    value["draw"], value["pass_mark"] = "10", "120"  # a form sends text

    assert refused("test", value) == {
        "/title": ["Fill in “Title”."],
        "/draw": ["The test draws 10 questions, but there are 3."],
        "/pass_mark": ["Fill in a number from 1 to 100."],
    }


def test_a_list_that_is_too_short_or_too_long_says_how_many_it_takes() -> None:
    cards = play.raw_example(kind("cards"))["cards"]
    long = [{**cards[0], "value": {**cards[0]["value"], "front": f"Kaart {number}"}} for number in range(21)]

    assert refused("cards", changed("cards", ("cards",), cards[:1])) == {
        "/cards": ["“Cards” needs at least 2. Add what is missing."]
    }
    assert refused("cards", changed("cards", ("cards",), long)) == {
        "/cards": ["“Cards” has room for 20. Take out what is too much."]
    }


def test_several_messages_of_a_list_come_out_in_the_order_of_its_items() -> None:
    value = changed("checklist", ("items",), [{"type": "item", "id": str(n), "value": ""} for n in range(2)])

    shown = list(reversed(refused("checklist", value)["/items"]))  # the form puts each above the one before

    assert shown == ["Line 1 is empty.", "Line 2 is empty."]


def test_a_draft_may_be_unfinished() -> None:
    block, value = kind("choice"), changed("choice", ("options", 1, "value", "feedback"), "")

    block.defer_required_validation()
    try:
        assert block.clean(value)["options"][1]["feedback"] == ""
    finally:
        block.restore_deferred_validation()


@pytest.mark.parametrize("name", sorted(kinds()))
def test_a_form_that_nobody_filled_in_is_not_told_that_its_empty_texts_are_the_same(name: str) -> None:
    said = [message for at_place in refused(name, kind(name).get_default()).values() for message in at_place]

    assert [one for one in said if "same" in one or "“”" in one or ": ." in one or "only one thing" in one] == []
