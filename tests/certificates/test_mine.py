"""“Mijn bewijzen”: what a holder finds and may do, and what somebody else may not."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import Learner
from certificates.models import Accreditation, Certificate, CertificateDesign, NameCorrection
from certificates.services import ask_for_name, decline_name, make_file, replace, revoke
from learning.models import Enrolment
from tests.factories import LearnerFactory, OrganisationFactory, UserFactory, make_certificate, make_course

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_limits_from_before() -> None:
    cache.clear()


@pytest.fixture
def holder(client: Client) -> Learner:
    user = UserFactory(email="aisha@example.org")
    client.force_login(user)
    return LearnerFactory(user=user)


@pytest.fixture
def certificate(holder: Learner) -> Certificate:
    course = make_course()
    CertificateDesign.objects.create(course=course, valid_months=12)
    certificate = make_certificate(learner=holder, course=course)
    make_file(certificate_id=certificate.pk)
    certificate.refresh_from_db()
    return certificate


def text_of(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def address(certificate: Certificate, rest: str = "") -> str:
    return f"/mijn/bewijzen/{certificate.code}/{rest}"


def test_everything_that_was_ever_got_is_there(client: Client, holder: Learner, certificate: Certificate) -> None:
    new = replace(certificate=certificate, name="Aïsha Çelik", at=timezone.now())
    gone = revoke(certificate=make_certificate(learner=holder), reason="mistake", at=timezone.now())
    make_certificate(learner=LearnerFactory())

    page = BeautifulSoup(client.get("/mijn/bewijzen/").content, "html.parser")

    found = {(str(card.h2.a["href"]), card.select_one(".tag").text) for card in page.select("article")}
    assert found == {
        (address(new), "Geldig"),
        (address(certificate), "Vervangen"),
        (address(gone), "Ingetrokken"),
    }


def test_who_has_none_is_led_to_the_courses(client: Client) -> None:
    assert "Nog geen bewijzen" in text_of(client.get("/mijn/bewijzen/"))


@pytest.mark.parametrize("rest", ["", "keuze/", "andere-naam/", "registernummer/"])
def test_somebody_else_finds_nothing_there(certificate: Certificate, rest: str) -> None:
    stranger = Client()
    stranger.force_login(LearnerFactory(user=UserFactory()).user)

    for visitor in (stranger, Client()):
        answer = visitor.post(address(certificate, rest), {"choice": "name", "is_on": "1", "name": "Ik"})
        assert answer.status_code == (405 if rest == "" else 404)
        assert visitor.get(address(certificate)).status_code == 404

    certificate.refresh_from_db()
    assert (certificate.shows_name, NameCorrection.objects.count(), Certificate.objects.count()) == (False, 0, 1)


@pytest.mark.parametrize(
    ("choice", "field"), [("name", "shows_name"), ("share", "shared_at"), ("reminders", "is_reminded")]
)
def test_each_choice_is_switched_on_and_off(
    client: Client, holder: Learner, certificate: Certificate, choice: str, field: str
) -> None:
    Enrolment.objects.update(organisation=OrganisationFactory(name="vv De Eendracht"))

    seen = []
    for _ in range(2):
        page = BeautifulSoup(client.get(address(certificate)).content, "html.parser")
        [form] = [one for one in page.select(".holder-choice") if one.select_one("[name=choice]")["value"] == choice]
        fields = {str(one["name"]): str(one["value"]) for one in form.select("input")}
        client.post(str(form["action"]), fields)
        certificate.refresh_from_db()
        seen.append(bool(getattr(certificate, field)))

    assert sorted(seen) == [False, True]


def test_a_choice_that_does_not_exist_is_told_and_changes_nothing(client: Client, certificate: Certificate) -> None:
    before = Certificate.objects.values().get()

    answer = client.post(address(certificate, "keuze/"), {"choice": "everything", "is_on": "1"})

    assert answer.status_code == 422
    assert f'href="{address(certificate)}"' in answer.content.decode()
    assert Certificate.objects.values().get() == before


def test_sharing_with_an_organisation_is_only_asked_where_there_is_one(
    client: Client, certificate: Certificate
) -> None:
    assert 'value="share"' not in client.get(address(certificate)).content.decode()


def test_linkedin_gets_its_fields_in_a_plain_link(client: Client, certificate: Certificate) -> None:
    page = BeautifulSoup(client.get(address(certificate)).content, "html.parser")

    [link] = [str(one["href"]) for one in page.select("a") if "linkedin" in str(one.get("href"))]
    fields = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    until = certificate.completed_on
    assert fields == {
        "startTask": "CERTIFICATION_NAME",
        "name": certificate.course_title,
        "organizationName": "Leerkring",
        "issueYear": str(timezone.localdate().year),
        "issueMonth": str(timezone.localdate().month),
        "expirationYear": str(until.year + 1),
        "expirationMonth": str(until.month),
        "certUrl": (certificate.payload or {})["check_url"],
        "certId": certificate.code,
    }
    outside = [one.get("src") for one in page.select("[src]") if "//" in str(one.get("src"))]
    assert outside == []


def test_another_name_is_asked_for_once(client: Client, certificate: Certificate) -> None:
    for _ in range(2):
        client.post(address(certificate, "andere-naam/"), {"name": " Aïsha  Çelik ", "explanation": "Getrouwd"})

    wish = NameCorrection.objects.get()
    assert (wish.name, wish.explanation, wish.outcome) == ("Aïsha Çelik", "Getrouwd", "open")
    assert "om de naam “Aïsha Çelik”" in text_of(client.get(address(certificate)))


def test_a_name_that_cannot_be_printed_is_not_asked_for(client: Client, certificate: Certificate) -> None:
    response = client.post(address(certificate, "andere-naam/"), {"name": "𓀀𓀁"})

    assert (response.status_code, NameCorrection.objects.count()) == (422, 0)


def test_the_answer_to_a_declined_name_is_shown(client: Client, certificate: Certificate) -> None:
    wish = ask_for_name(certificate=certificate, name="Sinterklaas", explanation="", at=timezone.now())
    decline_name(correction=wish, at=timezone.now(), answer="Dit is geen echte naam.")

    assert "Dit is geen echte naam." in text_of(client.get(address(certificate)))


@pytest.mark.parametrize(("days", "is_offered"), [(100, False), (80, True), (-3, True)])
def test_renewing_is_offered_when_its_day_comes_near(
    client: Client, holder: Learner, certificate: Certificate, days: int, is_offered: bool
) -> None:
    Certificate.objects.update(expires_at=timezone.now() + timedelta(days=days))

    page = BeautifulSoup(client.get(address(certificate)).content, "html.parser")
    forms = [str(form["action"]) for form in page.select("form") if "begin" in str(form["action"])]

    assert bool(forms) is is_offered
    for action in forms:
        client.post(action)
    assert Enrolment.objects.of(holder).open().count() == int(is_offered)
    assert Certificate.objects.count() == 1


def test_a_register_number_is_printed_on_a_new_certificate_and_kept_nowhere(client: Client, holder: Learner) -> None:
    course = make_course()
    today = timezone.localdate()
    Accreditation.objects.create(
        edition=course.editions.get(),
        register="registerplein",
        activity_number="4610123",
        points=2,
        valid_from=today,
        valid_until=today,
    )
    certificate = make_certificate(learner=holder, course=course)

    client.post(address(certificate, "registernummer/"), {"register_number": "RP 900 123"})

    new = Certificate.objects.get(status="valid")
    assert (new.replaces, new.register_number, "900 123" in str(new.payload)) == (certificate, "RP 900 123", False)
    make_file(certificate_id=new.pk)
    new.refresh_from_db()
    assert new.register_number == ""


def test_no_register_no_number(client: Client, certificate: Certificate) -> None:
    assert client.post(address(certificate, "registernummer/"), {"register_number": "X 123"}).status_code == 404
