"""Questions about courses and their releases."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, Model, OuterRef, Prefetch, Q, Subquery, Sum
from wagtail.models import Page

from accounts.models import Learner
from courses.comparison import Change, compare
from courses.content import released_content
from courses.freezing import live_content
from courses.frozen import read_modules
from courses.models import CoursePage, Edition, ModulePage, Release, ReleaseModule, ReleaseReference
from exercises.registry import Exercise


@dataclass(frozen=True, slots=True)
class OpenCourse:
    """A course that a new learner can begin, as the catalogue shows it. From the release, not from the page."""

    page: CoursePage
    release: Release
    minutes: int
    modules: int


@dataclass(frozen=True, slots=True)
class Placed:
    """An exercise in the place where a new learner would meet it."""

    exercise: Exercise
    module: ReleaseModule
    course: OpenCourse


def current_release(*, course: CoursePage) -> Release | None:
    """The newest release of the newest edition: what a new learner gets. None before the first edition."""
    return Release.objects.filter(edition__course=course).select_related("edition").latest_first().first()


def open_courses() -> list[OpenCourse]:
    """Every published course with an edition, in the order of the page tree. Two queries, however many there are."""
    newest = Release.objects.filter(edition__course=OuterRef("edition__course")).latest_first().values("pk")[:1]
    releases = (
        Release.objects.filter(pk=Subquery(newest), edition__course__in=CoursePage.objects.live().public())
        .select_related("edition__course")
        .annotate(minutes=Sum("modules__minutes"), module_count=Count("modules"))
        .order_by("edition__course__path")
    )
    return [
        OpenCourse(release.edition.course, release, minutes=release.minutes, modules=release.module_count)
        for release in releases
    ]


def readable_releases(learner: Learner | None) -> dict[int, OpenCourse]:
    """What somebody may read, by its key: the newest release of every course, and of what they began their own edition.

    One query, and one more for who has begun something. Enrolments live in the app above us; the relation that it
    makes on our edition is all that is known of them here.
    """
    courses = {course.page.pk: course for course in open_courses()}
    if learner is not None:
        enrolled = Q(edition__enrolments__learner=learner, edition__enrolments__closed_at=None)
        own = Release.objects.filter(enrolled, edition__course__isnull=False)
        for release in own.select_related("edition__course").order_by("edition__number", "number"):
            page = release.edition.course
            if page.pk in courses:
                courses[page.pk] = OpenCourse(page, release, minutes=0, modules=0)
    return {course.release.pk: course for course in courses.values()}


def released_exercises(kind: str) -> list[Placed]:
    """Every exercise of one kind that a new learner would meet, in the order of the catalogue, never one of a draft.

    Two queries, and one more for what this process has not read yet. What stands in two copies of a course is one.
    """
    courses = {course.release.pk: course for course in open_courses()}
    places = {pk: place for place, pk in enumerate(courses)}
    modules = list(ReleaseModule.objects.filter(release__in=courses).defer("content").order_by("position"))
    modules.sort(key=lambda module: places[module.release_id])
    found: dict[UUID, Placed] = {}
    for module, frozen in zip(modules, read_modules(modules), strict=True):
        for exercise in frozen.exercises:
            if exercise.block.kind == kind:
                found.setdefault(exercise.id, Placed(exercise, module, courses[module.release_id]))
    return list(found.values())


def what_would_change(course: CoursePage) -> Change:
    """What the live pages would change for learners, compared with the newest release. Raises CannotBeReleased."""
    newest = current_release(course=course)
    return compare(released_content(newest) if newest else None, live_content(course))


def history(course: CoursePage) -> list[Any]:
    """Every edition with its releases, the newest first, each with how many learners are under way. Two queries."""
    releases = Release.objects.select_related("created_by").order_by("-number")
    under_way = Q(enrolments__completed_at__isnull=True, enrolments__closed_at__isnull=True)
    editions = Edition.objects.filter(course=course).annotate(under_way=Count("enrolments", filter=under_way))
    return list(editions.prefetch_related(Prefetch("releases", queryset=releases)).order_by("-number"))


def learners_under_way(course: CoursePage, edition: Edition | None = None) -> int:
    """How many learners have begun and not finished, on the course or on one edition of it.

    Enrolments live in the app above us; the relation that it makes on our page is all that is known of them here.
    """
    enrolments: Any = course.enrolments
    under_way = enrolments.filter(completed_at__isnull=True, closed_at__isnull=True)
    return under_way.filter(edition=edition).count() if edition is not None else under_way.count()


def pages_in_use(pages: Iterable[Page]) -> list[Page]:
    """The courses and modules among these pages and everything under them that learners use. Two queries a page.

    A course is used while it is to be begun or somebody is under way in it; a module when its course is.
    """
    open_enrolment = Q(enrolments__completed_at=None, enrolments__closed_at=None, enrolments__isnull=False)
    courses = CoursePage.objects.filter(Q(live=True) | open_enrolment, editions__isnull=False).distinct()
    found: list[Page] = []
    for page in pages:
        found += courses.descendant_of(page, inclusive=True)
        modules = ReleaseModule.objects.filter(module_uuid=OuterRef("uuid"), release__edition__course__in=courses)
        found += ModulePage.objects.descendant_of(page, inclusive=True).filter(Exists(modules))
    return found


def in_releases(objects: Iterable[Model]) -> list[Model]:
    """The images, documents and snippets among these that a release of a course shows."""
    return [
        one
        for one in objects
        if ReleaseReference.objects.filter(
            content_type=ContentType.objects.get_for_model(one),
            object_id=str(one.pk),
            release__edition__course__isnull=False,
        ).exists()
    ]
