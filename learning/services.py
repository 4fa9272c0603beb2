"""What changes a learner's records. Every answer comes in by `respond`, every completion by `complete_if_done`."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Exists
from django.http import QueryDict

from accounts.models import Learner, Organisation
from courses.completion import right_answers_needed
from courses.frozen import FrozenModule, Step, read_module, read_modules
from courses.models import CoursePage, Edition, ReleaseModule
from exercises.contract import Outcome, Response
from exercises.hosting import Memory
from exercises.registry import Exercise
from learning import progress as rules
from learning.memory import Overtaken, kept_in, locked_rows, memory_of, save_shelves
from learning.models import Attempt, Enrolment, ExerciseState, ModuleProgress
from learning.signals import course_completed
from learning.study import Study, enrolment_study

logger = logging.getLogger(__name__)
T = TypeVar("T")
ACTIVE_AGAIN_AFTER = timedelta(minutes=5)  # fine enough for “where you were”
ANSWER_LIMIT = 20_000  # characters of one submission: a long reflection is not stored anyway


class NoEdition(LookupError):
    """The course has no edition that a learner could begin."""


class AnswerTooLong(ValueError):
    """A submission that no form of ours makes."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of one submission."""

    exercise: Exercise
    state: dict[str, Any]
    outcome: Outcome | None  # None: a replay of a submission that had been taken before
    module_is_complete: bool
    course_is_complete: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What a submission is about."""

    frozen: FrozenModule
    step: Step
    exercise: Exercise
    submission_id: UUID


@transaction.atomic
def enrol(*, learner: Learner, course: CoursePage, at: datetime, organisation: Organisation | None = None) -> Enrolment:
    """The learner's open enrolment on the newest edition, made if there is none. Raises NoEdition."""
    found = Enrolment.objects.of(learner).open().filter(course=course).first()
    if found is not None:
        if organisation is not None and found.organisation_id is None:
            Enrolment.objects.filter(pk=found.pk).update(organisation=organisation)
            found.organisation = organisation
        return found
    edition = Edition.objects.filter(course=course).order_by("-number").first()
    if edition is None:
        raise NoEdition(course.pk)
    try:
        with transaction.atomic():
            return Enrolment.objects.create(
                learner=learner,
                edition=edition,
                course=course,
                organisation=organisation,
                started_at=at,
                last_active_at=at,
            )
    except IntegrityError:  # the same click twice: the constraint let one through
        return Enrolment.objects.of(learner).open().get(course=course)


@transaction.atomic
def respond(
    *,
    enrolment: Enrolment,
    module: ReleaseModule,
    exercise_id: UUID,
    submission_id: UUID,
    data: QueryDict,
    at: datetime,
    study: Study | None = None,
) -> Answered:
    """Take one answer through its kind, record it once, and complete the module and the course if they now are.

    What a kind does not call an answer yet changes its state, and leaves no attempt.

    Raises NotInRelease for an exercise this release does not hold, InvalidAnswer for one that cannot be taken,
    AnswerTooLong for rubbish. A submission that was taken before changes nothing and gives the state as it is.
    `study` is what the caller has read of this enrolment already, to save reading it again.
    """
    frozen = read_module(module)
    step, exercise = frozen.exercise(exercise_id)
    if sum(len(text) for values in dict(data.lists()).values() for text in values) > ANSWER_LIMIT:
        raise AnswerTooLong(exercise_id)
    progress, is_replay = _locked_progress(enrolment, module, submission_id)
    target = rules.target(module.module_uuid, exercise_id)
    saved = ExerciseState.objects.filter(enrolment=enrolment, target=target).first()
    state = saved.data if saved else {}
    if is_replay:
        return Answered(exercise, state, None, progress.completed_at is not None, enrolment.is_completed)
    response = exercise.respond(state=state, data=data)
    return _take(enrolment, module, Asked(frozen, step, exercise, submission_id), response, progress, saved, at, study)


def call(
    *,
    enrolment: Enrolment,
    module: ReleaseModule,
    exercise_id: UUID,
    work: Callable[[Exercise, Memory], T],
    at: datetime,
    study: Study | None = None,
) -> tuple[T, Answered]:
    """Let an exercise that calls back do its work, keep what it wrote, and record what it reported. All or nothing.

    The memory is locked: of two calls at once, the second reads what the first wrote; where there was nothing yet to
    lock, it is done once more. Raises NotInRelease, and whatever `work` raises.
    """
    try:
        return _call(enrolment, module, exercise_id, work, at, study)
    except Overtaken:
        return _call(enrolment, module, exercise_id, work, at, study)


@transaction.atomic
def _call(
    enrolment: Enrolment,
    module: ReleaseModule,
    exercise_id: UUID,
    work: Callable[[Exercise, Memory], T],
    at: datetime,
    study: Study | None,
) -> tuple[T, Answered]:
    frozen = read_module(module)
    step, exercise = frozen.exercise(exercise_id)
    progress, _ = _locked_progress(enrolment, module)
    rows = locked_rows(enrolment, module.module_uuid, exercise)
    memory = memory_of(kept_in(rows), enrolment, module.module_uuid, exercise)
    result = work(exercise, memory)
    saved = rows.get((ExerciseState.Scope.EXERCISE, rules.target(module.module_uuid, exercise_id)))
    if not memory.is_changed:
        completed = progress.completed_at is not None
        return result, Answered(exercise, memory.state, None, completed, enrolment.is_completed)
    memory.check_size()
    save_shelves(memory, enrolment, module.module_uuid, rows)
    response = exercise.block.heard(exercise, memory)
    asked = Asked(frozen, step, exercise, uuid4())
    return result, _take(enrolment, module, asked, response, progress, saved, at, study)


def _take(
    enrolment: Enrolment,
    module: ReleaseModule,
    asked: Asked,
    response: Response,
    progress: ModuleProgress,
    saved: ExerciseState | None,
    at: datetime,
    study: Study | None,
) -> Answered:
    """Record what came of it, whichever way it came in."""
    target = rules.target(module.module_uuid, asked.exercise.id)
    if response.answer is not None:
        _record_attempt(enrolment, module, asked.exercise, asked.submission_id, response, at)
    if saved:
        ExerciseState.objects.filter(pk=saved.pk).update(data=response.state, updated_at=at)
    else:
        ExerciseState.objects.create(enrolment=enrolment, target=target, data=response.state)
    key = str(asked.exercise.id)
    progress.exercises_done[key] = rules.best_of(progress.exercises_done.get(key), response.outcome)
    progress.last_step = asked.step.id
    module_done = _save_progress(enrolment, progress, asked.frozen, at)
    if study is not None:
        study.progress[module.module_uuid] = progress
    course_done = module_done and complete_if_done(enrolment=enrolment, at=at, study=study)
    return Answered(asked.exercise, response.state, response.outcome, module_done, course_done)


def _record_attempt(
    enrolment: Enrolment,
    module: ReleaseModule,
    exercise: Exercise,
    submission_id: UUID,
    response: Response,
    at: datetime,
) -> None:
    Attempt.objects.create(
        enrolment=enrolment,
        release_id=module.release_id,
        module_uuid=module.module_uuid,
        exercise_id=exercise.id,
        kind=exercise.block.kind,
        submission_id=submission_id,
        answer=response.answer,
        score=response.outcome.score,
        passed=response.outcome.passed,
        is_completing=response.outcome.completed,
        fingerprint=exercise.fingerprint.rules,
        created_at=at,
    )


@transaction.atomic
def see_step(*, enrolment: Enrolment, module: ReleaseModule, number: int, at: datetime) -> bool:
    """Remember that the learner went past this step. True when the module is now complete. Twice is once."""
    frozen = read_module(module)
    step = frozen.step(number)
    progress, _ = _locked_progress(enrolment, module)
    if str(step.id) not in progress.steps_seen:
        progress.steps_seen = [*progress.steps_seen, str(step.id)]
    progress.last_step = step.id
    module_done = _save_progress(enrolment, progress, frozen, at)
    if module_done:
        complete_if_done(enrolment=enrolment, at=at)
    return module_done


def complete_if_done(*, enrolment: Enrolment, at: datetime, study: Study | None = None) -> bool:
    """Complete the course if its rule is met: the one place that judges it, called from every trigger.

    Idempotent: a guarded update lets one of many calls through, and only that one sends `course_completed`.
    """
    if enrolment.completed_at is not None:
        return True
    study = study or enrolment_study(enrolment)
    if not study.share.is_full or not _enough_right(study):
        return False
    updated = Enrolment.objects.filter(pk=enrolment.pk, completed_at__isnull=True).update(
        completed_at=at, completed_release=study.release
    )
    enrolment.completed_at, enrolment.completed_release = at, study.release
    if updated:
        logger.info("course.completed", extra={"enrolment": str(enrolment.uuid)})
        transaction.on_commit(lambda: course_completed.send_robust(sender=Enrolment, enrolment=enrolment))
    return True


def _enough_right(study: Study) -> bool:
    needed = int(study.release.content.get("right_needed", 0))
    if not needed:
        return True
    judged = [
        exercise
        for frozen in read_modules(study.modules)
        for exercise in frozen.exercises
        if exercise.is_required and exercise.block.judged
    ]
    results = {key: result for row in study.progress.values() for key, result in row.exercises_done.items()}
    right = sum(bool(results.get(str(exercise.id), {}).get("passed")) for exercise in judged)
    return right >= right_answers_needed(len(judged), needed)


def _locked_progress(
    enrolment: Enrolment, module: ReleaseModule, submission_id: UUID | None = None
) -> tuple[ModuleProgress, bool]:
    """The module's row, locked, so that two devices at once cannot lose each other's answers.

    In the same query: whether this submission was taken before.
    """
    taken = Attempt.objects.filter(enrolment=enrolment)
    taken = taken.filter(submission_id=submission_id) if submission_id else taken.none()
    rows = ModuleProgress.objects.select_for_update().annotate(is_replay=Exists(taken))
    found = rows.filter(enrolment=enrolment, module_uuid=module.module_uuid).first()
    if found is None:
        ModuleProgress.objects.get_or_create(enrolment=enrolment, module_uuid=module.module_uuid)
        found = rows.get(enrolment=enrolment, module_uuid=module.module_uuid)
    return found, found.is_replay


def _save_progress(enrolment: Enrolment, progress: ModuleProgress, frozen: FrozenModule, at: datetime) -> bool:
    """Save the row, completing it if it now is. What was complete stays complete."""
    if progress.completed_at is None and rules.is_complete(frozen, progress.steps_seen, progress.exercises_done):
        progress.completed_at = at
    progress.save()
    if at - enrolment.last_active_at > ACTIVE_AGAIN_AFTER:
        enrolment.last_active_at = at
        Enrolment.objects.filter(pk=enrolment.pk).update(last_active_at=at)
    return progress.completed_at is not None
