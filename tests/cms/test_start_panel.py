"""The first page of the admin: somebody who comes to work finds what to do."""

import pytest
from django.test import Client
from wagtail.models import Page

from accounts.models import User
from tests.factories import CoursePageFactory

pytestmark = pytest.mark.django_db


def test_an_editor_finds_drafts_and_tasks_on_the_first_page(client: Client) -> None:
    client.force_login(User.objects.create_superuser("beheer@example.nl"))
    draft = Page.objects.get(depth=2)
    assert "Nog niet gepubliceerd" not in client.get("/admin/").content.decode()

    draft.title = "Bijna af"
    draft.save_revision()
    page = client.get("/admin/").content.decode()

    assert "Nog niet gepubliceerd" in page
    assert f'href="/admin/pages/{draft.pk}/edit/"' in page
    assert 'href="/admin/handleiding/"' in page


def test_every_task_leads_somewhere(client: Client) -> None:
    client.force_login(User.objects.create_superuser("beheer@example.nl"))
    panels = client.get("/admin/").context["panels"]
    [start] = [panel for panel in panels if panel.name == "start"]
    request = client.get("/admin/").wsgi_request

    tasks = start.get_context_data({"request": request})["tasks"]

    assert {client.get(task["url"]).status_code for task in tasks} == {200}


def test_mending_a_page_begins_among_the_courses(client: Client) -> None:
    index = CoursePageFactory().get_parent()
    client.force_login(User.objects.create_superuser("beheer@example.nl"))

    page = client.get("/admin/").content.decode()

    assert f'href="/admin/pages/{index.pk}/"' in page
    assert "cms/phone" in page
