"""What the editor's block picker shows: prose as it will look, an exercise that can be played."""

from typing import Any
from uuid import uuid4

from django import template
from django.utils.safestring import SafeString, mark_safe

from courses.preview import playable
from exercises.base import ExerciseBlock
from exercises.registry import Exercise

register = template.Library()


@register.simple_tag(takes_context=True)
def preview_of(context: template.Context, bound_block: Any) -> SafeString:
    """The example of a block. Those of exercises are graded for real and leave no record."""
    block = bound_block.block
    if isinstance(block, ExerciseBlock):
        shown = playable(Exercise(id=uuid4(), block=block, value=bound_block.value))
        return mark_safe(shown.render(context["request"]))  # noqa: S308 -- a rendered template
    return mark_safe(bound_block.render(context.flatten()))  # noqa: S308 -- a rendered template
