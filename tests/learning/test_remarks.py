"""“Klopt er iets niet?”: from the reader to the editors."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from courses.models import CoursePage
from learning.models import Remark
from learning.remarks import mail_editors
from tests.factories import UserFactory
from tests.learning.visiting import form, step_url, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def limits_begin_anew() -> None:
    cache.clear()


@pytest.fixture
def admin_browser() -> Client:
    browser = Client()
    browser.force_login(UserFactory(is_superuser=True, is_staff=True))
    return browser


def test_a_remark_reaches_the_editors_without_the_person(client: Client, course: CoursePage) -> None:
    client.post(step_url(course, number=2), form(course))

    client.post(f"{step_url(course)}melding/", {"text": "Het nummer klopt niet."})

    remark = Remark.objects.get()
    assert (remark.text, remark.step_title, remark.module_title) == ("Het nummer klopt niet.", "Lezen", "Module 1")
    assert remark.address == step_url(course)


def test_the_editors_are_mailed_about_a_remark_and_find_it_behind_the_link(
    client: Client,
    admin_browser: Client,
    course: CoursePage,
    settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    settings.EDITORS_EMAIL = "redactie@example.org"
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{step_url(course)}melding/", {"text": "Het nummer klopt niet."})

    [mailed] = mail.outbox
    assert (mailed.to, mailed.subject) == (["redactie@example.org"], "Een opmerking over “Module 1”")
    assert "bij de stap “Lezen”" in mailed.body
    assert "nummer" not in mailed.body
    link = re.search(rf"^{settings.SITE_URL}(\S+)$", mailed.body, re.MULTILINE)
    assert link
    assert "Het nummer klopt niet." in text_of(admin_browser.get(link[1]))


def test_an_empty_remark_is_refused_with_a_word(client: Client, course: CoursePage) -> None:
    response = client.post(f"{step_url(course)}melding/", {"text": ""})

    assert response.status_code == 422
    assert Remark.objects.count() == 0


def test_too_many_remarks_from_one_place_are_refused_and_what_was_typed_stays(
    client: Client, course: CoursePage
) -> None:
    for number in range(60):
        client.post(f"{step_url(course)}melding/", {"text": f"Opmerking {number}"})

    refused = client.post(f"{step_url(course)}melding/", {"text": "Nog één"})

    assert refused.status_code == 422
    assert "Probeer het over een uur opnieuw." in text_of(refused)
    assert "Nog één" in text_of(refused)
    assert Remark.objects.count() == 60


def test_nobody_is_mailed_about_a_remark_that_is_handled_or_without_an_address(
    client: Client, course: CoursePage, settings: Any
) -> None:
    client.post(f"{step_url(course)}melding/", {"text": "Het nummer klopt niet."})
    remark = Remark.objects.get()

    assert not mail_editors(remark_id=remark.pk)
    settings.EDITORS_EMAIL = "redactie@example.org"
    Remark.objects.update(handled_at=remark.created_at)
    assert not mail_editors(remark_id=remark.pk)
    assert mail.outbox == []


def test_the_editor_who_handles_a_remark_reads_it_and_finds_the_step(
    client: Client, admin_browser: Client, course: CoursePage
) -> None:
    client.post(f"{step_url(course)}melding/", {"text": "Het nummer klopt niet."})

    page = admin_browser.get(f"/admin/remarks/edit/{Remark.objects.get().pk}/")

    assert "Het nummer klopt niet." in text_of(page)
    assert f'href="{step_url(course)}"' in page.content.decode()
