"""How an exercise gets on the page: the same for a learner and for an editor who tries it in the preview."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string

from cms.contacts import with_contacts
from cms.languages import words_in
from cms.models import LocalContact
from exercises.contract import Outcome
from exercises.hosting import Host
from exercises.registry import Exercise


@dataclass(frozen=True, slots=True)
class Shown:
    """An exercise together with everything about this moment: where it posts to, what was saved, what was refused."""

    exercise: Exercise
    action: str  # the address that takes the answer
    state: dict[str, Any] = field(default_factory=dict)
    outcome: Outcome | None = None  # of the submission just made
    errors: dict[str, Any] = field(default_factory=dict)
    typed: QueryDict | None = None  # a refused submission, kept in the fields
    hidden: dict[str, str] = field(default_factory=dict)  # fields the host needs back with the answer
    submission_id: UUID = field(default_factory=uuid4)
    heading: int = 2
    totals: Mapping[str, int] | None = None  # how often each answer was given, for a kind that has them counted
    contacts: Mapping[str, LocalContact] = field(default_factory=dict)  # by key, those that the exercise names
    modules: Mapping[str, str] = field(default_factory=dict)  # the addresses of the course's modules, by title
    group_url: str = ""  # where the same exercise is done with a group
    is_group: bool = False  # this is that place
    host: Host | None = None  # for a kind that calls back; without one it shows what works without
    template: str = ""  # in place of the kind's own: extends it, for a page that has nothing else

    def render(self, request: HttpRequest) -> str:
        """The exercise's section as HTML."""
        exercise = self.exercise
        fits = not self.state or exercise.block.fits(exercise.value, self.state)
        context = {
            "shown": self,
            "exercise": exercise,
            "value": exercise.value,
            "dom_id": exercise.dom_id,
            "state": self.state if fits else {},
            "is_outdated": not fits,
            "outcome": self.outcome,
            "errors": self.errors,
            "typed": self.typed,
            "contacts": self.contacts,
            "modules": self.modules,
        }
        with words_in(exercise.language):
            context |= exercise.block.view(exercise.value, self.state, self.typed)
            context |= exercise.block.view_totals(exercise.value, self.totals or {})
            if self.host is not None and exercise.block.calls:
                context |= exercise.block.hosted_view(exercise, self.host, request)
            html = render_to_string(self.template or exercise.block.template, context, request=request)
        return with_contacts(html, self.contacts, language=exercise.language)


def loaded_for(exercises: Iterable[Exercise]) -> dict[str, list[str]]:
    """What a page with these exercises loads: `styles` and `scripts` for its template, each path once and in order."""
    exercises = list(exercises)
    return {
        "styles": list(dict.fromkeys(path for exercise in exercises for path in exercise.styles)),
        "scripts": list(dict.fromkeys(path for exercise in exercises for path in exercise.scripts)),
    }
