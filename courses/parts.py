"""The parts of a step, ready for a template: the same for a learner and for the editor's preview."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.http import HttpRequest
from django.utils.safestring import mark_safe

from cms.contacts import with_contacts
from cms.models import LocalContact
from courses.frozen import Step
from exercises.registry import Exercise


class Renders(Protocol):
    """What an exercise is shown as: `exercises.rendering.Shown`, or something in its place."""

    def render(self, request: HttpRequest) -> str:
        """HTML for its place in the step."""


def step_parts(
    step: Step, request: HttpRequest, contacts: Mapping[str, LocalContact], show: Callable[[Exercise], Renders]
) -> list[dict[str, Any]]:
    """What `courses/step_parts.html` shows: for each part its html, or the key of a contact.

    `contacts` are those that texts name, by their keys.
    """
    parts: list[dict[str, Any]] = []
    for part in step.parts:
        if part.exercise is not None:
            html = show(part.exercise).render(request)
            parts.append({"html": mark_safe(html)})  # noqa: S308 -- a rendered template
        elif part.contact:
            parts.append({"contact": part.contact})
        else:
            parts.append({"html": with_contacts(part.html or "", contacts)})
    return parts
