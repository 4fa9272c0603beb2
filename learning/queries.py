"""Questions about the answers of all learners together. Counts only: nobody can be picked out of them."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from exercises.registry import Exercise
from learning.models import ExerciseState
from learning.progress import target


def answer_totals(*, module_uuid: UUID, exercises: Iterable[Exercise]) -> dict[UUID, dict[str, int]]:
    """How often each answer was given to those of these exercises that are counted: the latest of each learner.

    One query when there is such an exercise, none otherwise. It speaks of all editions: an answer that an edition
    no longer offers has a key that the exercise does not know.
    """
    counted = {target(module_uuid, exercise.id): exercise.id for exercise in exercises if exercise.block.counted}
    if not counted:
        return {}
    later = ExerciseState.objects.filter(
        Q(updated_at__gt=OuterRef("updated_at")) | Q(updated_at=OuterRef("updated_at"), pk__gt=OuterRef("pk")),
        target=OuterRef("target"),
        enrolment__learner=OuterRef("enrolment__learner"),
    )
    rows = ExerciseState.objects.filter(~Exists(later), target__in=counted).values_list("target", "data__answer")
    totals: dict[UUID, dict[str, int]] = defaultdict(dict)
    for key, answer, count in rows.annotate(count=Count("pk")).order_by():
        if isinstance(answer, str):
            totals[counted[key]][answer] = count
    return totals
