"""The editor's preview: a module as a learner sees it, with exercises that can be played and leave no record.

There is no release to load, and the exercise may not even be saved. So the exercise itself travels with the form,
signed, beside its state (see courses.stage).
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from cms.contacts import with_contacts
from cms.queries import contacts_for
from courses.frozen import read_page
from courses.models import ModulePage
from courses.parts import step_parts
from courses.stage import Stage, answered, is_too_long, read_signed, sign, staged, state_in
from courses.trying import begin_try
from exercises.hosting import Host
from exercises.registry import Exercise, UnknownKind, raw_exercise
from exercises.rendering import Shown, loaded_for


class NotFromAPreview(Exception):
    """The form that came in was not made by a preview of ours, or too long ago."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An exercise that its editor has not filled in yet."""

    title: str

    def render(self, request: HttpRequest) -> str:
        """Say so, in its place."""
        return render_to_string("courses/unfinished.html", {"title": self.title}, request=request)


def preview_module(request: HttpRequest, page: ModulePage) -> HttpResponse:
    """Every step of the module as it is in the editor now."""
    field = ModulePage._meta.get_field("steps")
    page.steps = field.to_python(field.get_prep_value(page.steps))  # gives a block that is new its id
    module = read_page(page, page.locale.language_code)
    keys = {key for step in module.steps for key in step.contacts} | set(module.contacts)
    contacts = contacts_for(keys=keys, organisation=None)
    show = partial(_show, user=request.user)
    context = {
        "page": page,
        "module": module,
        "warning": with_contacts(linebreaks(module.warning, autoescape=True), contacts, language=module.language),
        "steps": [
            {"step": step, "parts": step_parts(step, request, contacts, show, module.language)} for step in module.steps
        ],
        "total": len(module.steps),
        **loaded_for(module.exercises),
    }
    return render(request, "courses/preview.html", context)


def playable(exercise: Exercise, state: dict[str, Any] | None = None, user: Any = None) -> Shown:
    """An exercise whose form holds all that is needed to play it. One that calls back needs to know who tries it."""
    shown = staged(exercise, state, stage=_stage(), hidden=_packed(exercise))
    return replace(shown, host=_host(exercise, user))


def play(data: QueryDict, user: Any = None) -> Shown:
    """Take one answer. Raises NotFromAPreview."""
    exercise, state = _unpack(data)
    shown = answered(exercise, state, data, stage=_stage(), hidden=_packed(exercise))
    return replace(shown, host=_host(exercise, user))


def _host(exercise: Exercise, user: Any) -> Host | None:
    if not exercise.block.calls or user is None or not user.is_authenticated:
        return None
    return begin_try(exercise, user).host


def _stage() -> Stage:
    return Stage(reverse("courses:exercise-try"))


def _packed(exercise: Exercise) -> dict[str, str]:
    raw = {"kind": exercise.block.kind, "id": str(exercise.id), "value": exercise.block.get_prep_value(exercise.value)}
    raw["language"] = exercise.language
    return {"preview_value": sign(raw)}


def _show(exercise: Exercise, user: Any) -> Shown | Unfinished:
    try:
        exercise.block.clean(exercise.value)
    except ValidationError:
        return Unfinished(str(exercise.value.get("title") or exercise.block.label))
    return playable(exercise, user=user)


def _unpack(data: QueryDict) -> tuple[Exercise, dict[str, Any]]:
    if is_too_long(data):
        raise NotFromAPreview(_("This answer is too long."))
    try:
        raw = read_signed(data.get("preview_value", ""))
        exercise = raw_exercise(raw["kind"], raw["id"], raw["value"], raw.get("language", ""))
        return exercise, state_in(data, exercise)
    except signing.SignatureExpired as error:
        raise NotFromAPreview(_("This preview is a day old. Open the preview again.")) from error
    except (signing.BadSignature, KeyError, TypeError, UnknownKind) as error:
        raise NotFromAPreview(_("This form was changed on the way. Open the preview again.")) from error
