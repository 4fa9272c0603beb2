"""What one learner sees of one course: the release that holds for them, its modules and their progress."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.http import Http404
from django.urls import reverse

from accounts.models import Learner
from courses.frozen import FrozenModule, Step, read_module
from courses.models import CoursePage, Edition, Release, ReleaseModule
from exercises.registry import Exercise
from learning.models import Enrolment, ModuleProgress
from learning.progress import Share, next_step


@dataclass(frozen=True, slots=True)
class Study:
    """A course as it holds for one learner. Without an enrolment: as a visitor would begin it."""

    course: CoursePage
    enrolment: Enrolment | None
    release: Release
    modules: tuple[ReleaseModule, ...]
    progress: dict[UUID, ModuleProgress] = field(default_factory=dict)

    def module(self, code: str) -> ReleaseModule:
        """The module with this code. 404 when this learner's release has none."""
        for module in self.modules:
            if module.code == code:
                return module
        raise Http404("No such module in this release.")

    def after(self, module: ReleaseModule) -> ReleaseModule | None:
        """The first module after this one that is not complete, going round; None when all are."""
        index = self.modules.index(module)
        following = [*self.modules[index + 1 :], *self.modules[:index]]
        return next((other for other in following if not self.is_complete(other)), None)

    def progress_in(self, module: ReleaseModule) -> ModuleProgress:
        """The saved row, or an empty one that is not saved."""
        return self.progress.get(module.module_uuid) or ModuleProgress(module_uuid=module.module_uuid)

    def is_complete(self, module: ReleaseModule) -> bool:
        """Whether this module was completed. Earned stays earned."""
        return self.progress_in(module).completed_at is not None

    @property
    def share(self) -> Share:
        """Required modules completed, of all required ones."""
        required = [module for module in self.modules if module.is_required]
        return Share(sum(self.is_complete(module) for module in required), len(required))

    @property
    def minutes_left(self) -> int:
        """About how many minutes until every module is done: of the one under way only the steps that are left."""
        place = self.place
        left = sum(module.minutes for module in self.modules if not self.is_complete(module) and module != place)
        if self.is_complete(place):
            return left
        return left + self.frozen(place).minutes_left(self._next_step(place).number)

    @property
    def is_place_begun(self) -> bool:
        """Whether the module to go on with was opened before."""
        return self.place.module_uuid in self.progress

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)

    @property
    def place(self) -> ReleaseModule:
        """The module to go on with: the last one worked in if unfinished, else the first unfinished, else the first."""
        open_modules = [module for module in self.modules if not self.is_complete(module)]
        started = [module for module in open_modules if module.module_uuid in self.progress]
        if started:
            return max(started, key=lambda module: self.progress[module.module_uuid].updated_at)
        return (open_modules or list(self.modules))[0]

    def place_url(self, module: ReleaseModule | None = None) -> str:
        """The address of the first step with something to do, in the given module or in the place to go on."""
        module = module or self.place
        return self.step_url(module, self._next_step(module).number)

    def _next_step(self, module: ReleaseModule) -> Step:
        """Where to go on in this module."""
        progress = self.progress_in(module)
        return next_step(read_module(module), progress.steps_seen, progress.exercises_done)

    @property
    def language(self) -> str:
        """The language that this learner's edition was written in."""
        return self.release.language

    @property
    def slug(self) -> str:
        """The course's part of a learning address."""
        return f"{self.course.slug}-{self.course.code}"

    def step_url(self, module: ReleaseModule, number: int) -> str:
        """The address of a step."""
        return reverse("learning:step", args=[self.slug, module_slug(module), number])

    def group_url(self, module: ReleaseModule, number: int, exercise: Exercise) -> str:
        """The address where this exercise of a step is done with a group; empty for one that is not fit for it."""
        if not exercise.block.for_group:
            return ""
        return reverse("learning:group", args=[self.slug, module_slug(module), number, exercise.id])

    def call_url(self, module: ReleaseModule, number: int, exercise: Exercise) -> str:
        """Where the calls of this exercise of a step begin."""
        return reverse("learning:call", args=[self.slug, module_slug(module), number, exercise.id, "-"])[:-1]

    def url(self, name: str, module: ReleaseModule | None = None) -> str:
        """The address of another page of this course or module."""
        return reverse(f"learning:{name}", args=[self.slug, module_slug(module)] if module else [self.slug])

    @property
    def finish_url(self) -> str:
        """The page that says that the course is done. It belongs to `certificates`, above us: we know its name."""
        return reverse("certificates:finish", args=[self.slug])

    @property
    def proof_url(self) -> str:
        """The same page for just this enrolment, also when its learner takes the course once more."""
        return f"{self.finish_url}?deelname={self.enrolment.uuid}" if self.enrolment else self.finish_url

    @property
    def module_rows(self) -> list[dict[str, Any]]:
        """The modules as a list shows them: title, address, state."""
        return [
            {
                "module": module,
                "url": self.url("module", module),
                "is_complete": self.is_complete(module),
                "is_started": module.module_uuid in self.progress and not self.is_complete(module),
            }
            for module in self.modules
        ]

    def frozen(self, module: ReleaseModule) -> FrozenModule:
        """The steps of a module."""
        return read_module(module)


def module_slug(module: ReleaseModule) -> str:
    """The module's part of a learning address: its code decides, its slug is for people."""
    return f"{module.slug}-{module.code}"


def course_study(*, learner: Learner | None, course_code: str, chosen: str = "") -> Study:
    """The study of one course by its code. Three or four queries. 404 for a course without an edition.

    Of more enrolments it is the one that was chosen by its uuid, else the open one, else the latest.
    """
    first, last = _uuid_range(course_code)
    enrolments = (
        Enrolment.objects.of(learner)
        .current()
        .filter(course__uuid__range=(first, last))
        .select_related("course", "organisation__parent")
    )
    found = sorted(enrolments, key=lambda one: (str(one.uuid) != chosen, one.is_completed, -one.started_at.timestamp()))
    if found:
        return enrolment_study(found[0])
    course = CoursePage.objects.live().filter(uuid__range=(first, last)).first()
    if course is None:
        raise Http404("No such course.")
    edition = Edition.objects.filter(course=OuterRef("course")).order_by("-number").values("pk")[:1]
    newest = Edition.objects.filter(course=course, pk=Subquery(edition)).values("pk")
    return _study(course, None, newest, {})


def enrolment_study(enrolment: Enrolment) -> Study:
    """The study of an enrolment: the newest release of its own edition. Two queries."""
    assert enrolment.course is not None  # of a deleted course nothing is studied
    progress = {row.module_uuid: row for row in ModuleProgress.objects.filter(enrolment=enrolment)}
    return _study(enrolment.course, enrolment, [enrolment.edition_id], progress)


def enrolment_studies(enrolments: Iterable[Enrolment]) -> list[Study]:
    """The studies of many enrolments at once; those of deleted courses are left out. Two queries, however many."""
    enrolments = list(enrolments)
    newest = Release.objects.filter(edition=OuterRef("release__edition")).latest_first().values("pk")[:1]
    modules: dict[int, list[ReleaseModule]] = defaultdict(list)
    for module in (
        ReleaseModule.objects.filter(
            release__edition__in={enrolment.edition_id for enrolment in enrolments}, release=Subquery(newest)
        )
        .select_related("release__edition")
        .defer("content")
        .order_by("position")
    ):
        modules[module.release.edition_id].append(module)
    progress: dict[int, dict[UUID, ModuleProgress]] = defaultdict(dict)
    for row in ModuleProgress.objects.filter(enrolment__in=enrolments):
        progress[row.enrolment_id][row.module_uuid] = row
    return [
        Study(
            course=enrolment.course,
            enrolment=enrolment,
            release=modules[enrolment.edition_id][0].release,
            modules=tuple(modules[enrolment.edition_id]),
            progress=progress[enrolment.pk],
        )
        for enrolment in enrolments
        if enrolment.course is not None
    ]


def _study(
    course: CoursePage, enrolment: Enrolment | None, editions: Any, progress: dict[UUID, ModuleProgress]
) -> Study:
    newest = Release.objects.filter(edition__in=editions).latest_first().values("pk")[:1]
    modules = tuple(
        ReleaseModule.objects.filter(release=Subquery(newest))
        .select_related("release__edition")
        .defer("content")
        .order_by("position")
    )
    if not modules:
        raise Http404("This course has no edition yet.")
    return Study(course=course, enrolment=enrolment, release=modules[0].release, modules=modules, progress=progress)


def _uuid_range(code: str) -> tuple[UUID, UUID]:
    try:
        return UUID(code + "0" * (32 - len(code))), UUID(code + "f" * (32 - len(code)))
    except ValueError as error:
        raise Http404("Not a code.") from error
