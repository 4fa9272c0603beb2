"""What the tests of courses share."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from courses.models import CoursePage, ModulePage
from tests.factories import UserFactory, make_course, stored_steps

Edit = Callable[[list[dict[str, Any]]], None]


@pytest.fixture
def editor(db: None) -> User:
    """Somebody who may do everything."""
    return UserFactory(is_superuser=True, is_staff=True, name="Esra Editor")


@pytest.fixture
def admin(client: Client, editor: User) -> Client:
    """The editor's browser."""
    client.force_login(editor)
    return client


@pytest.fixture
def course(db: None) -> CoursePage:
    """A course with two modules and its first edition."""
    return make_course(modules=2)


def first_module(course: CoursePage) -> ModulePage:
    return ModulePage.objects.child_of(course).order_by("path").first()


def edit(module: ModulePage, change: Edit) -> ModulePage:
    """Change the steps as they are stored, and publish, as an editor does."""
    module = ModulePage.objects.get(pk=module.pk)
    raw = list(module.steps.get_prep_value())
    change(raw)
    module.steps = stored_steps(raw)
    module.save_revision().publish()
    return ModulePage.objects.get(pk=module.pk)
