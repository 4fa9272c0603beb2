"""What an editor reads when an exercise cannot be published: one message for each thing to mend, at its place."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError, ListValue
from wagtail.blocks.struct_block import StructBlockValidationError

from exercises.contract import Problem


def as_read(block: blocks.Block, value: Any) -> Any:
    """What was filled in, with every number a number, so that checks can read it though some of it is refused."""
    if isinstance(block, blocks.StructBlock):
        children = block.child_blocks.items()
        return blocks.StructValue(block, [(name, as_read(child, value[name])) for name, child in children])
    if isinstance(block, blocks.ListBlock):
        child = block.child_block
        read = [ListValue.ListChild(child, as_read(child, one.value), id=one.id) for one in value.bound_blocks]
        return ListValue(block, bound_blocks=read)
    try:
        return block.value_from_form(block.field.to_python(block.value_for_form(value)))
    except ValidationError:
        return None


def refusal(
    block: blocks.StructBlock, value: Any, theirs: Mapping[str, ValidationError], problems: Iterable[Problem]
) -> StructBlockValidationError | None:
    """Wagtail's errors in plain words, together with a kind's own problems; None when all is well."""
    ours: dict[str, list[Any]] = {}
    for problem in problems:
        if problem.is_error:
            ours.setdefault(problem.field, []).append(problem.message)
    errors = {name: _in_plain_words(block.child_blocks[name], value[name], error) for name, error in theirs.items()}
    for name, messages in ours.items():
        errors[name] = _together(block.child_blocks[name], errors.get(name), messages)
    return StructBlockValidationError(block_errors=errors) if errors else None


def _together(block: blocks.Block, theirs: ValidationError | None, messages: list[Any]) -> ValidationError:
    """Where both speak of one field, the kind's own words stand: they know more. A list shows both."""
    if not isinstance(block, blocks.ListBlock):
        return ValidationError(messages)
    first = theirs if isinstance(theirs, ListBlockValidationError) else ListBlockValidationError()
    own = [ValidationError(message) for message in reversed(messages)]  # Wagtail puts each above the one before
    return ListBlockValidationError(first.block_errors, [*own, *first.non_block_errors.as_data()])


def _in_plain_words(block: blocks.Block, value: Any, error: ValidationError) -> ValidationError:
    """The same error, said to somebody who writes courses."""
    if isinstance(error, StructBlockValidationError):
        inside = {
            name: _in_plain_words(block.child_blocks[name], value[name], one)
            for name, one in error.block_errors.items()
        }
        return StructBlockValidationError(inside, error.non_block_errors)
    if isinstance(error, ListBlockValidationError):
        items = {
            place: _in_plain_words(block.child_block, value[place], one) for place, one in error.block_errors.items()
        }
        return ListBlockValidationError(items, _of_count(block, len(value)))
    return _of_field(block, error)


def _of_count(block: blocks.ListBlock, count: int) -> list[ValidationError]:
    """What to do when a list has too few items, or too many."""
    least, most = block.meta.min_num or 0, block.meta.max_num
    if count < least:
        message = _("“%(list)s” needs at least %(least)s. Add what is missing.")
        return [ValidationError(message % {"list": block.label, "least": least})]
    if most is not None and count > most:
        message = _("“%(list)s” has room for %(most)s. Take out what is too much.")
        return [ValidationError(message % {"list": block.label, "most": most})]
    return []


def _of_field(block: blocks.FieldBlock, error: ValidationError) -> ValidationError:
    """What to fill in; an error of another sort stays as it is."""
    codes = {one.code for one in error.error_list}
    if "required" in codes:
        return ValidationError(_("Fill in “%(field)s”.") % {"field": block.label})
    low, high = (getattr(block.field, name, None) for name in ("min_value", "max_value"))
    if codes & {"min_value", "max_value", "invalid"} and None not in (low, high):
        return ValidationError(_("Fill in a number from %(low)s to %(high)s.") % {"low": low, "high": high})
    return error
