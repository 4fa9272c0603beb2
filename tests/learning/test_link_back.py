"""A guest leaves an address on the finish page, and gets a link back."""

from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.models import Learner
from courses.models import CoursePage
from learning.study import course_study
from tests.learning.visiting import form, step_url, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def limits_begin_anew() -> None:
    cache.clear()


def test_address_that_is_none_is_kept_in_the_field(client: Client, course: CoursePage) -> None:
    client.post(step_url(course, number=2), form(course))
    address = course_study(learner=None, course_code=course.code).url("leave-address")

    refused = client.post(address, {"email": "henk@"})

    assert refused.status_code == 422
    assert 'value="henk@"' in refused.content.decode()
    assert "Dat is geen e-mailadres. Kijk het nog eens na." in text_of(refused)


def test_nobody_can_have_an_address_flooded_with_links(client: Client, course: CoursePage) -> None:
    client.post(step_url(course, number=2), form(course))
    address = course_study(learner=None, course_code=course.code).url("leave-address")
    for _time in range(5):
        client.post(address, {"email": "henk@example.org"})

    refused = client.post(address, {"email": "Henk@example.org"})

    assert refused.status_code == 422
    assert "Kijk in je mail, ook bij spam." in text_of(refused)
    assert len(mail.outbox) == 5


def test_mail_server_that_is_away_is_told_and_the_address_is_kept(
    client: Client, course: CoursePage, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "tests.factories.MailServerAway"
    client.post(step_url(course, number=2), form(course))

    refused = client.post(
        course_study(learner=None, course_code=course.code).url("leave-address"), {"email": "henk@example.org"}
    )

    assert refused.status_code == 422
    assert "probeer het over een paar minuten opnieuw" in text_of(refused)
    assert Learner.objects.get().email == "henk@example.org"
