"""A module that is half written: it is kept as it is, it can be previewed, and it is not published."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from courses.models import CoursePage, ModulePage
from tests.courses.test_preview import every_block_of_a_step
from tests.factories import ModulePageFactory, step_block, stored_steps


def with_empty(name: str, course: CoursePage) -> ModulePage:
    """A module with a block that somebody inserted, and did not fill in."""
    block = every_block_of_a_step()[name]
    empty = {
        "type": name,
        "id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "value": block.get_prep_value(block.get_default()),
    }
    return ModulePageFactory(parent=course, steps=stored_steps([step_block("Lezen", empty)]))


@pytest.mark.parametrize("name", every_block_of_a_step())
def test_empty_block_is_kept_in_a_draft_and_refused_when_published(course: CoursePage, name: str) -> None:
    steps = ModulePage._meta.get_field("steps").stream_block
    value = with_empty(name, course).steps

    steps.defer_required_validation()
    try:
        kept = steps.clean(value)
    finally:
        steps.restore_deferred_validation()

    assert [child.block_type for child in kept[0].value["content"]] == [name]
    with pytest.raises(ValidationError):
        steps.clean(value)


@pytest.mark.parametrize("name", every_block_of_a_step())
def test_module_with_an_empty_block_can_be_previewed(admin: Client, course: CoursePage, name: str) -> None:
    module = with_empty(name, course)

    answer = admin.get(reverse("wagtailadmin_pages:view_draft", args=[module.pk]))

    assert answer.status_code == 200
    assert "Lezen" in answer.content.decode()


@pytest.mark.parametrize("name", ["choice", "sort", "match", "build"])
def test_new_exercise_begins_with_as_many_empty_items_as_it_needs(name: str) -> None:
    block = every_block_of_a_step()[name]

    lists = {field: child for field, child in block.child_blocks.items() if getattr(child.meta, "min_num", None)}

    assert {field: len(block.get_default()[field]) for field in lists} == {
        field: child.meta.min_num for field, child in lists.items()
    }
