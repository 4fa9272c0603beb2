"""“Bij wie moet ik zijn?”: the newest route there is, with the nearest contacts, and nothing about who came."""

import logging
import uuid
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from accounts.models import Learner, Organisation
from cms.models import LocalContact, ThemeSettings
from courses.models import CoursePage
from courses.services import publish_release
from exercises.registry import kinds
from learning.models import Attempt, Enrolment, ExerciseState
from learning.services import enrol
from tests.factories import (
    CoursePageFactory,
    LearnerFactory,
    LocalContactFactory,
    MembershipFactory,
    ModulePageFactory,
    OrganisationFactory,
    UserFactory,
    exercise_block,
    make_course,
    step_block,
    stored_steps,
)
from tests.learning.visiting import text_of

pytestmark = pytest.mark.django_db
ROUTE = "/gereedschap/bij-wie/"


def course_with_route(question: str) -> CoursePage:
    block = exercise_block("tool")
    for key in kinds()["tool"].contacts(kinds()["tool"].get_preview_value()):
        LocalContact.objects.get_or_create(key=key, organisation=None, defaults={"name": key})
    block["value"]["questions"][0]["value"]["text"] = question
    course = CoursePageFactory()
    ModulePageFactory(parent=course, steps=stored_steps([step_block("Zorgen", block)]))
    publish_release(course=course)
    return course


def questions(client: Client, path: str = ROUTE) -> list[str]:
    page = BeautifulSoup(client.get(path).content, "html.parser")
    return [heading.get_text() for heading in page.select(".route__screen h3")]


def names(response: Any) -> set[str]:
    page = BeautifulSoup(response.content, "html.parser")
    return {name.get_text() for name in page.select(".contact-card__name")}


@pytest.fixture
def club(db: None) -> Organisation:
    """A club in a municipality, each with a contact of its own, beside those of everybody."""
    municipality = OrganisationFactory(name="Gemeente")
    club = OrganisationFactory(name="vv De Eendracht", parent=municipality)
    LocalContactFactory(name="De VCP van je club")
    LocalContactFactory(key="veilig_thuis", name="Veilig Thuis")
    LocalContactFactory(name="Petra", organisation=club)
    LocalContactFactory(key="veilig_thuis", name="Veilig Thuis Noord", organisation=municipality)
    return club


NATIONAL, OWN = {"De VCP van je club", "Veilig Thuis"}, {"Petra", "Veilig Thuis Noord"}


def test_route_of_our_own_holds_while_no_course_has_one(client: Client) -> None:
    assert questions(client)[0] == "Is er nu direct gevaar?"
    assert len(questions(client)) == 12


def test_route_of_the_newest_release_goes_before_ours_and_before_older_ones(client: Client) -> None:
    course_with_route("Een oudere vraag?")
    newer = course_with_route("Een nieuwere vraag?")
    assert questions(client)[0] == "Een nieuwere vraag?"

    newer.unpublish()

    assert questions(client)[0] == "Een oudere vraag?"


def test_visitor_sees_national_contacts(client: Client, club: Organisation) -> None:
    answer = client.get(ROUTE)

    assert names(answer) == NATIONAL
    assert "Je ziet landelijke nummers." in text_of(answer)
    assert "Dit contact is nog niet ingevuld." in text_of(answer)


def test_link_of_a_club_shows_its_contacts_and_those_it_lends(client: Client, club: Organisation) -> None:
    answer = client.get(f"{ROUTE}?club={club.uuid}")

    assert names(answer) == OWN
    assert "Je ziet de contacten van vv De Eendracht." in text_of(answer)


@pytest.mark.parametrize("code", ["x", str(uuid.UUID(int=7)), "\x00", "1' OR 1=1", "é" * 300])
def test_link_of_a_club_that_we_do_not_know_shows_national_contacts(
    client: Client, club: Organisation, code: str
) -> None:
    answer = client.get(ROUTE, {"club": code})

    assert names(answer) == NATIONAL
    assert "We kennen de club in deze link niet." in text_of(answer)


def test_learner_sees_the_contacts_of_the_organisation_through_which_they_learn(
    client: Client, club: Organisation
) -> None:
    user = UserFactory()
    client.force_login(user)
    learner = LearnerFactory(user=user)
    MembershipFactory(user=user)
    enrol(learner=learner, course=make_course(), at=timezone.now(), organisation=club)

    assert names(client.get(ROUTE)) == OWN


def test_member_without_a_course_sees_the_contacts_of_their_organisation(client: Client, club: Organisation) -> None:
    user = UserFactory()
    client.force_login(user)
    LearnerFactory(user=user)
    MembershipFactory(user=user, organisation=club)

    assert names(client.get(ROUTE)) == OWN


def test_nothing_is_written_and_nothing_is_logged(
    client: Client, club: Organisation, caplog: pytest.LogCaptureFixture
) -> None:
    ThemeSettings.objects.create(site=Site.objects.get())  # Wagtail makes them at the first page of a site

    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as queries:
        page = BeautifulSoup(client.get(f"{ROUTE}?club={club.uuid}").content, "html.parser")

    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
    assert [record for record in caplog.records if record.name.partition(".")[0] != "django"] == []
    assert [model.objects.count() for model in (Enrolment, Attempt, ExerciseState, Learner)] == [0] * 4
    assert page.select("main form, main [hx-post], main [hx-get]") == []
    assert {link["href"][0] for link in page.select(".route__answer")} == {"#"}
    assert not client.cookies
