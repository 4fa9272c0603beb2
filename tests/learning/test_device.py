"""Answers that waited on a device: taken once, from who gave them, for the exercise that they saw."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from courses.models import CoursePage
from learning.models import Attempt, Enrolment
from tests.factories import UserFactory
from tests.learning.visiting import form, step_url, text_of

pytestmark = pytest.mark.django_db
STEP = 2


@pytest.fixture
def learner(client: Client, course: CoursePage) -> Client:
    """A guest who has begun."""
    client.post(step_url(course), {"next": "1"})
    return client


def who(client: Client) -> str:
    key: str = client.get("/mijn/onderweg/wie/").json()["key"]
    return key


def send(client: Client, course: CoursePage, answer: dict[str, Any], **headers: str) -> Any:
    return client.post(step_url(course, number=STEP), answer, headers={"HX-Request": "true", **headers})


def rules_on(client: Client, course: CoursePage) -> str:
    page = BeautifulSoup(client.get(step_url(course, number=STEP)).content, "html.parser")
    return str(page.find(class_="exercise")["data-rules"])


def test_everybody_has_a_word_of_their_own_and_nobody_has_none(learner: Client, course: CoursePage) -> None:
    other, signed_in = Client(), Client()
    other.post(step_url(course), {"next": "1"})
    signed_in.force_login(UserFactory())

    words = [who(learner), who(other), who(signed_in)]

    assert len(set(words)) == 3
    assert all(len(word) == 32 for word in words)
    assert words == [who(learner), who(other), who(signed_in)]
    assert who(Client()) == ""


def test_a_waiting_answer_sent_twice_counts_once(learner: Client, course: CoursePage) -> None:
    answer, word = form(course), who(learner)

    statuses = [send(learner, course, answer, **{"X-Device-Key": word}).status_code for _ in range(2)]

    assert statuses == [200, 200]
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("is_known", [True, False], ids=["by another", "by nobody"])
def test_a_waiting_answer_is_not_taken_from_another(learner: Client, course: CoursePage, is_known: bool) -> None:
    word, other = who(learner), Client()
    if is_known:
        other.post(step_url(course), {"next": "1"})
    before = Enrolment.objects.count()

    answered = send(other, course, form(course), **{"X-Device-Key": word})
    went_on = other.post(step_url(course), {"next": "1"}, headers={"X-Device-Key": word})

    assert (answered.status_code, went_on.status_code) == (409, 409)
    assert "iemand anders" in text_of(answered)
    assert Attempt.objects.count() == 0
    assert Enrolment.objects.count() == before


def test_a_waiting_answer_to_what_became_another_exercise_is_refused(learner: Client, course: CoursePage) -> None:
    now = rules_on(learner, course)

    stale = send(learner, course, form(course), **{"X-Exercise-Rules": "another"})
    assert stale.status_code == 409
    assert Attempt.objects.count() == 0

    assert send(learner, course, form(course), **{"X-Exercise-Rules": now}).status_code == 200
    assert Attempt.objects.count() == 1
