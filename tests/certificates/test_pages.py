"""The finish page, the download and the check page, over HTTP."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from certificates.codes import in_groups
from certificates.models import Certificate
from certificates.services import issue, make_file, revoke
from learning.models import Enrolment
from learning.moving import merge_guest
from learning.study import enrolment_study
from tests.factories import LearnerFactory, UserFactory, make_course, make_enrolment, walk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_limits_from_before() -> None:
    cache.clear()


@pytest.fixture
def holder(client: Client) -> Enrolment:
    """A signed-in learner who has just completed a course."""
    user = UserFactory()
    client.force_login(user)
    return walk(make_enrolment(make_course(), LearnerFactory(user=user)))


@pytest.fixture
def certificate(holder: Enrolment) -> Certificate:
    certificate = issue(enrolment=holder, name="Aïsha de Vries-Çelik", at=timezone.now())
    make_file(certificate_id=certificate.pk)
    certificate.refresh_from_db()
    return certificate


def text_of(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_name_is_asked_once_and_issues_the_certificate(client: Client, holder: Enrolment) -> None:
    finish = enrolment_study(holder).finish_url

    client.post(finish, {"name": "  Aïsha   de Vries "})
    client.post(finish, {"name": "Iemand anders"})

    assert Certificate.objects.get().payload["name"] == "Aïsha de Vries"
    assert "wordt gemaakt" in text_of(client.get(finish))


def test_asking_again_by_script_changes_the_page_only_when_the_file_is_there(client: Client, holder: Enrolment) -> None:
    finish = enrolment_study(holder).finish_url
    certificate = issue(enrolment=holder, name="Aïsha de Vries", at=timezone.now())

    too_early = client.get(finish, headers={"HX-Request": "true"})
    make_file(certificate_id=certificate.pk)
    then = client.get(finish, headers={"HX-Request": "true"})

    assert (too_early.status_code, too_early.content) == (204, b"")
    assert (then.status_code, "Je bewijs is klaar" in text_of(then)) == (200, True)


def test_an_empty_name_is_refused_with_a_word(client: Client, holder: Enrolment) -> None:
    response = client.post(enrolment_study(holder).finish_url, {"name": " "})

    assert response.status_code == 422
    assert "Typ de naam die op je bewijs moet komen." in text_of(response)
    assert Certificate.objects.count() == 0


def test_a_certificate_asked_for_too_early_leads_back_to_the_course(client: Client) -> None:
    user = UserFactory()
    client.force_login(user)
    enrolment = make_enrolment(make_course(), LearnerFactory(user=user))

    response = client.post(enrolment_study(enrolment).finish_url, {"name": "Te vroeg"})

    assert response.status_code == 302
    assert Certificate.objects.count() == 0


def test_a_certificate_stays_within_reach_when_the_course_is_taken_once_more(
    client: Client, holder: Enrolment, certificate: Certificate
) -> None:
    guest = make_enrolment(holder.course)
    merge_guest(guest=guest.learner, account=holder.learner, at=timezone.now())

    cards = BeautifulSoup(client.get("/mijn/").content, "html.parser").select(".course-card a")

    assert client.get(enrolment_study(holder).finish_url).status_code == 302
    [address] = [str(card["href"]) for card in cards]
    assert certificate.display_code in text_of(client.get(address))


def test_the_holder_downloads_the_stored_bytes(client: Client, certificate: Certificate) -> None:
    first, second = (client.get(f"/mijn/bewijs/{certificate.code}/").getvalue() for _ in range(2))

    with certificate.pdf.open("rb") as file:
        assert first == second == file.read()


def test_somebody_else_cannot_download_it(client: Client, certificate: Certificate) -> None:
    client.force_login(UserFactory())
    assert client.get(f"/mijn/bewijs/{certificate.code}/").status_code == 404
    assert Client().get(f"/mijn/bewijs/{certificate.code}/").status_code == 404


def test_anybody_sees_the_facts_and_not_the_name(certificate: Certificate) -> None:
    page = text_of(Client().get(f"/c/{certificate.code}/"))

    assert "Dit bewijs is echt" in page
    assert certificate.course_title in page
    assert in_groups(certificate.code) in page
    assert "Aïsha" not in page


def test_the_holder_decides_that_the_name_is_shown(client: Client, certificate: Certificate) -> None:
    client.post(f"/mijn/bewijzen/{certificate.code}/keuze/", {"choice": "name", "is_on": "1"})
    assert "Aïsha de Vries-Çelik" in text_of(Client().get(f"/c/{certificate.code}/"))

    client.post(f"/mijn/bewijzen/{certificate.code}/keuze/", {"choice": "name", "is_on": "0"})
    assert "Aïsha" not in text_of(Client().get(f"/c/{certificate.code}/"))


@pytest.mark.parametrize(
    ("typed", "matches"), [("aisha de vries celik", True), ("Aïsha de Vries-Çelik", True), ("Aisha de Vries", False)]
)
def test_a_visitor_can_check_a_name(certificate: Certificate, typed: str, matches: bool) -> None:
    page = text_of(Client().post(f"/c/{certificate.code}/", {"name": typed}))

    assert ("is de naam op dit bewijs" in page, "is niet de naam" in page) == (matches, not matches)


def test_names_cannot_be_tried_without_end(certificate: Certificate) -> None:
    visitor = Client()

    answers = [visitor.post(f"/c/{certificate.code}/", {"name": f"Naam {number}"}).status_code for number in range(12)]

    assert answers == [200] * 10 + [429] * 2


def test_an_unknown_number_is_told_kindly(client: Client) -> None:
    response = client.get("/c/00000000000000000000000000/")

    assert response.status_code == 404
    assert response["X-Robots-Tag"] == "noindex"
    assert "Geen bewijs met dit nummer" in text_of(response)


def test_a_number_typed_from_paper_finds_its_certificate(certificate: Certificate) -> None:
    typed = in_groups(certificate.code).lower().replace("0", "o").replace("1", "l")

    response = Client().get("/c/", {"nummer": typed}, follow=True)

    assert response.redirect_chain[-1][0] == f"/c/{certificate.code}/"
    assert response.status_code == 200


def test_a_revoked_certificate_says_so(certificate: Certificate) -> None:
    revoke(certificate=certificate, reason="mistake", at=timezone.now())

    assert "Dit bewijs is ingetrokken" in text_of(Client().get(f"/c/{certificate.code}/"))


def test_the_finish_page_does_not_hand_out_what_was_revoked(
    client: Client, holder: Enrolment, certificate: Certificate
) -> None:
    revoke(certificate=certificate, reason="mistake", at=timezone.now())

    page = text_of(client.get(enrolment_study(holder).finish_url))

    assert ("Je bewijs is ingetrokken" in page, "Je bewijs is klaar" in page) == (True, False)


def test_the_finish_page_says_what_to_do_with_a_certificate(
    client: Client, holder: Enrolment, certificate: Certificate
) -> None:
    page = client.get(enrolment_study(holder).finish_url).content.decode()

    assert f'href="/mijn/bewijs/{certificate.code}/"' in page
    assert f"/c/{certificate.code}/" in page
    assert "https://www.linkedin.com/profile/add?" in page


def test_an_erased_holder_leaves_a_certificate_that_can_be_checked(certificate: Certificate) -> None:
    Certificate.objects.update(payload=None, enrolment=None)

    page = text_of(Client().get(f"/c/{certificate.code}/"))

    assert "Dit bewijs is echt" in page
    assert "Aïsha" not in page
