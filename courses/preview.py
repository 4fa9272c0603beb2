"""The editor's preview: a module as a learner sees it, with exercises that can be played and leave no record.

There is no release and no enrolment to load, and the exercise may not even be saved. So the exercise and the state
travel with the form, signed: what comes back is what an editor was shown, whatever a browser makes of it.
"""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Organisation
from cms.queries import contacts_for
from courses.frozen import read_page
from courses.models import ModulePage
from courses.parts import step_parts
from exercises.contract import InvalidAnswer, Outcome
from exercises.registry import Exercise, UnknownKind, raw_exercise
from exercises.rendering import Shown, loaded_for

SALT = "courses.preview"
LIFE = 24 * 60 * 60  # seconds that a preview can be played
LIMIT = 400_000  # characters of one submission, the exercise included


class NotFromAPreview(Exception):
    """The form that came in was not made by a preview of ours, or too long ago."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where an exercise is played without leaving a record: the editor's preview, or a screen in front of a group."""

    action: str  # the address that takes the answer
    is_group: bool = False
    organisation: Organisation | None = None  # whose contacts it shows


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
    module = read_page(page)
    contacts = contacts_for(keys={key for step in module.steps for key in step.contacts}, organisation=None)
    context = {
        "page": page,
        "module": module,
        "steps": [{"step": step, "parts": step_parts(step, request, contacts, _show)} for step in module.steps],
        "total": len(module.steps),
        **loaded_for(module.exercises),
    }
    return render(request, "courses/preview.html", context)


def playable(
    exercise: Exercise, state: dict[str, Any] | None = None, *, stage: Stage | None = None, **moment: Any
) -> Shown:
    """An exercise whose form holds all that is needed to play it."""
    state, stage = state or {}, stage or Stage(reverse("courses:exercise-try"))
    raw = {"kind": exercise.block.kind, "id": str(exercise.id), "value": exercise.block.get_prep_value(exercise.value)}
    hidden = {
        "preview_value": signing.dumps(raw, salt=SALT, compress=True),
        "preview_state": signing.dumps({"id": str(exercise.id), "state": state}, salt=SALT, compress=True),
    }
    contacts = contacts_for(keys=set(exercise.contacts), organisation=stage.organisation)
    around: dict[str, Any] = {"action": stage.action, "is_group": stage.is_group, "contacts": contacts}
    return Shown(exercise=exercise, state=state, hidden=hidden, **around, **moment)


def play(data: QueryDict, *, stage: Stage | None = None) -> Shown:
    """Take one answer. Raises NotFromAPreview."""
    exercise, state = _unpack(data)
    errors: dict[str, Any] = {}
    outcome: Outcome | None = None
    try:
        respond = exercise.respond_in_group if stage and stage.is_group else exercise.respond
        response = respond(state=state, data=data)
        state, outcome = response.state, response.outcome
    except InvalidAnswer as refused:
        errors = refused.errors
    return playable(exercise, state, stage=stage, outcome=outcome, errors=errors, typed=data if errors else None)


def _show(exercise: Exercise) -> Shown | Unfinished:
    try:
        exercise.block.clean(exercise.value)
    except ValidationError:
        return Unfinished(str(exercise.value.get("title") or exercise.block.label))
    return playable(exercise)


def _unpack(data: QueryDict) -> tuple[Exercise, dict[str, Any]]:
    if sum(len(value) for values in data.lists() for value in values[1]) > LIMIT:
        raise NotFromAPreview(_("This answer is too long."))
    try:
        raw = signing.loads(data.get("preview_value", ""), salt=SALT, max_age=LIFE)
        saved = signing.loads(data.get("preview_state", ""), salt=SALT, max_age=LIFE)
    except signing.SignatureExpired as error:
        raise NotFromAPreview(_("This preview is a day old. Open the preview again.")) from error
    except signing.BadSignature as error:
        raise NotFromAPreview(_("This form was changed on the way. Open the preview again.")) from error
    try:
        exercise = raw_exercise(raw["kind"], raw["id"], raw["value"])
        if saved["id"] != raw["id"]:
            raise NotFromAPreview(_("This form was changed on the way. Open the preview again."))
        return exercise, saved["state"]
    except (KeyError, TypeError, UnknownKind) as error:
        raise NotFromAPreview(_("This form was changed on the way. Open the preview again.")) from error
