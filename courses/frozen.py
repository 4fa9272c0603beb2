"""Reading a release: the frozen module as steps of rendered prose and exercises, cached in process by its hash."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.blocks import StreamValue

from cms.contacts import contacts_named
from courses.gist import Gist, gist_of
from courses.models import ModulePage, ReleaseModule
from exercises.registry import Exercise, kinds


class NotInRelease(LookupError):
    """The release holds no such exercise or step."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a step: rendered prose, a contact to fill in for this learner, or an exercise."""

    html: SafeString | None = None
    contact: str = ""
    exercise: Exercise | None = None
    contacts: tuple[str, ...] = ()  # the keys of those that its text names, or its exercise shows


@dataclass(frozen=True, slots=True)
class Step:
    """One screen."""

    id: UUID
    number: int
    title: str
    parts: tuple[Part, ...]

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        return tuple(part.exercise for part in self.parts if part.exercise is not None)

    @property
    def contacts(self) -> set[str]:
        """The keys of the contacts that its texts name and its exercises show."""
        return {key for part in self.parts for key in part.contacts}


@dataclass(frozen=True, slots=True)
class FrozenModule:
    """A module as a learner studies it."""

    uuid: UUID
    title: str
    summary: str
    goals: tuple[str, ...]
    minutes: int
    steps: tuple[Step, ...]
    gist: Gist = field(default_factory=Gist)
    warning: str = ""  # plain text, to be read before anything else; names contacts by their keys

    @property
    def contacts(self) -> tuple[str, ...]:
        """The keys of the contacts that its warning names, in order."""
        return tuple(contacts_named(self.warning))

    @property
    def all_contacts(self) -> tuple[str, ...]:
        """The keys of every contact in it, each once: the order of the steps, and then those of the warning."""
        shown = (key for step in self.steps for part in step.parts for key in (part.contact, *part.contacts) if key)
        return tuple(dict.fromkeys([*shown, *self.contacts]))

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        return tuple(exercise for step in self.steps for exercise in step.exercises)

    def exercise(self, exercise_id: UUID) -> tuple[Step, Exercise]:
        """The exercise with this id and the step it stands in. Raises NotInRelease."""
        for step in self.steps:
            for exercise in step.exercises:
                if exercise.id == exercise_id:
                    return step, exercise
        raise NotInRelease(exercise_id)

    def step(self, number: int) -> Step:
        """The step with this number, counted from 1. Raises NotInRelease."""
        if not 1 <= number <= len(self.steps):
            raise NotInRelease(number)
        return self.steps[number - 1]

    def minutes_left(self, number: int) -> int:
        """About how many minutes from the beginning of this step to the end; at least 1."""
        return max(1, round(self.minutes * (len(self.steps) - number + 1) / len(self.steps)))


_cache: dict[tuple[str, str], FrozenModule] = {}
CACHE_SIZE = 256  # frozen modules in one process, about 30 kB each


def read_module(module: ReleaseModule) -> FrozenModule:
    """The frozen module, rendered once per process, hash and language."""
    key = (module.sha256, get_language() or "")
    found = _cache.get(key)
    if found is None:
        if len(_cache) >= CACHE_SIZE:
            _cache.clear()
        page = ModulePage.from_serializable_data(module.content, check_fks=False, strict_fks=False)
        found = _cache[key] = read_page(page)
    return found


def read_modules(modules: Sequence[ReleaseModule]) -> list[FrozenModule]:
    """Many frozen modules; at most one query, for the content of those that this process has not read yet."""
    language = get_language() or ""
    missing = [module for module in modules if (module.sha256, language) not in _cache]
    if missing:
        content = dict(ReleaseModule.objects.filter(pk__in=[one.pk for one in missing]).values_list("pk", "content"))
        for module in missing:
            module.content = content[module.pk]
    return [read_module(module) for module in modules]


def read_page(page: ModulePage) -> FrozenModule:
    """A module page, frozen or draft, as steps."""
    steps = [
        Step(
            id=UUID(str(block.id)),
            number=number,
            title=block.value["title"],
            parts=tuple(part for child in block.value["content"] if (part := _part(child))),
        )
        for number, block in enumerate(page.steps, start=1)
    ]
    return FrozenModule(
        uuid=page.uuid,
        title=page.title,
        summary=page.summary,
        goals=tuple(str(goal.value) for goal in page.goals),
        minutes=page.minutes,
        steps=tuple(steps),
        gist=gist_of(child for block in page.steps for child in block.value["content"]),
        warning=page.warning.strip(),
    )


def _part(child: StreamValue.StreamChild) -> Part | None:
    name = child.block_type
    if name in kinds():
        exercise = Exercise(id=UUID(str(child.id)), block=kinds()[name], value=child.value)
        return Part(exercise=exercise, contacts=tuple(exercise.contacts))
    if name == "contact":
        return Part(contact=child.value["contact"])
    html = child.render()
    return Part(html=html, contacts=tuple(contacts_named(html)))
