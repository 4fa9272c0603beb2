"""The blocks of a module: steps that hold prose and exercises."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks import PROSE_BLOCKS
from exercises.registry import kinds


def step_content() -> blocks.StreamBlock:
    """Prose and exercises in any order."""
    return blocks.StreamBlock([*PROSE_BLOCKS, *kinds().items()], label=_("Content"))


class StepBlock(blocks.StructBlock):
    """One screen: a title, some prose, at most one or two exercises."""

    title = blocks.CharBlock(
        label=_("Title of the step"), max_length=100, help_text=_("Say what it is about, not “Introduction”.")
    )
    content = step_content()

    class Meta:
        icon = "form"
        label = _("Step")
        label_format = "{title}"
        description = _("One screen: one idea, a short text, at most one or two exercises.")


class StepsBlock(blocks.StreamBlock):
    """The steps of a module, in order."""

    step = StepBlock()
