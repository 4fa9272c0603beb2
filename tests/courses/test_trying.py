"""A block of others in an editor's preview: it works, it is tried, and nothing of it is recorded."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from courses.models import ModulePage
from exercises.registry import kind
from learning.models import Attempt, Enrolment, ExerciseState
from tests import xblocks
from tests.factories import (
    CoursePageFactory,
    ModulePageFactory,
    UserFactory,
    exercise_block,
    step_block,
    stored_steps,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    xblocks.install(monkeypatch, settings)


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def module_with(block: str, **fields: Any) -> ModulePage:
    exercise = exercise_block("xblock", **{"block": block, "settings": ""} | fields)
    return ModulePageFactory(parent=CoursePageFactory(), steps=stored_steps([step_block("Doen", exercise)]))


def preview(editor: Client, page: ModulePage) -> str:
    return editor.get(f"/admin/pages/{page.pk}/view_draft/").content.decode()


def address_in(html: str) -> str:
    found = re.search(r'data-xblock="([^"]+)"', html)
    assert found
    usage = re.search(r'data-usage="([^"]+)"', html)
    assert usage
    return found[1] + usage[1]


def call(client: Client, address: str, data: Any = None) -> Any:
    return client.post(address, json.dumps(data), content_type="application/json")


def test_block_is_tried_goes_on_where_it_was_and_leaves_no_record(editor: Client) -> None:
    page = module_with("probe")
    address = address_in(preview(editor, page))

    counted = [call(editor, f"{address}/add").json()["mine"] for _ in range(2)]
    graded = call(editor, f"{address}/report", [["grade", {"value": 1, "max_value": 1}]])

    assert counted == [1, 2]
    assert graded.headers["X-Exercise"] == "done"
    assert "<p class='probe'>2|||2|" in preview(editor, page)
    assert [model.objects.count() for model in (Attempt, ExerciseState, Enrolment)] == [0, 0, 0]


def test_what_one_editor_tries_is_nobody_elses(editor: Client) -> None:
    address = address_in(preview(editor, module_with("probe")))
    other = Client()
    other.force_login(UserFactory(is_staff=True, is_superuser=True))

    assert call(other, f"{address}/add").status_code == 404
    assert call(Client(), f"{address}/add").status_code == 404
    assert call(editor, f"{address}/nothing").status_code == 404
    assert call(editor, f"{address}/breaks").status_code == 500
    assert call(editor, f"{address}/write", {"title": "x"}).status_code == 403


def test_editor_reads_what_is_wrong_with_a_block_that_breaks_down(editor: Client) -> None:
    html = preview(editor, module_with("breaks_on_render"))

    assert "Dit onderdeel werkt nu niet" in html
    assert "RuntimeError: render" in html


def test_block_stays_when_the_way_without_is_tried(editor: Client) -> None:
    html = preview(editor, module_with("probe"))
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))

    answer = editor.post("/proef/oefening/", form | kind("xblock").example_answer, headers={"HX-Request": "true"})

    assert "data-xblock=" in answer.content.decode()
    assert "Gedaan. Deze oefening telt mee." in answer.content.decode()
    assert not Attempt.objects.exists()
