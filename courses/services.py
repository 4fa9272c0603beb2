"""What changes editions and releases. Frozen rows are only ever added."""

import logging
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Max
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from accounts.models import User
from courses.comparison import Change, Verdict, compare
from courses.content import CourseContent, released_content
from courses.freezing import CannotBeReleased, live_content
from courses.models import CoursePage, Edition, ModulePage, Release, ReleaseModule, ReleaseReference
from courses.queries import current_release, what_would_change
from courses.tasks import let_search_find

logger = logging.getLogger(__name__)

__all__ = [
    "CannotBeReleased",
    "ContentChanged",
    "Mode",
    "NeedsConfirmation",
    "NotTheSame",
    "apply_scheduled_corrections",
    "publish_release",
    "stays_in_edition",
    "take_back",
    "what_would_change",
]


class Mode(StrEnum):
    """What the editor chose."""

    AUTO = "auto"  # whatever the change comes to; other words ask first
    CONFIRMED = "confirmed"  # other words, and the editor says that the meaning is equal
    NEW_EDITION = "new_edition"  # a new edition, also where a correction would do


class NeedsConfirmation(Exception):
    """Words that carry meaning changed: somebody has to say whether the meaning is equal."""


class NotTheSame(Exception):
    """Confirmed as equal in meaning, while rules or structure changed: that is always a new edition."""


class ContentChanged(Exception):
    """The pages are not what the editor looked at: a colleague published in the meantime."""


@transaction.atomic
def publish_release(
    *, course: CoursePage, by: User | None = None, mode: Mode | str = Mode.AUTO, note: str = "", seen: str | None = None
) -> Release:
    """Freeze the live pages as the next release, of the newest edition or of a new one.

    When nothing changed the newest release is returned and none is made, so that a double click is one release.
    `seen` is the hash of the content that the editor decided on. Raises CannotBeReleased, NeedsConfirmation,
    NotTheSame and ContentChanged.
    """
    mode = Mode(mode)
    _lock(course)
    content = live_content(course)
    newest = current_release(course=course)
    change = compare(released_content(newest) if newest else None, content)
    if newest is not None and change.verdict == Verdict.NOTHING:
        return newest
    if seen is not None and seen != content.sha256:
        raise ContentChanged(course.pk)
    reason = _decide(change, mode)
    edition = newest.edition if newest and reason != Release.Reason.FIRST else _new_edition(course)
    references = {reference for module in content.modules for reference in module.references}
    return _freeze(edition=edition, content=content, reason=reason, references=references, by=by, note=note)


def _decide(change: Change, mode: Mode) -> Release.Reason:
    if mode == Mode.NEW_EDITION or change.verdict == Verdict.FIRST:
        return Release.Reason.FIRST
    if change.verdict == Verdict.NEW_EDITION:
        if mode == Mode.CONFIRMED:
            raise NotTheSame
        return Release.Reason.FIRST
    if change.verdict == Verdict.CONFIRM:
        if mode != Mode.CONFIRMED:
            raise NeedsConfirmation
        return Release.Reason.CONFIRMED
    return Release.Reason.CORRECTION


@transaction.atomic
def take_back(*, release: Release, by: User | None = None, note: str = "") -> Release:
    """Make an earlier release the newest again, by adding a release with the same frozen content.

    Within its own edition the rules are equal, so learners who are under way move to it. From an earlier edition it
    makes a new one, unless only a correction lies between. The pages stay as they are: an editor mends them too, or
    the next update brings their text back.
    """
    course = release.edition.course
    assert course is not None  # it is asked from the course's own page
    _lock(course)
    newest = current_release(course=course)
    assert newest is not None  # `release` is one
    content = released_content(release)
    change = compare(released_content(newest), content)
    if change.verdict == Verdict.NOTHING:
        return newest
    stays = stays_in_edition(release, newest, change)
    references = release.references.values_list("content_type_id", "object_id")
    return _freeze(
        edition=newest.edition if stays else _new_edition(course),
        content=content,
        reason=Release.Reason.TAKEN_BACK,
        references=references,
        by=by,
        note=note or str(release),
    )


def stays_in_edition(release: Release, newest: Release, change: Change) -> bool:
    """Whether taking back to this release leaves learners in the edition they are in."""
    return release.edition_id == newest.edition_id or change.verdict == Verdict.CORRECTION


def apply_scheduled_corrections() -> list[Release]:
    """Bring pages that a schedule published into their edition, where that is a true correction and nothing else.

    A periodic function rather than a receiver of Wagtail's signal: a schedule publishes several pages one after the
    other, and a release halfway would hold half of the change; and what a crash left is done at the next run.
    Anything that needs an editor's word waits for one.
    """
    made = []
    for course in CoursePage.objects.live().filter(editions__isnull=False).distinct():
        try:
            change = what_would_change(course)
            if change.verdict == Verdict.CORRECTION and _was_scheduled(course):
                made.append(publish_release(course=course, seen=change.sha256))
        except (CannotBeReleased, ContentChanged):
            logger.info("release.waits", extra={"course": course.pk})
    return made


def _was_scheduled(course: CoursePage) -> bool:
    """Whether everything that differs from the newest release was published by a schedule."""
    newest = current_release(course=course)
    assert newest is not None  # only courses with an edition are asked
    old, new = released_content(newest), live_content(course)
    before = {module.uuid: module.sha256 for module in old.modules}
    pages = [module.page_id for module in new.modules if before.get(module.uuid) != module.sha256]
    if old.facts != new.facts:
        pages.append(course.pk)
    actions = ["wagtail.publish", "wagtail.publish.scheduled"]
    for page in pages:
        entries = PageLogEntry.objects.filter(page=page, action__in=actions).order_by("-timestamp", "-pk")
        if entries.values_list("action", flat=True).first() != "wagtail.publish.scheduled":
            return False
    return bool(pages)


# -- Writing -------------------------------------------------------------------------------------------------------


def _lock(course: CoursePage) -> None:
    """One release of a course at a time. Where rows have no locks (SQLite) transactions wait for one another anyway."""
    CoursePage.objects.select_for_update(of=("self",)).get(pk=course.pk)


def _new_edition(course: CoursePage) -> Edition:
    newest = Edition.objects.filter(course=course).aggregate(newest=Max("number"))["newest"] or 0
    return Edition.objects.create(course=course, number=newest + 1)


def _freeze(
    *,
    edition: Edition,
    content: CourseContent,
    reason: Release.Reason,
    references: Iterable[tuple[int, str]],
    by: User | None,
    note: str,
) -> Release:
    newest = edition.releases.aggregate(newest=Max("number"))["newest"]
    release = Release.objects.create(
        edition=edition,
        number=0 if newest is None else newest + 1,
        reason=reason,
        note=note,
        content=dict(content.facts),
        sha256=content.sha256,
        created_by=by,
    )
    pages = set(ModulePage.objects.values_list("pk", flat=True))
    ReleaseModule.objects.bulk_create(
        ReleaseModule(
            release=release,
            module_uuid=module.uuid,
            page_id=module.page_id if module.page_id in pages else None,
            revision_id=module.revision_id,
            position=position,
            title=module.title,
            slug=module.slug,
            minutes=module.minutes,
            is_required=module.is_required,
            content=module.content,
            sha256=module.sha256,
        )
        for position, module in enumerate(content.modules)
    )
    ReleaseReference.objects.bulk_create(
        ReleaseReference(release=release, content_type_id=type_id, object_id=key) for type_id, key in sorted(references)
    )
    _tell(release, by)
    let_search_find.enqueue(release.pk)
    return release


def _tell(release: Release, by: User | None) -> None:
    data: dict[str, Any] = {"release": str(release), "reason": release.reason, "note": release.note}
    log(release.edition.course, f"courses.release.{release.reason}", user=by, data=data, content_changed=False)
    logger.info("release.made", extra={"course": release.edition.course_id, "release": str(release)})
