"""An exercise on a big screen, for a group in one room. Nothing is recorded: what was played travels with the form."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from courses.frozen import Step
from courses.stage import Stage, on_stage
from exercises.registry import Exercise
from exercises.rendering import loaded_for
from learning.views.steps import Place, place_at


@never_cache
@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, course_code: str, module_code: str, number: int, exercise_id: UUID) -> HttpResponse:
    """GET shows the exercise; POST plays one answer or one turn of it. Neither leaves a trace."""
    place = place_at(request, course_code, module_code, number)
    fit = [(step, one) for step in place.frozen.steps for one in step.exercises if one.block.for_group]
    index = next((at for at, (step, one) in enumerate(fit) if step == place.step and one.id == exercise_id), None)
    if index is None:
        raise Http404("No exercise for a group here.")
    exercise = fit[index][1]
    address = place.study.group_url(place.module, number, exercise)
    shown = on_stage(request, exercise, Stage(address, is_group=True, organisation=place.organisation))
    status = 422 if shown.errors else 200
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(shown.render(request), status=status)
    html = mark_safe(shown.render(request))  # noqa: S308 -- a rendered template
    context = {"exercise": exercise, "html": html, **_bar(place, fit, index)}
    return render(request, "learning/group.html", context, status=status)


def _bar(place: Place, fit: list[tuple[Step, Exercise]], index: int) -> dict[str, Any]:
    """Which of the exercises for a group this is, and the way to the others and out."""
    addresses = [place.study.group_url(place.module, step.number, exercise) for step, exercise in fit]
    return {
        "study": place.study,
        "module": place.module,
        "position": index + 1,
        "total": len(fit),
        "previous_url": addresses[index - 1] if index else "",
        "next_url": addresses[index + 1] if index + 1 < len(fit) else "",
        "stop_url": place.url,
        **loaded_for([fit[index][1]]),
    }
