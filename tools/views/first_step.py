"""“Mijn eerste stap”: a plan in words of one's own, which never leave the browser."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from exercises.rendering import Shown, loaded_for
from tools.contents import exercise


@require_safe
def first_step(request: HttpRequest) -> HttpResponse:
    """The questions, with fields for those who have script, and a sheet for paper."""
    plan = exercise("first-step")
    shown = Shown(plan, action="", template="tools/first_step_alone.html")
    loaded = loaded_for([plan])
    context = {
        "html": mark_safe(shown.render(request)),  # noqa: S308 -- a rendered template
        "exercise": plan,
        "styles": loaded["styles"],
        "scripts": [*loaded["scripts"], "tools/first-step.js"],
    }
    return render(request, "tools/first_step.html", context)
