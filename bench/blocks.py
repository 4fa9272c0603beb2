"""Steps with blocks of others: showing one and twenty of them, and a call. Through Django's test client."""

from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from accounts.models import Learner, User
from bench.in_process import _ok, _row
from courses.models import CourseIndexPage, CoursePage, ModulePage
from courses.services import publish_release
from exercises.registry import kind
from learning.services import enrol
from learning.study import enrolment_study

CALLS = {"done": ("toggle_button", '{"done": true}'), "drag-and-drop-v2": ("reset", "{}")}


def measure(wanted: int) -> list[dict[str, str]]:
    """A row for each type and number of blocks, and for a call of each type."""
    user = User.objects.create_user("blocks@example.org", name="Noor de Vries")
    learner, client = Learner.objects.create(user=user), Client()
    client.force_login(user)
    rows = []
    for block, (handler, body) in CALLS.items():
        for count in (1, 20):
            course = _course(block, count)
            study = enrolment_study(enrol(learner=learner, course=course, at=timezone.now()))
            module = study.modules[0]
            exercise = study.frozen(module).exercises[0]
            page = study.step_url(module, 1)
            call = f"{study.call_url(module, 1, exercise)}{exercise.id}/{handler}"

            def show(page: str = page) -> Any:
                return _ok(client.get(page))

            def press(call: str = call, body: str = body) -> Any:
                return _ok(client.post(call, body, content_type="application/json"))

            rows.append(_row(f"step with {count} × {block}", show, wanted))
            if count == 1:
                rows.append(_row(f"call of {block}", press, wanted))
    return rows


def _course(block: str, count: int) -> CoursePage:
    """A published course of one step with so many of these blocks."""
    index = CourseIndexPage.objects.get()
    course = CoursePage(title=f"{count} × {block}", goal="Meten.", audience="Niemand")
    index.add_child(instance=course)
    example = kind("xblock").get_preview_value()
    value = kind("xblock").get_prep_value(example) | {"block": block, "settings": ""}
    content = [{"type": "xblock", "id": str(uuid4()), "value": value} for _ in range(count)]
    step = {"type": "step", "id": str(uuid4()), "value": {"title": "Doen", "content": content}}
    steps = ModulePage._meta.get_field("steps").to_python([step])
    module = ModulePage(title="Blokken", steps=steps)
    course.add_child(instance=module)
    publish_release(course=course)
    return course
