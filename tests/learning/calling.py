"""What the tests of blocks of others share: somebody at a page with one block."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from courses.services import publish_release
from learning.models import Attempt, Enrolment, ExerciseState
from learning.study import enrolment_study
from tests import xblocks
from tests.factories import (
    LearnerFactory,
    ModulePageFactory,
    UserFactory,
    exercise_block,
    make_course,
    make_enrolment,
    step_block,
    stored_steps,
)


@dataclass
class Desk:
    """Somebody at a page with one block."""

    client: Client
    enrolment: Enrolment
    root: str

    @property
    def page(self) -> str:
        study = enrolment_study(self.enrolment)
        return study.step_url(study.modules[0], 1)

    @property
    def address(self) -> str:
        study = enrolment_study(self.enrolment)
        _step, exercise = study.frozen(study.modules[0]).exercise(UUID(self.root))
        return study.call_url(study.modules[0], 1, exercise)

    def call(self, handler: str, data: Any = None, usage: str = "", **more: Any) -> Any:
        """Call a handler as script does."""
        path = f"{self.address}{usage or self.root}/{handler}"
        return self.client.post(path, json.dumps(data), content_type="application/json", **more)

    def shown(self) -> str:
        return self.client.get(self.page).content.decode()


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    xblocks.install(monkeypatch, settings)


def desk_at(course: Any, root: str) -> Desk:
    """A new learner on this course."""
    client, user = Client(), UserFactory()
    client.force_login(user)
    return Desk(client, make_enrolment(course, LearnerFactory(user=user)), root)


def course_with(*exercises: dict[str, Any]) -> Any:
    course = make_course(modules=0, publish=False)
    ModulePageFactory(parent=course, steps=stored_steps([step_block("Doen", *exercises)]))
    publish_release(course=course)
    return course


def with_block(block: str, **fields: Any) -> Desk:
    exercise = exercise_block("xblock", **{"block": block, "settings": ""} | fields)
    return desk_at(course_with(exercise), exercise["id"])


@pytest.fixture
def probe() -> Desk:
    return with_block("probe")


def nothing_is_written() -> bool:
    return not Attempt.objects.exists() and not ExerciseState.objects.exists()
