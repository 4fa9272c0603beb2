"""“Mijn gegevens”, what was agreed to, and the way to being erased: with an account and without, and without script."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from accounts.models import Learner, User
from accounts.retention import own_fields, retention
from certificates.models import Certificate
from certificates.services import share
from learning.invitations import join
from learning.models import Enrolment
from privacy.person import installed
from tests.factories import LearnerFactory, UserFactory, make_certificate, make_course, make_invitation
from tests.privacy.people import EMAIL, NAME, WISH, learner_with_everything, person_with_everything

pytestmark = pytest.mark.django_db
ERASE = "/mijn/gegevens/wissen/"


@pytest.fixture(autouse=True)
def no_limits_from_before() -> None:
    cache.clear()


@pytest.fixture
def code_in(mailoutbox: list[EmailMessage]) -> Callable[[], str]:
    """The code in the newest mail."""

    def read() -> str:
        found = re.search(r"^\d{3}-\d{3}$", str(mailoutbox[-1].body), re.MULTILINE)
        assert found
        return found.group()

    return read


def text_of(response: Any) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def as_guest(client: Client) -> Learner:
    """Let this browser begin a course without an account."""
    course = make_course()
    invitation = make_invitation(course)
    client.post(f"/u/{invitation.code}/", {"course": course.uuid})
    return Learner.objects.latest("pk")


def test_all_that_says_who_somebody_is_stands_on_the_page(client: Client) -> None:
    person, certificate = person_with_everything()
    client.force_login(person.user)

    page = text_of(client.get("/mijn/gegevens/"))

    said = [
        EMAIL,
        NAME,
        WISH,
        certificate.display_code,
        str(person.learner.uuid),
        "Firefox, Android",
        "Je werk aan deze site",
    ]
    assert [value for value in said if value not in page] == []
    who = {
        f"{label}.{name}"
        for label in retention().owners
        for name in own_fields(installed(label))
        if (rule := retention().rule(installed(label), name)).field_class in {"identity", "contact"} and rule.export
    }
    assert who == {  # whoever adds one, adds it to the page too
        *("accounts.User.email", "accounts.User.name", "accounts.Learner.name", "accounts.Learner.email"),
        *(f"accounts.Membership.{name}" for name in ("user", "organisation", "role")),
        *(f"certificates.Certificate.{name}" for name in ("payload", "register_number", "pdf", "credential")),
        "certificates.CertificateEvent.note",
        *(f"certificates.NameCorrection.{name}" for name in ("certificate", "name", "explanation", "asked_at")),
        *(f"certificates.NameCorrection.{name}" for name in ("outcome", "decided_at", "answer")),
        *(f"account.EmailAddress.{name}" for name in ("id", "user", "email", "verified", "primary")),
    }


def test_a_guest_sees_theirs_and_a_visitor_that_there_is_nothing(client: Client) -> None:
    nothing = text_of(client.get("/mijn/gegevens/"))
    guest = as_guest(client)

    page = text_of(client.get("/mijn/gegevens/"))

    assert "We weten op dit apparaat niets van je" in nothing
    assert str(guest.uuid) in page
    assert Client().get(ERASE)["Location"] == "/mijn/gegevens/"


def test_pages_about_a_person_are_kept_nowhere(client: Client) -> None:
    client.force_login(UserFactory())

    for address in ["/mijn/gegevens/", ERASE, "/mijn/toestemming/", "/account/", "/account/adres/"]:
        assert "no-store" in client.get(address)["Cache-Control"], address


def test_an_account_is_erased_after_a_code(client: Client, mailoutbox: Any, code_in: Callable[[], str]) -> None:
    person, certificate = person_with_everything()
    client.force_login(person.user)
    before = text_of(client.get(ERASE))

    client.post(ERASE, {"step": "code"})
    wrong = client.post(ERASE, {"code": "000-000"})
    still = User.objects.filter(email=EMAIL).exists()
    done = client.post(ERASE, {"code": code_in().replace("-", " ")})

    assert "Wat weggaat" in before
    assert "Wat blijft, en waarom" in before
    assert (wrong.status_code, still) == (422, True)
    assert done["Location"] == "/mijn/gegevens/gewist/?mail"
    assert done["Clear-Site-Data"] == '"storage"'
    assert not User.objects.filter(email=EMAIL).exists()
    assert "_auth_user_id" not in client.session
    assert "Alles is gewist" in text_of(client.get(done["Location"]))
    assert [mail.to for mail in mailoutbox] == [[EMAIL], [EMAIL]]
    assert "kan iemand het nog steeds nagaan" in mailoutbox[-1].body
    assert client.get(f"/c/{certificate.code}/").status_code == 200


def test_without_the_code_nothing_is_erased(client: Client, code_in: Callable[[], str]) -> None:
    user = UserFactory(email=EMAIL)
    client.force_login(user)

    answers = [client.post(ERASE, data) for data in ({"code": ""}, {"code": "000-000"}, {"sure": "on"}, {})]
    client.post(ERASE, {"step": "code"})
    code = code_in()
    for _number in range(5):
        client.post(ERASE, {"code": "999-999" if code != "999-999" else "111-111"})
    late = client.post(ERASE, {"code": code})

    assert {answer.status_code for answer in answers} == {422}
    assert late.status_code == 422
    assert User.objects.filter(pk=user.pk).exists()


def test_a_code_for_another_address_does_not_erase(client: Client, code_in: Callable[[], str]) -> None:
    user = UserFactory(email=EMAIL)
    client.force_login(user)
    client.post("/account/adres/", {"step": "address", "email": "ander@example.org"})

    client.post(ERASE, {"code": code_in()})

    assert User.objects.filter(pk=user.pk).exists()


def test_a_mail_server_that_is_away_is_told_and_erases_nothing(client: Client, settings: Any) -> None:
    user = UserFactory(email=EMAIL)
    client.force_login(user)
    settings.EMAIL_BACKEND = "tests.factories.MailServerAway"

    response = client.post(ERASE, {"step": "code"})

    assert response.status_code == 503
    assert User.objects.filter(pk=user.pk).exists()


def test_a_guest_is_erased_after_a_tick(client: Client, mailoutbox: Any) -> None:
    guest = as_guest(client)

    forgot = client.post(ERASE, {})
    done = client.post(ERASE, {"sure": "on", "notes": "keep"})

    assert forgot.status_code == 422
    assert done["Location"] == "/mijn/gegevens/gewist/"
    assert "Clear-Site-Data" not in done
    assert not Learner.objects.filter(pk=guest.pk).exists()
    assert not Enrolment.objects.exists()
    assert not mailoutbox
    assert "We weten op dit apparaat niets van je" in text_of(client.get("/mijn/gegevens/"))


def test_a_guest_who_left_an_address_gets_one_last_mail(client: Client, mailoutbox: Any) -> None:
    guest = as_guest(client)
    Learner.objects.filter(pk=guest.pk).update(email=EMAIL)

    client.post(ERASE, {"sure": "on"})

    assert [mail.to for mail in mailoutbox] == [[EMAIL]]


def test_what_was_agreed_to_can_be_taken_back(client: Client) -> None:
    user = UserFactory()
    learner = LearnerFactory(user=user)
    client.force_login(user)
    course = make_course()
    join(invitation=make_invitation(course), learner=learner, course=course, at=timezone.now())
    certificate = make_certificate(learner=learner, course=course)
    share(certificate=certificate, is_shared=True, at=timezone.now())
    Certificate.objects.filter(pk=certificate.pk).update(shows_name=True, expires_at=timezone.now())

    pages = [text_of(client.get("/mijn/toestemming/"))]
    for what in ("share", "name", "reminders"):
        client.post("/mijn/toestemming/", {"what": what, "code": certificate.code})
        pages.append(text_of(client.get("/mijn/toestemming/")))

    certificate.refresh_from_db()
    assert [page.count("Trek in") for page in pages] == [3, 2, 1, 0]
    assert (certificate.shared_at, certificate.shows_name, certificate.is_reminded) == (None, False, False)
    assert "nergens toestemming" in pages[-1]


def test_nobody_takes_back_what_another_agreed_to(client: Client) -> None:
    certificate = learner_with_everything(LearnerFactory(user=UserFactory()))
    share(certificate=certificate, is_shared=True, at=timezone.now())
    user = UserFactory()
    LearnerFactory(user=user)
    client.force_login(user)

    client.post("/mijn/toestemming/", {"what": "share", "code": certificate.code})

    certificate.refresh_from_db()
    assert certificate.shared_at is not None
