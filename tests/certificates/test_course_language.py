"""The certificate of a course in another language: in that language where the site speaks it, and it says which."""

from typing import Any

import pytest
from django.test import Client

from certificates.models import CertificateDesign
from certificates.pdf import render
from certificates.services.facts import gather_facts
from courses.models import CoursePage
from learning.models import Enrolment
from tests.certificates.paper import text
from tests.courses.arabic import arabic_course, locale
from tests.factories import make_certificate, make_course, make_enrolment, walk

pytestmark = pytest.mark.django_db


def facts_of(course: CoursePage) -> Any:
    enrolment: Enrolment = walk(make_enrolment(course))
    assert enrolment.completed_release is not None
    assert enrolment.completed_at is not None
    return gather_facts(enrolment, enrolment.completed_release, "Aïsha", enrolment.completed_at)


def test_a_course_in_english_gives_an_english_certificate_that_names_the_language() -> None:
    facts = facts_of(make_course(title="Working with the network", locale=locale("en")))

    assert (facts.language, facts.course_language, facts.title) == ("en", "en", "Proof of participation")
    assert "Language of the course English" in " ".join(text(render(facts)).split())


def test_a_design_of_the_course_decides_its_language() -> None:
    course = make_course(title="Working with the network", locale=locale("en"))
    CertificateDesign.objects.create(course=course, language="nl")

    assert facts_of(course).language == "nl"


def test_a_course_in_arabic_is_named_in_dutch_with_its_title_in_arabic_letters() -> None:
    facts = facts_of(arabic_course())

    assert (facts.language, facts.course_language) == ("nl", "ar")
    assert "Taal van de cursus Arabisch" in " ".join(text(render(facts)).split())


def test_a_dutch_course_says_nothing_of_its_language() -> None:
    facts = facts_of(make_course())

    assert "course_language" not in facts.to_payload()
    assert "Taal van de cursus" not in text(render(facts))


def test_who_checks_it_reads_the_language_too(client: Client) -> None:
    certificate = make_certificate(course=make_course(title="Network", locale=locale("en")))

    page = client.get(f"/c/{certificate.code}/").content.decode()

    assert "Taal van de cursus" in page
    assert "Engels" in page
