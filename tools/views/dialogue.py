"""The conversation rehearser: every dialogue of the courses, alone or with a group. Nothing is recorded."""

from itertools import groupby
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from courses.queries import Placed, released_exercises
from courses.stage import Stage, on_stage
from exercises.rendering import loaded_for
from tools.queries import organisation_of

KIND = "dialogue"
GROUP = "groep"  # in the address: for a screen that everybody looks at


@require_safe
def dialogues(request: HttpRequest) -> HttpResponse:
    """Every dialogue that a new learner would meet, by course."""
    found = groupby(released_exercises(KIND), key=lambda one: one.course)
    courses = [(course, [{"placed": one, "lead": _lead(one)} for one in placed]) for course, placed in found]
    return render(request, "tools/dialogues.html", {"courses": courses})


@never_cache
@vary_on_headers("HX-Request")
@require_http_methods(["GET", "HEAD", "POST"])
def dialogue(request: HttpRequest, exercise_id: UUID) -> HttpResponse:
    """GET shows the conversation from its beginning; POST plays one turn of it. Neither leaves a trace."""
    placed = _placed(exercise_id)
    address, is_group = reverse("tools:dialogue", args=[exercise_id]), GROUP in request.GET
    group_url = f"{address}?{GROUP}"
    stage = Stage(
        action=group_url if is_group else address,
        is_group=is_group,
        organisation=organisation_of(request.learner) if placed.exercise.contacts else None,  # type: ignore[attr-defined]
        template="" if is_group else "tools/dialogue_alone.html",
    )
    shown = on_stage(request, placed.exercise, stage)
    status = 422 if shown.errors else 200
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(shown.render(request), status=status)
    context = {
        "placed": placed,
        "exercise": placed.exercise,
        "html": mark_safe(shown.render(request)),  # noqa: S308 -- a rendered template
        "group_url": group_url,
        "stop_url": address,
        **loaded_for([placed.exercise]),
    }
    return render(request, "tools/dialogue_group.html" if is_group else "tools/dialogue.html", context, status=status)


def _lead(placed: Placed) -> str:
    """Who one is in this conversation: the first that it says of itself."""
    return next((text.text for text in placed.exercise.texts if text.role == "intro"), "")


def _placed(exercise_id: UUID) -> Placed:
    found = next((one for one in released_exercises(KIND) if one.exercise.id == exercise_id), None)
    if found is None:
        raise Http404("No such dialogue in a course that is open.")
    return found
