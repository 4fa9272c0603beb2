"""When a course is done: its rule, in numbers and in words. Judged in `learning`, told to everybody from here."""

from collections.abc import Iterable
from math import ceil

from django.utils.translation import gettext as _

from courses.frozen import FrozenModule, read_modules
from courses.models import Release


def right_answers_needed(total: int, right_needed: int) -> int:
    """The course's percentage as a number of answers: 80 % of 5 is 4."""
    return ceil(total * right_needed / 100)


def completion_words(release: Release, modules: Iterable[FrozenModule] | None = None) -> str:
    """The rule as a sentence: what somebody must do to be done."""
    needed, has_test = int(release.content.get("right_needed", 0)), bool(release.content.get("has_test"))
    words = _("you saw all steps and did all required exercises")
    if needed:
        frozen = modules if modules is not None else read_modules(list(release.modules.all()))
        judged = [one for module in frozen for one in module.exercises if one.is_required and one.block.judged]
        words = _("you saw all steps, did all required exercises and got %(right)d of %(total)d questions right") % {
            "right": right_answers_needed(len(judged), needed),
            "total": len(judged),
        }
    return _("%(rule)s, and passed the test") % {"rule": words} if has_test else words
