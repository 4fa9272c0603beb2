"""Moving on: a running learner to a newer edition, a guest into an account. Nothing that was earned is lost."""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import Learner
from courses.comparison import carries_over
from courses.frozen import FrozenModule, read_module
from courses.models import Edition, ReleaseModule
from learning import progress as rules
from learning.memory import merge_states
from learning.models import Attempt, Enrolment, ExerciseState, ModuleProgress
from learning.services import complete_if_done
from learning.study import Study, enrolment_study

logger = logging.getLogger(__name__)


class NothingNewer(LookupError):
    """The enrolment is on the newest edition already, or is finished."""


def newer_edition(enrolment: Enrolment) -> Edition | None:
    """The newest edition of the course, if the learner is under way on an older one."""
    if enrolment.is_completed or enrolment.closed_at is not None:
        return None
    newest = Edition.objects.filter(course=enrolment.course_id).order_by("-number").first()
    return newest if newest is not None and newest.pk != enrolment.edition_id else None


def courses_with_newer_edition(enrolments: Iterable[Enrolment]) -> set[int]:
    """The ids of the courses whose newest edition is not the one of these open enrolments. One query."""
    wanted = {enrolment.course_id: enrolment.edition.number for enrolment in enrolments}
    newest = Edition.objects.filter(course__in=wanted).values_list("course").annotate(newest=Max("number")).order_by()
    return {course_id for course_id, number in newest if number > wanted[course_id]}


@transaction.atomic
def move_to_newest_edition(*, enrolment: Enrolment, at: datetime) -> Enrolment:
    """Open an enrolment on the newest edition, with every answer whose exercise is unchanged; close the old one.

    Raises NothingNewer. Twice is once: the second call finds the enrolment closed.
    """
    enrolment = Enrolment.objects.select_for_update(of=("self",)).select_related("course").get(pk=enrolment.pk)
    edition = newer_edition(enrolment)
    if edition is None:
        raise NothingNewer(enrolment.pk)
    Enrolment.objects.filter(pk=enrolment.pk).update(closed_at=at)
    moved = Enrolment.objects.create(
        learner_id=enrolment.learner_id,
        edition=edition,
        course=enrolment.course,
        organisation_id=enrolment.organisation_id,
        started_at=enrolment.started_at,
        last_active_at=at,
    )
    carry(source=enrolment_study(enrolment), target=enrolment_study(moved), at=at)
    complete_if_done(enrolment=moved, at=at)
    return moved


def carry(*, source: Study, target: Study, at: datetime) -> None:
    """Copy steps, results, states and attempts of unchanged exercises from one enrolment to another, best counting."""
    old_modules = {module.module_uuid: module for module in source.modules}
    for module in target.modules:
        old = old_modules.get(module.module_uuid)
        if old is not None and module.module_uuid in source.progress:
            _carry_module(source, old, target, module, at)


def _carry_module(source: Study, old: ReleaseModule, target: Study, new: ReleaseModule, at: datetime) -> None:
    assert source.enrolment is not None
    assert target.enrolment is not None
    frozen = read_module(new)
    kept = {str(exercise_id) for exercise_id in carries_over(read_module(old), frozen)}
    before = source.progress_in(old)
    row, _ = ModuleProgress.objects.select_for_update().get_or_create(
        enrolment=target.enrolment, module_uuid=new.module_uuid
    )
    steps = {str(step.id) for step in frozen.steps}
    seen = [step for step in before.steps_seen if step in steps]
    row.steps_seen = [*row.steps_seen, *(step for step in seen if step not in row.steps_seen)]
    done = {key: result for key, result in before.exercises_done.items() if key in kept}
    row.exercises_done = rules.better(row.exercises_done, done)
    row.last_step = row.last_step or before.last_step
    if row.completed_at is None and _was_completed(before, frozen, row):
        row.completed_at = before.completed_at or at
    row.save()
    target.progress[new.module_uuid] = row
    _copy_records(source.enrolment, target.enrolment, new, kept)


def _was_completed(before: ModuleProgress, frozen: FrozenModule, row: ModuleProgress) -> bool:
    """A module counts as complete in the new place when everything it asks there is done."""
    return rules.is_complete(frozen, row.steps_seen, row.exercises_done)


def _copy_records(source: Enrolment, target: Enrolment, module: ReleaseModule, kept: set[str]) -> None:
    known = set(Attempt.objects.filter(enrolment=target).values_list("submission_id", flat=True))
    attempts = Attempt.objects.filter(enrolment=source, module_uuid=module.module_uuid, exercise_id__in=kept)
    copies = [attempt for attempt in attempts if attempt.submission_id not in known]
    for attempt in copies:  # the release stays the one they had before them
        attempt.pk, attempt.enrolment = None, target
        attempt._state.adding = True
    Attempt.objects.bulk_create(copies)
    targets = [f"{module.module_uuid}:{exercise_id}" for exercise_id in kept]
    have = set(ExerciseState.objects.filter(enrolment=target, target__in=targets).values_list("target", flat=True))
    ExerciseState.objects.bulk_create(
        ExerciseState(scope=state.scope, enrolment=target, target=state.target, data=state.data)
        for state in ExerciseState.objects.filter(enrolment=source, target__in=targets)
        if state.target not in have
    )


@transaction.atomic
def merge_guest(*, guest: Learner, account: Learner, at: datetime) -> None:
    """Bring everything of a guest into an account, in one transaction; the guest is no more afterwards.

    Per course: a finished enrolment stays finished; of two open ones on one edition the answers are united and
    the best results count; on different editions the newer stays open and the older is kept as history with its
    answers carried where exercises are equal. Certificates come along, since they hang on the enrolment.
    """
    if guest.pk == account.pk:
        return
    list(Learner.objects.select_for_update().filter(pk__in=[guest.pk, account.pk]).order_by("pk"))
    for enrolment in Enrolment.objects.of(guest).select_related("course", "edition"):
        rival = None
        if not enrolment.is_completed and enrolment.closed_at is None:
            rival = Enrolment.objects.of(account).open().filter(course=enrolment.course_id).first()
        if rival is not None:
            _unite(enrolment, rival, account, at)
        else:
            Enrolment.objects.filter(pk=enrolment.pk).update(learner=account)
    merge_states(guest=guest, account=account)
    if guest.name and not account.name:
        Learner.objects.filter(pk=account.pk).update(name=guest.name)
    guest.delete()
    logger.info("guest.merged", extra={"learner": str(account.uuid)})


def _unite(guest_enrolment: Enrolment, own: Enrolment, account: Learner, at: datetime) -> None:
    """Two open enrolments on one course become one open and one history."""
    newer, older = sorted([own, guest_enrolment], key=lambda one: (one.edition.number, one.pk == own.pk), reverse=True)
    Enrolment.objects.filter(pk=older.pk).update(closed_at=at)
    Enrolment.objects.filter(pk=guest_enrolment.pk).update(learner=account)
    newer.refresh_from_db()
    carry(source=enrolment_study(older), target=enrolment_study(newer), at=at)
    organisation = newer.organisation_id or older.organisation_id
    Enrolment.objects.filter(pk=newer.pk).update(
        organisation=organisation, started_at=min(newer.started_at, older.started_at)
    )
    complete_if_done(enrolment=newer, at=at)
