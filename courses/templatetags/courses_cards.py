"""The cards of the courses that anybody can begin, for pages of the site."""

from typing import Any

from django import template

from courses.queries import open_courses

register = template.Library()


@register.inclusion_tag("courses/course_list.html")
def course_cards() -> dict[str, Any]:
    """Every open course."""
    return {"courses": open_courses()}
