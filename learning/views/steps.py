"""The page on which somebody learns: one step, its exercises, and the way on."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import unquote
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from accounts.device_key import is_somebody_elses
from accounts.models import Organisation
from accounts.services import learner_for
from cms.models import LocalContact
from cms.queries import contacts_for
from courses.frozen import FrozenModule, NotInRelease, Step
from courses.models import ReleaseModule
from courses.parts import step_parts
from exercises.contract import InvalidAnswer, Outcome
from exercises.hosting import CallRefused, Host, Memory
from exercises.registry import Exercise
from exercises.rendering import Shown, loaded_for
from learning.memory import Kept, kept, memory_of
from learning.models import Enrolment
from learning.queries import answer_totals
from learning.services import Answered, AnswerTooLong, call, enrol, respond, see_step
from learning.study import Study, course_study, module_slug
from learning.views.warning import must_warn, show_warning

RULES_HEADER = "X-Exercise-Rules"  # with an answer that waited on a device: what the exercise was when it was given


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody stands: a step of a module of their course."""

    study: Study
    module: ReleaseModule
    frozen: FrozenModule
    step: Step

    @property
    def url(self) -> str:
        return self.study.step_url(self.module, self.step.number)

    @property
    def organisation(self) -> Organisation | None:
        return self.study.enrolment.organisation if self.study.enrolment else None


@never_cache
@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, course_code: str, module_code: str, number: int) -> HttpResponse:
    """GET shows a step; POST takes an answer, or goes on to the next step."""
    place = place_at(request, course_code, module_code, number)
    if request.method == "POST" and is_somebody_elses(request):
        return render(request, "learning/somebody_elses.html", {"place": place}, status=409)
    if request.method == "POST":
        return _answer(request, place) if "exercise" in request.POST else _go_on(request, place)
    if request.path != unquote(place.url):  # an old slug on a poster: the codes decide
        return redirect(place.url, permanent=False)
    if must_warn(request, place.study, place.module, place.frozen):
        return show_warning(request, place.study, place.module, place.url)
    return render(request, "learning/step.html", _step_context(request, place, {}))


def place_at(request: HttpRequest, course_code: str, module_code: str, number: int) -> Place:
    """Where this address leads for whoever asks. 404 when it leads nowhere."""
    study = course_study(learner=request.learner, course_code=course_code)  # type: ignore[attr-defined]
    module = study.module(module_code)
    frozen = study.frozen(module)
    try:
        return Place(study, module, frozen, frozen.step(number))
    except NotInRelease as error:
        raise Http404("No such step.") from error


def _enrolled(request: HttpRequest, place: Place) -> Enrolment:
    """The enrolment that takes this answer; a first answer begins one."""
    if place.study.enrolment is not None:
        return place.study.enrolment
    return enrol(learner=learner_for(request), course=place.study.course, at=timezone.now())


def _go_on(request: HttpRequest, place: Place) -> HttpResponse:
    see_step(enrolment=_enrolled(request, place), module=place.module, number=place.step.number, at=timezone.now())
    if place.step.number < len(place.frozen.steps):
        _tell_what_was_passed(request, place)
        return redirect(place.study.step_url(place.module, place.step.number + 1))
    return redirect(place.study.url("module-done", place.module))


def _tell_what_was_passed(request: HttpRequest, place: Place) -> None:
    """Passing an exercise is fine; that it waits is said at once, not only at the end of the module."""
    done = place.study.progress_in(place.module).exercises_done
    for exercise in place.step.exercises:
        if exercise.is_required and str(exercise.id) not in done:
            text = _("“%(title)s” is still open. At the end of this module you find the way back to it.")
            messages.info(request, text % {"title": exercise.value["title"]})


def _answer(request: HttpRequest, place: Place) -> HttpResponse:
    try:
        exercise_id, submission_id = UUID(request.POST["exercise"]), UUID(request.POST.get("submission", ""))
        exercise_step, exercise = place.frozen.exercise(exercise_id)
        if request.headers.get(RULES_HEADER, exercise.rules_word) != exercise.rules_word:
            raise NotInRelease(exercise_id)  # it waited on a device, and the exercise became another one meanwhile
    except (ValueError, NotInRelease):
        return render(request, "learning/exercise_gone.html", {"place": place, "study": place.study}, status=409)
    place = Place(place.study, place.module, place.frozen, exercise_step)
    try:
        answered = respond(
            enrolment=_enrolled(request, place),
            module=place.module,
            exercise_id=exercise_id,
            submission_id=submission_id,
            data=request.POST,
            at=timezone.now(),
            study=place.study if place.study.enrolment else None,
        )
    except InvalidAnswer as error:
        return _show_exercise(request, place, exercise, 422, errors=error.errors, typed=request.POST)
    except AnswerTooLong:
        errors = {"": _("This answer is too long to keep. Make it shorter and send it again.")}
        return _show_exercise(request, place, exercise, 422, errors=errors, typed=QueryDict())
    return _show_exercise(request, place, exercise, 200, answered=answered)


def _show_exercise(
    request: HttpRequest,
    place: Place,
    exercise: Exercise,
    status: int,
    *,
    answered: Answered | None = None,
    errors: dict[str, str] | None = None,
    typed: QueryDict | None = None,
) -> HttpResponse:
    """The exercise after a submission: a fragment for htmx, otherwise the whole page."""
    found = _kept(place) if exercise.block.calls or not answered else Kept()
    if answered:
        found = replace(found, states={**found.states, str(exercise.id): answered.state})
    contacts = contacts_for(keys=set(exercise.contacts), organisation=place.organisation)
    [shown] = _shown(place, [exercise], found, contacts)
    shown = replace(
        shown,
        outcome=(answered.outcome or Outcome()) if answered else None,
        errors=errors or {},
        typed=typed,
        submission_id=UUID(request.POST["submission"]) if errors else uuid4(),
    )
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(shown.render(request), status=status)
    if place.study.enrolment is None and answered is not None:
        return HttpResponseRedirect(f"{place.url}#{exercise.dom_id}")
    return render(request, "learning/step.html", _step_context(request, place, {exercise.id: shown}), status=status)


def _kept(place: Place) -> Kept:
    """What is kept of this step's exercises."""
    return kept(place.study.enrolment, place.module.module_uuid, place.step.exercises)


def _shown(
    place: Place,
    exercises: Sequence[Exercise],
    found: Kept,
    contacts: Mapping[str, LocalContact],
) -> list[Shown]:
    """Exercises with their states and what they show from elsewhere: totals, contacts, links to modules."""
    answered = [exercise for exercise in exercises if found.states.get(str(exercise.id))]
    totals = answer_totals(module_uuid=place.module.module_uuid, exercises=answered)
    modules = {module.title: place.study.url("module", module) for module in place.study.modules}
    return [
        Shown(
            exercise=exercise,
            action=place.url,
            state=dict(found.states.get(str(exercise.id), {})),
            host=_host(place, found, exercise),
            totals=totals.get(exercise.id),
            contacts=contacts,
            modules=modules,
            group_url=place.study.group_url(place.module, place.step.number, exercise),
        )
        for exercise in exercises
    ]


def _host(place: Place, found: Kept, exercise: Exercise) -> Host | None:
    """Where an exercise that calls back finds its address and its memory; only who has begun has them."""
    enrolment = place.study.enrolment
    if enrolment is None or not exercise.block.calls:
        return None
    address = place.study.call_url(place.module, place.step.number, exercise)
    return Host(address, memory_of(found, enrolment, place.module.module_uuid, exercise))


def _keep_what_was_shown(place: Place, shown: Mapping[UUID, Shown]) -> None:
    """Some exercises that call back write in their memory while they are shown."""
    if place.study.enrolment is None:
        return
    for one in shown.values():
        if one.host is None or not one.host.memory.is_changed:
            continue
        with suppress(CallRefused):  # more than can be kept: it is shown, and begins there next time
            call(
                enrolment=place.study.enrolment,
                module=place.module,
                exercise_id=one.exercise.id,
                work=partial(_write_again, one.host.memory),
                at=timezone.now(),
            )


def _write_again(written: Memory, exercise: Exercise, fresh: Memory) -> None:
    fresh.is_showing = True
    fresh.replay(written)


def _step_context(request: HttpRequest, place: Place, shown: dict[UUID, Shown]) -> dict[str, object]:
    others = [exercise for exercise in place.step.exercises if exercise.id not in shown]
    contacts = contacts_for(keys=place.step.contacts, organisation=place.organisation)
    shown = shown | {
        one.exercise.id: one for one in _shown(place, others, _kept(place) if others else Kept(), contacts)
    }
    parts = step_parts(place.step, request, contacts, lambda exercise: shown[exercise.id], place.frozen.language)
    _keep_what_was_shown(place, shown)
    seen = set(place.study.progress_in(place.module).steps_seen)
    number = place.step.number
    return {
        "place": place,
        "study": place.study,
        "module": place.module,
        "step": place.step,
        "parts": parts,
        **loaded_for(place.step.exercises),
        "steps": [
            {
                "title": one.title,
                "url": place.study.step_url(place.module, one.number),
                "is_seen": str(one.id) in seen,
                "is_current": one.number == number,
            }
            for one in place.frozen.steps
        ],
        "steps_seen": len(seen),
        "total": len(place.frozen.steps),
        "minutes_left": place.frozen.minutes_left(number),
        "previous_url": place.study.step_url(place.module, number - 1) if number > 1 else "",
        "is_last": number == len(place.frozen.steps),
        "organisation": place.organisation,
        "later_url": place.study.url("module-later", place.module) if place.frozen.warning else "",
        "remark_url": reverse("learning:remark", args=[place.study.slug, module_slug(place.module), place.step.number]),
    }
