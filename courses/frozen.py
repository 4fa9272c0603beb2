"""Reading a release: the frozen module as steps of rendered prose and exercises, cached in process by its hash."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import unescape
from uuid import UUID

from django.conf import settings
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from wagtail.blocks import StreamValue

from cms.contacts import CONTACT_MARK, contacts_named
from cms.languages import label_language, words_in
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


ABOUT = {"title", "intro"}  # of an exercise: its answers are not to be found by searching
SOURCE_LINK = re.compile(r' *<a class="source-mark.*?</a>', re.DOTALL)
CALMLY = 130  # words a minute: somebody for whom reading is work, with time to think


@dataclass(frozen=True, slots=True)
class Step:
    """One screen."""

    id: UUID
    number: int
    title: str
    parts: tuple[Part, ...]

    words: int = 0  # of its prose
    text: str = ""  # what is read in it, for search: its prose, and what its exercises are about

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        return tuple(part.exercise for part in self.parts if part.exercise is not None)

    @property
    def weight(self) -> float:
        """How long it takes beside other steps of its module: minutes of its exercises, and of reading it calmly."""
        return sum(exercise.value.get("minutes") or 0 for exercise in self.exercises) + max(self.words, 20) / CALMLY

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
    language: str = settings.LANGUAGE_CODE  # that it was written in
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
        """About how many minutes from the beginning of this step to the end; at least 1.

        The editor's minutes of the module, shared among its steps by what there is to read and to do in each.
        """
        weights = [step.weight for step in self.steps]
        return max(1, round(self.minutes * sum(weights[number - 1 :]) / sum(weights)))


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
        found = _cache[key] = read_page(page, module.content.get("language", settings.LANGUAGE_CODE))
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


def read_page(page: ModulePage, language: str) -> FrozenModule:
    """A module page, frozen or draft, as steps. Labels in its prose are in its language, where the site speaks it."""
    with words_in(language), override(label_language(language)):
        steps = [_step(block, number, language) for number, block in enumerate(page.steps, start=1)]
    return FrozenModule(
        uuid=page.uuid,
        title=page.title,
        summary=page.summary,
        goals=tuple(str(goal.value) for goal in page.goals),
        minutes=page.minutes,
        steps=tuple(steps),
        gist=gist_of(child for block in page.steps for child in block.value["content"]),
        language=language,
        warning=page.warning.strip(),
    )


def _step(block: StreamValue.StreamChild, number: int, language: str) -> Step:
    parts = tuple(part for child in block.value["content"] if (part := _part(child, language)))
    prose = [_plain(part.html) for part in parts if part.html]
    about = [text.text for part in parts if part.exercise for text in part.exercise.texts if text.role in ABOUT]
    words = sum(len(text.split()) for text in prose)
    return Step(UUID(str(block.id)), number, block.value["title"], parts, words, " ".join([*prose, *about]))


def _plain(html: str) -> str:
    """The words of rendered prose, without marks of sources and contacts."""
    words = strip_tags(SOURCE_LINK.sub("", html).replace("<", " <"))
    return re.sub(r" ([.,:;?!])", r"\1", " ".join(unescape(CONTACT_MARK.sub("", words)).split()))


def _part(child: StreamValue.StreamChild, language: str) -> Part | None:
    name = child.block_type
    if name in kinds():
        exercise = Exercise(id=UUID(str(child.id)), block=kinds()[name], value=child.value, language=language)
        return Part(exercise=exercise, contacts=tuple(exercise.contacts))
    if name == "contact":
        return Part(contact=child.value["contact"])
    html = child.render()
    return Part(html=html, contacts=tuple(contacts_named(html)))
