"""Taking a final test through the real services, as well or as badly as a story needs."""

from typing import Any
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils import timezone

from courses.models import ReleaseModule
from exercises.registry import Exercise
from learning.models import Enrolment, ExerciseState
from learning.progress import target
from learning.services import Answered, respond
from learning.study import enrolment_study


def take_test(enrolment: Enrolment, *, is_right: bool, hand_in: UUID | None = None) -> Answered:
    """A whole try at the first test of the course, with every answer right or every answer wrong."""
    module, exercise = find_test(enrolment)
    while True:
        shown = shown_to(enrolment, module, exercise)
        if shown["screen"] == "overview":
            return send(enrolment, module, exercise, submission_id=hand_in)
        if shown["screen"] == "question":
            card = shown["card"]
            right = [card.question.options[place].is_right for place in card.order]
            send(enrolment, module, exercise, option=str(right.index(is_right)))
        else:
            send(enrolment, module, exercise)


def find_test(enrolment: Enrolment) -> tuple[ReleaseModule, Exercise]:
    """The first test of the course, with its module."""
    study = enrolment_study(enrolment)
    found = [(module, one) for module in study.modules for one in study.frozen(module).exercises if one.block.is_test]
    return found[0]


def shown_to(enrolment: Enrolment, module: ReleaseModule, exercise: Exercise) -> dict[str, Any]:
    """What the template is given now."""
    saved = ExerciseState.objects.filter(enrolment=enrolment, target=target(module.module_uuid, exercise.id)).first()
    shown: dict[str, Any] = exercise.block.view(exercise.value, saved.data if saved else {}, None)
    return shown


def send(
    enrolment: Enrolment,
    module: ReleaseModule,
    exercise: Exercise,
    *,
    submission_id: UUID | None = None,
    **fields: str,
) -> Answered:
    """Send the form that is on the screen now, with these fields."""
    shown = shown_to(enrolment, module, exercise)
    submission = submission_id or uuid4()
    data = QueryDict(mutable=True)
    data.update({"submission": str(submission), "try": shown["record"].key})
    data.update({"screen": str(shown.get("number", shown["screen"])), **fields})
    return respond(
        enrolment=enrolment,
        module=module,
        exercise_id=exercise.id,
        submission_id=submission,
        data=data,
        at=timezone.now(),
    )
