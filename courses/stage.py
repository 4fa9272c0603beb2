"""Playing an exercise where nothing is recorded: an editor's preview, a screen before a group, a page of its own.

There is no enrolment to load a state from. So the state travels with the form, signed: what comes back is what was
handed out, whatever a browser makes of it.
"""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from accounts.models import Organisation
from cms.queries import contacts_for
from exercises.contract import InvalidAnswer, Outcome
from exercises.registry import Exercise
from exercises.rendering import Shown

SALT = "courses.stage"
LIFE = 24 * 60 * 60  # seconds that a form can be played
LIMIT = 400_000  # characters of one submission


@dataclass(frozen=True, slots=True)
class Stage:
    """Where an exercise is played without leaving a record."""

    action: str  # the address that takes the answer
    is_group: bool = False
    organisation: Organisation | None = None  # whose contacts it shows
    template: str = ""  # in place of the kind's own, for a page that has nothing else


def on_stage(request: HttpRequest, exercise: Exercise, stage: Stage) -> Shown:
    """The exercise after what was sent; at its beginning when nothing was, or not by a form of ours, or long ago."""
    if request.method != "POST":
        return staged(exercise, stage=stage)
    try:
        state = state_in(request.POST, exercise)
    except signing.BadSignature:
        return staged(exercise, stage=stage, errors={"": _("This screen was open too long. Begin again here.")})
    return answered(exercise, state, request.POST, stage=stage)


def staged(
    exercise: Exercise,
    state: dict[str, Any] | None = None,
    *,
    stage: Stage,
    hidden: dict[str, str] | None = None,
    **moment: Any,
) -> Shown:
    """An exercise whose form holds what was played so far, and the host's own hidden fields."""
    state = state or {}
    hidden = {**(hidden or {}), "played": sign({"id": str(exercise.id), "state": state})}
    contacts = contacts_for(keys=set(exercise.contacts), organisation=stage.organisation)
    around: dict[str, Any] = {"action": stage.action, "is_group": stage.is_group, "template": stage.template}
    return Shown(exercise=exercise, state=state, hidden=hidden, contacts=contacts, **around, **moment)


def answered(
    exercise: Exercise, state: dict[str, Any], data: QueryDict, *, stage: Stage, hidden: dict[str, str] | None = None
) -> Shown:
    """Take one answer, judged for real."""
    errors: dict[str, Any] = {}
    outcome: Outcome | None = None
    try:
        respond = exercise.respond_in_group if stage.is_group else exercise.respond
        response = respond(state=state, data=data)
        state, outcome = response.state, response.outcome
    except InvalidAnswer as refused:
        errors = refused.errors
    typed = data if errors else None
    return staged(exercise, state, stage=stage, hidden=hidden, outcome=outcome, errors=errors, typed=typed)


def state_in(data: QueryDict, exercise: Exercise) -> dict[str, Any]:
    """What was played so far of this exercise. Raises BadSignature, which SignatureExpired is as well."""
    if is_too_long(data):
        raise signing.BadSignature("Longer than anything we hand out.")
    saved = read_signed(data.get("played", ""))
    if not isinstance(saved, dict) or saved.get("id") != str(exercise.id) or not isinstance(saved.get("state"), dict):
        raise signing.BadSignature("The state of another exercise.")
    state: dict[str, Any] = saved["state"]
    return state


def is_too_long(data: QueryDict) -> bool:
    """Whether a submission is larger than any form of ours."""
    return sum(len(value) for _name, values in data.lists() for value in values) > LIMIT


def sign(value: Any) -> str:
    """A value as text that a browser can hold and not change."""
    return signing.dumps(value, salt=SALT, compress=True)


def read_signed(text: str) -> Any:
    """The value that was signed. Raises BadSignature, or SignatureExpired after LIFE."""
    return signing.loads(text, salt=SALT, max_age=LIFE)
