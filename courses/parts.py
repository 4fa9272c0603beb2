"""The parts of a step, ready for a template: the same for a learner and for the editor's preview."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import mark_safe

from cms.contacts import with_contacts
from cms.glossary import notes_of, with_terms
from cms.models import GlossaryTerm, LocalContact
from courses.frozen import Step
from exercises.registry import Exercise


class Renders(Protocol):
    """What an exercise is shown as: `exercises.rendering.Shown`, or something in its place."""

    def render(self, request: HttpRequest) -> str:
        """HTML for its place in the step."""


def step_parts(
    step: Step,
    request: HttpRequest,
    contacts: Mapping[str, LocalContact],
    show: Callable[[Exercise], Renders],
    language: str,
) -> list[dict[str, Any]]:
    """What `courses/step_parts.html` shows: for each part its html, or the key of a contact.

    `contacts` are those that texts name, by their keys. The first of each difficult word in prose leads to its meaning,
    where it is in the language of the site, as those words are.
    """
    parts: list[dict[str, Any]] = []
    terms: dict[str, GlossaryTerm] = {}
    has_terms = language == settings.LANGUAGE_CODE
    for part in step.parts:
        if part.exercise is not None:
            html = show(part.exercise).render(request)
            parts.append({"html": mark_safe(html)})  # noqa: S308 -- a rendered template
        elif part.contact:
            parts.append({"contact": part.contact})
        else:
            prose = part.html or ""
            prose = with_terms(prose, terms) if has_terms else prose
            parts.append({"prose": with_contacts(prose, contacts, language=language)})
    return [*parts, {"prose": notes_of(terms)}] if terms else parts
