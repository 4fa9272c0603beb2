"""A number in a professional register: asked where a register recognises the course, on the paper, and kept nowhere."""

import io
import json
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import serializers
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from certificates.models import Accreditation, Certificate
from certificates.services import issue, make_file
from learning.models import Enrolment
from learning.study import enrolment_study
from tests.factories import LearnerFactory, UserFactory, make_course, make_enrolment, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def holder(client: Client) -> Enrolment:
    """A signed-in learner who has just completed a course."""
    cache.clear()
    user = UserFactory()
    client.force_login(user)
    return walk(make_enrolment(make_course(), LearnerFactory(user=user)))


def accredit(enrolment: Enrolment, **facts: Any) -> None:
    today = timezone.localdate()
    given = {"register": "registerplein", "activity_number": "4610123", "points": 2}
    given |= {"valid_from": today, "valid_until": today} | facts
    Accreditation.objects.create(edition=enrolment.course.editions.get(), **given)


def asked_for(client: Client, enrolment: Enrolment) -> list[str]:
    page = BeautifulSoup(client.get(enrolment_study(enrolment).finish_url).content, "html.parser")
    return [str(field["name"]) for field in page.select("main .certificate-card input[id]")]


def test_the_first_file_has_the_number_and_nothing_else_has(client: Client, holder: Enrolment) -> None:
    accredit(holder)

    client.post(enrolment_study(holder).finish_url, {"name": "Aïsha de Vries", "register_number": "RP 900 123"})
    make_file(certificate_id=Certificate.objects.get().pk)

    certificate = Certificate.objects.get()
    with certificate.pdf.open("rb") as file:
        content = file.read()
    assert "RP 900 123" in "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert "900 123" not in serializers.serialize("json", [certificate])
    assert "900 123" not in json.dumps(certificate.credential)


def test_a_number_is_not_required(client: Client, holder: Enrolment) -> None:
    accredit(holder)

    client.post(enrolment_study(holder).finish_url, {"name": "Aïsha de Vries", "register_number": ""})

    assert Certificate.objects.get().register_number == ""


def test_what_is_no_number_is_refused_and_nothing_is_issued(client: Client, holder: Enrolment) -> None:
    accredit(holder)

    response = client.post(enrolment_study(holder).finish_url, {"name": "Aïsha", "register_number": "!?"})

    assert (response.status_code, Certificate.objects.count()) == (422, 0)
    assert 'value="Aïsha"' in response.content.decode()


RAN_OUT = {"valid_from": date(2020, 1, 1), "valid_until": date(2020, 12, 31)}


@pytest.mark.parametrize("facts", [None, {"register": "skj"}, RAN_OUT])
def test_it_is_asked_only_where_it_will_stand_beside_a_register(
    client: Client, holder: Enrolment, facts: dict[str, Any] | None
) -> None:
    if facts is not None:
        accredit(holder, **facts)  # and SKJ counts after a final test only
    without = asked_for(client, holder)
    accredit(holder, activity_number="2")

    assert (without, asked_for(client, holder)) == (["name"], ["name", "register_number"])


def test_a_number_that_nobody_asked_for_is_not_kept(client: Client, holder: Enrolment) -> None:
    client.post(enrolment_study(holder).finish_url, {"name": "Aïsha", "register_number": "RP 900"})

    assert Certificate.objects.get().register_number == ""


@pytest.mark.parametrize("is_accredited", [True, False])
def test_who_has_a_certificate_already_is_led_to_a_new_one(
    client: Client, holder: Enrolment, is_accredited: bool
) -> None:
    if is_accredited:
        accredit(holder)
    certificate = issue(enrolment=holder, name="Aïsha de Vries", at=timezone.now())
    make_file(certificate_id=certificate.pk)

    page = client.get(enrolment_study(holder).finish_url).content.decode()

    assert (f"/mijn/bewijzen/{certificate.code}/registernummer/" in page) is is_accredited
