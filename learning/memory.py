"""What exercises keep between answers: of one enrolment, of a learner in every course, of all learners together."""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import Learner
from exercises.hosting import Fields, Memory, Reach, Shelf
from exercises.registry import Exercise
from learning.models import Enrolment, ExerciseState
from learning.progress import target

Scope = ExerciseState.Scope
Rows = Mapping[tuple[str, str], ExerciseState]  # by scope and target


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of some exercises: the state of each by its id, and what reaches further, by scope and target."""

    states: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    further: Mapping[tuple[str, str], dict[str, Any]] = field(default_factory=dict)


def kept(enrolment: Enrolment | None, module_uuid: UUID, exercises: Iterable[Exercise]) -> Kept:
    """What is kept of these exercises of a module. One query, however many there are; none without any."""
    exercises = list(exercises)
    if enrolment is None or not exercises:
        return Kept()
    return kept_in({(row.scope, row.target): row for row in _rows(enrolment, module_uuid, exercises)})


def kept_in(rows: Rows) -> Kept:
    """What these rows hold."""
    states = {key.rpartition(":")[2]: row.data for (scope, key), row in rows.items() if scope == Scope.EXERCISE}
    further = {place: row.data for place, row in rows.items() if place[0] != Scope.EXERCISE}
    return Kept(states, further)


def locked_rows(enrolment: Enrolment, module_uuid: UUID, exercise: Exercise) -> dict[tuple[str, str], ExerciseState]:
    """The rows of one exercise, locked until the transaction ends."""
    rows = _rows(enrolment, module_uuid, [exercise]).select_for_update().order_by("pk")
    return {(row.scope, row.target): row for row in rows}


def memory_of(
    found: Kept, enrolment: Enrolment, module_uuid: UUID, exercise: Exercise, *, is_read_only: bool = False
) -> Memory:
    """The memory of one exercise, for one learner."""
    shelves: dict[Shelf, Fields] = {
        shelf: copy.deepcopy(found.further.get((shelf.reach, _key(shelf, module_uuid)), {}))
        for shelf in exercise.block.shelves(exercise)
    }
    state = copy.deepcopy(found.states.get(str(exercise.id), {}))
    return Memory(pseudonym(enrolment.learner_id), state, shelves, is_read_only=is_read_only)


class Overtaken(Exception):
    """Somebody else made a row while we worked on what we took for the first: what we read was old."""


def save_shelves(memory: Memory, enrolment: Enrolment, module_uuid: UUID, rows: Rows) -> None:
    """Keep what was written beyond the exercise; its own state is kept with its outcome. Raises Overtaken."""
    for shelf in sorted(memory.changed_shelves, key=lambda one: (one.reach, one.target)):
        key, data = _key(shelf, module_uuid), memory.shelves[shelf]
        row = rows.get((shelf.reach, key))
        if row is not None:
            ExerciseState.objects.filter(pk=row.pk).update(data=data, updated_at=timezone.now())
            continue
        owner = enrolment.learner if shelf.reach == Reach.LEARNER else None
        _row, is_new = ExerciseState.objects.get_or_create(
            scope=shelf.reach, learner=owner, target=key, defaults={"data": data}
        )
        if not is_new:
            raise Overtaken(key)


def merge_states(*, guest: Learner, account: Learner) -> None:
    """Bring along what a guest kept beyond a course, where the account has nothing of its own."""
    own = ExerciseState.objects.filter(learner=account).values("target")
    ExerciseState.objects.filter(learner=guest).exclude(target__in=own).update(learner=account)


def pseudonym(learner_id: int) -> str:
    """A word for a learner that is always the same, and from which nobody finds the learner."""
    return salted_hmac("learning.memory.pseudonym", str(learner_id)).hexdigest()[:32]


def _rows(enrolment: Enrolment, module_uuid: UUID, exercises: Iterable[Exercise]) -> QuerySet[ExerciseState]:
    exercises = list(exercises)
    wanted = Q(enrolment=enrolment, target__in=[target(module_uuid, exercise.id) for exercise in exercises])
    shelves = {shelf for exercise in exercises for shelf in exercise.block.shelves(exercise)}
    if of_learner := [shelf.target for shelf in shelves if shelf.reach == Reach.LEARNER]:
        wanted |= Q(learner_id=enrolment.learner_id, target__in=of_learner)
    if of_all := [_key(shelf, module_uuid) for shelf in shelves if shelf.reach == Reach.EVERYBODY]:
        wanted |= Q(scope=Scope.EVERYBODY, target__in=of_all)
    return ExerciseState.objects.filter(wanted)


def _key(shelf: Shelf, module_uuid: UUID) -> str:
    """The target of a row. A module that was copied has exercises with the same ids: so the module stands before it."""
    return f"{module_uuid}:{shelf.target}" if shelf.reach == Reach.EVERYBODY else shelf.target
