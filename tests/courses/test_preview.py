"""The preview plays every kind for real, keeps no record, and takes nothing that it did not hand out."""

import json
from typing import Any
from uuid import UUID

import pytest
from bs4 import BeautifulSoup
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.blocks import Block
from wagtail.models import Site

from cms.models import ThemeSettings
from courses.models import CoursePage, ModulePage
from courses.preview import playable
from courses.stage import LIMIT, SALT
from exercises.registry import Exercise, kinds
from tests.courses.conftest import edit, first_module
from tests.factories import ModulePageFactory, exercise_block, step_block, stored_steps

KINDS = sorted(kinds())
EXERCISE = UUID("3f2504e0-4f89-41d3-9a0c-0305e82c3301")


def exercise(name: str) -> Exercise:
    block = kinds()[name]
    return Exercise(id=EXERCISE, block=block, value=block.get_preview_value())


def form_of(name: str, state: dict[str, Any] | None = None) -> dict[str, Any]:
    return {**playable(exercise(name), state).hidden, "exercise": str(EXERCISE), **kinds()[name].example_answer}


@pytest.mark.parametrize("name", KINDS)
def test_exercise_is_played_and_writes_nothing(client: Client, db: None, name: str) -> None:
    ThemeSettings.objects.create(site=Site.objects.get())  # Wagtail makes them at the first page of a site

    with CaptureQueriesContext(connection) as queries:
        answer = client.post(reverse("courses:exercise-try"), form_of(name))

    assert answer.status_code == 200
    assert f"oefening-{EXERCISE}" in answer.content.decode()
    written = [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]
    assert [sql for sql in written if "SAVEPOINT" not in sql] == []


def test_script_gets_the_exercise_alone(client: Client, db: None) -> None:
    answer = client.post(reverse("courses:exercise-try"), form_of("choice"), headers={"hx-request": "true"})

    html = answer.content.decode().strip()
    assert html.startswith("<section")
    assert "<html" not in html
    assert "feedback--strong" in html


def test_answer_that_is_refused_is_shown_at_its_field(client: Client, db: None) -> None:
    data = form_of("choice") | {"option": "99"}

    answer = client.post(reverse("courses:exercise-try"), data)

    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def test_state_travels_with_the_form(client: Client, db: None) -> None:
    first = client.post(reverse("courses:exercise-try"), form_of("choice"))
    fields = BeautifulSoup(first.content, "html.parser").select("input[type=hidden]")

    state = next(field["value"] for field in fields if field["name"] == "played")

    assert signing.loads(state, salt=SALT)["state"] == {"answer": 0}


def forged() -> dict[str, Any]:
    return form_of("choice") | {"preview_value": form_of("choice")["preview_value"] + "x"}


def with_another_salt() -> dict[str, Any]:
    raw = signing.dumps({"kind": "choice", "id": str(EXERCISE), "value": {}}, salt="other", compress=True)
    return form_of("choice") | {"preview_value": raw}


def state_of_another_exercise() -> dict[str, Any]:
    saved = signing.dumps({"id": "other", "state": {}}, salt=SALT, compress=True)
    return form_of("choice") | {"played": saved}


def kind_that_is_gone() -> dict[str, Any]:
    raw = signing.dumps({"kind": "hologram", "id": str(EXERCISE), "value": {}}, salt=SALT, compress=True)
    return form_of("choice") | {"preview_value": raw}


def oversized() -> dict[str, Any]:
    return form_of("choice") | {"extra": "x" * (LIMIT + 1)}


def empty() -> dict[str, Any]:
    return {}


@pytest.mark.parametrize(
    "data", [forged, with_another_salt, state_of_another_exercise, kind_that_is_gone, oversized, empty]
)
@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}])
def test_form_that_no_preview_made_gets_a_clear_answer(client: Client, db: None, data: Any, headers: Any) -> None:
    answer = client.post(reverse("courses:exercise-try"), data(), headers=headers)

    assert answer.status_code == 422
    assert "notice--warning" in answer.content.decode()


def test_preview_of_yesterday_is_refused(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    data = form_of("choice")
    monkeypatch.setattr("django.core.signing.time.time", lambda: 10**11)

    answer = client.post(reverse("courses:exercise-try"), data)

    assert answer.status_code == 422


def test_get_is_not_an_answer(client: Client, db: None) -> None:
    assert client.get(reverse("courses:exercise-try")).status_code == 405


# -- The whole module ----------------------------------------------------------------------------------------------


def preview(admin: Client, module: ModulePage) -> str:
    return admin.get(reverse("wagtailadmin_pages:view_draft", args=[module.pk])).content.decode()


def test_preview_shows_every_step_of_the_draft_with_its_exercises(admin: Client, course: CoursePage) -> None:
    module = ModulePageFactory(
        parent=course, steps=stored_steps([step_block(f"Stap {name}", exercise_block(name)) for name in KINDS])
    )

    page = BeautifulSoup(preview(admin, module), "html.parser")

    assert [section["data-kind"] for section in page.select("section.exercise")] == KINDS
    assert len(page.select("input[name=preview_value]")) == len(page.select("form.exercise__form"))


def test_preview_names_an_exercise_that_is_not_finished(admin: Client, course: CoursePage) -> None:
    def empty_question(raw: list[dict[str, Any]]) -> None:
        raw[1]["value"]["content"][0]["value"] |= {"question": "", "options": []}

    module = edit(first_module(course), empty_question)

    assert "notice--warning" in preview(admin, module)


def test_module_address_leads_to_the_frozen_module(client: Client, course: CoursePage) -> None:
    module = first_module(course)

    answer = client.get(module.url)

    assert answer.url == reverse(
        "learning:module", args=[f"{course.slug}-{course.code}", f"{module.slug}-{module.uuid.hex[:8]}"]
    )


def test_module_without_release_leads_to_its_course(client: Client, course: CoursePage) -> None:
    module = ModulePageFactory(parent=course)

    assert client.get(module.url).url == course.url


# -- The editor's block picker -------------------------------------------------------------------------------------


def every_block_of_a_step() -> dict[str, Block]:
    steps = ModulePage._meta.get_field("steps").stream_block
    return steps.child_blocks["step"].child_blocks["content"].child_blocks


@pytest.mark.parametrize("name", every_block_of_a_step())
def test_every_block_has_icon_label_description_and_preview(admin: Client, name: str) -> None:
    block = every_block_of_a_step()[name]

    page = admin.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    assert block.meta.icon != "placeholder"
    assert str(block.label)
    assert str(block.get_description())
    assert block.is_previewable
    assert page.status_code == 200
    shown = BeautifulSoup(page.content, "html.parser").main
    words = [shown.get_text(strip=True), *(picture["aria-label"] for picture in shown.select("[role=img][aria-label]"))]
    assert len("".join(words)) > 10
    assert json.dumps(block.get_prep_value(block.get_preview_value()))
