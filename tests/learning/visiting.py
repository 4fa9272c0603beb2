"""What a learner's browser asks for and gets."""

import re
import uuid
from typing import Any

from django.http import HttpResponse

from courses.models import CoursePage
from learning.study import course_study


def step_url(course: CoursePage, module: int = 0, number: int = 1) -> str:
    study = course_study(learner=None, course_code=course.code)
    return study.step_url(study.modules[module], number)


def form(course: CoursePage, **changes: Any) -> dict[str, Any]:
    """The form of the choice in the first module."""
    study = course_study(learner=None, course_code=course.code)
    exercise = study.frozen(study.modules[0]).exercises[0]
    return {"exercise": str(exercise.id), "submission": str(uuid.uuid4()), "option": "0"} | changes


def text_of(response: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
