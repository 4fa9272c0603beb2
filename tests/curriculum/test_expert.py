"""What an expert must still check: the list, and the report in the admin."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

import curriculum
from courses.models import ModulePage
from curriculum import expert
from curriculum.expert import EXPERTS, Question, questions
from curriculum.identity import part_id
from curriculum.reading import read_curriculum
from curriculum.site import ensure_editors
from tests.curriculum.inventory import taken
from tests.factories import CoursePageFactory, ModulePageFactory, UserFactory, home_page

ADDRESS = "/admin/reports/expert/"


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    """Somebody who writes and publishes."""
    user = UserFactory()
    user.groups.add(ensure_editors(home_page()))
    client.force_login(user)
    return client


@pytest.fixture
def module(editor: Client) -> ModulePage:
    """A module that a question is about."""
    page = ModulePageFactory(parent=CoursePageFactory(), title="Zorgen over een kind")
    ModulePage.objects.filter(pk=page.pk).update(uuid=part_id("vereniging", "module", "B7"))
    return page


def test_every_question_is_about_a_module_that_ships_and_asks_somebody_we_know() -> None:
    shipped = {
        (course.key, module.key)
        for course in read_curriculum(Path(curriculum.__file__).parent).courses
        for module in course.modules
    }

    assert {one.who for one in questions()} <= EXPERTS.keys()
    assert {(one.course, one.module) for one in questions() if one.module} - shipped == set()
    assert [one for one in questions() if not one.ask.endswith(("?", ".")) or not one.about] == []


def test_every_conversation_is_read_by_an_expert() -> None:
    dialogues = {entry.id for entry in taken() if entry.kind == "dialogue"}

    assert dialogues - {about for one in questions() for about in one.about} == set()


def test_report_lists_every_question_with_a_way_to_its_module(editor: Client, module: ModulePage) -> None:
    page = editor.get(ADDRESS).content.decode()

    assert [one.ask for one in questions() if one.ask not in page] == []
    assert f'<a href="/admin/pages/{module.pk}/edit/">B7 Zorgen over een kind</a>' in page
    assert f"Er staan nog {len(questions())} vragen open." in page


def test_question_that_was_answered_says_by_whom_and_comes_last(
    editor: Client, module: ModulePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [
        Question("vereniging", "B7", ("B7-f2",), "vcp", "Is dit zo?", date(2027, 1, 31), "de VCP van vv De Eendracht"),
        Question("vereniging", "B7", ("B7-f8",), "vcp", "En dit?"),
    ]
    monkeypatch.setattr(expert, "questions", lambda: asked)

    page = editor.get(ADDRESS).content.decode()

    assert "31 januari 2027, door de VCP van vv De Eendracht" in page
    assert page.index("En dit?") < page.index("Is dit zo?")
    assert "Er staat nog 1 vraag open." in page


def test_report_is_in_the_menu_of_who_may_edit_courses_and_of_nobody_else(
    editor: Client, module: ModulePage, django_user_model: type
) -> None:
    def menu(client: Client) -> str:
        return json.dumps(client.get("/admin/").content.decode())

    other = Client()
    visitor = UserFactory()
    other.force_login(visitor)

    assert ADDRESS in menu(editor)
    assert ADDRESS not in menu(other)
    assert other.get(ADDRESS).status_code == 302
