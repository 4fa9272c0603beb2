"""Every kind of exercise in its states, for the style page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import template
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from exercises.base import ExerciseBlock
from exercises.contract import InvalidAnswer
from exercises.registry import Exercise, kinds
from exercises.rendering import Shown, loaded_for

register = template.Library()
MOST_PICKS = 4  # so many options are tried to find an answer that is not right


@dataclass(frozen=True, slots=True)
class ExerciseSample:
    """One kind in one state, as HTML."""

    kind: str
    label: str | Promise
    state: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Samples:
    """All of them, and the sheets that their page loads."""

    exercises: list[ExerciseSample] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)


@register.simple_tag(takes_context=True)
def exercise_samples(context: dict[str, Any]) -> Samples:
    """The example of each kind that editors may choose: asked, refused, and answered in one or two ways."""
    request = context["request"]
    blocks = [block for block in kinds().values() if not block.retired]
    found = [one for number, block in enumerate(blocks) for one in _samples(request, block, 100 * number)]
    return Samples(found, loaded_for(_exercise(block, 0) for block in blocks)["styles"])


def _samples(request: HttpRequest, block: ExerciseBlock, first: int) -> Iterator[ExerciseSample]:
    for number, (state, facts) in enumerate(_states(_exercise(block, first)), start=first):
        html = Shown(_exercise(block, number), "", **facts).render(request)
        quiet = html.replace(" data-focus autofocus", "")  # the focus is for an exercise alone on its page
        yield ExerciseSample(block.kind, block.meta.label, state, mark_safe(quiet))  # noqa: S308 -- our own template


def _states(exercise: Exercise) -> Iterator[tuple[str, dict[str, Any]]]:
    yield _("asked"), {}
    try:
        exercise.respond(state={}, data=QueryDict())
    except InvalidAnswer as error:
        yield _("refused"), {"errors": error.errors, "typed": QueryDict()}
    right = exercise.respond(state={}, data=_data(exercise.block.example_answer))
    yield (_("answered well") if right.outcome.passed else _("done")), {"state": right.state}
    if other := _answer_that_fails(exercise):
        yield _("answered less well"), {"state": other}


def _answer_that_fails(exercise: Exercise) -> dict[str, Any] | None:
    """The state after an answer of the same shape that is not right, where there is right and wrong."""
    if not exercise.block.judged:
        return None
    for pick in range(MOST_PICKS):
        try:
            answer = {name: [str(pick)] for name in exercise.block.example_answer}
            response = exercise.respond(state={}, data=_data(answer))
        except InvalidAnswer:
            continue
        if response.outcome.passed is False and response.outcome.completed:
            return response.state
    return None


def _exercise(block: ExerciseBlock, number: int) -> Exercise:
    return Exercise(UUID(int=number), block, block.get_preview_value())


def _data(answer: dict[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in answer.items():
        data.setlist(name, values)
    return data
