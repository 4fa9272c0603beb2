"""What a page of a lower room may show of the learner's own state."""

from typing import Any

from django import template
from django.http import Http404

from cms.models import StandardPage
from courses.completion import completion_words
from courses.models import CoursePage, Release
from learning.study import course_study

register = template.Library()


@register.inclusion_tag("learning/course_state.html", takes_context=True)
def course_state(context: dict[str, Any], page: CoursePage) -> dict[str, Any]:
    """The button to begin or go on, and the list of modules as it holds for this learner."""
    request = context["request"]
    try:
        study = course_study(learner=getattr(request, "learner", None), course_code=page.code)
    except Http404:
        study = None
    beside = StandardPage.objects.child_of(page).live().public().order_by("path")
    language = study.language if study else page.locale.language_code
    shown = {"study": study, "page": page, "language": language, "beside": beside}
    return shown | {"request": request, "csrf_token": context.get("csrf_token")}


@register.filter
def rule_in_words(release: Release) -> str:
    """The completion rule of a release, as a sentence."""
    return completion_words(release)
