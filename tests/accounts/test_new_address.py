"""Another address: proven by a code, told to both, and nobody learns whose an address is."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client

from accounts.models import User
from accounts.services import record_proven_address
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/account/adres/"


@pytest.fixture(autouse=True)
def no_limits_from_before() -> None:
    cache.clear()


@pytest.fixture
def henk(client: Client) -> User:
    user = UserFactory(email="henk@example.org")
    record_proven_address(user=user)
    client.force_login(user)
    return user


def test_an_address_is_changed_once_the_new_one_is_proven(
    client: Client, henk: User, newest_code: Callable[[], str], mailoutbox: list[EmailMessage]
) -> None:
    client.post(PAGE, {"step": "address", "email": " Hendrik@Example.org "})
    before = User.objects.get(pk=henk.pk).email
    wrong = client.post(PAGE, {"step": "code", "code": "000-000"})
    done = client.post(PAGE, {"step": "code", "code": newest_code()})

    assert (before, wrong.status_code, done["Location"]) == ("henk@example.org", 422, "/account/")
    assert User.objects.get(pk=henk.pk).email == "hendrik@example.org"
    addresses = EmailAddress.objects.filter(user=henk).values_list("email", "verified")
    assert list(addresses) == [("hendrik@example.org", True)]
    assert [mail.to[0] for mail in mailoutbox] == ["hendrik@example.org", "henk@example.org", "hendrik@example.org"]
    assert "Heb je dit niet zelf gedaan?" in mailoutbox[1].body


def test_a_code_works_once_and_for_nobody_else(client: Client, henk: User, newest_code: Callable[[], str]) -> None:
    client.post(PAGE, {"step": "address", "email": "nieuw@example.org"})
    other = Client()
    other.force_login(UserFactory(email="els@example.org"))

    other.post(PAGE, {"step": "code", "code": newest_code()})

    assert not User.objects.filter(email="nieuw@example.org")


def test_an_address_of_another_account_looks_like_any_until_it_is_proven(
    client: Client, henk: User, newest_code: Callable[[], str], mailoutbox: list[EmailMessage]
) -> None:
    UserFactory(email="els@example.org")
    known = client.post(PAGE, {"step": "address", "email": "els@example.org"}, follow=True)
    mails = len(mailoutbox)
    proven = client.post(PAGE, {"step": "code", "code": newest_code()})
    client.post(PAGE, {"step": "again"})
    unknown = client.post(PAGE, {"step": "address", "email": "abc@example.org"}, follow=True)

    same = [
        page.content.decode().replace(name, "x@example.org")
        for page, name in ((known, "els@example.org"), (unknown, "abc@example.org"))
    ]
    assert [page.count("x@example.org") for page in same] == [1, 1]
    assert (known.status_code, mails, proven.status_code) == (200, 1, 422)
    assert User.objects.get(pk=henk.pk).email == "henk@example.org"


@pytest.mark.parametrize("email", ["henk", "", "HENK@example.org"])
def test_what_is_no_new_address_gets_no_mail(client: Client, henk: User, email: str, mailoutbox: Any) -> None:
    response = client.post(PAGE, {"step": "address", "email": email})

    assert (response.status_code, len(mailoutbox)) == (422, 0)


def test_somebodys_mailbox_cannot_be_filled(client: Client, henk: User, mailoutbox: Any) -> None:
    answers = [client.post(PAGE, {"step": "address", "email": "els@example.org"}).status_code for _number in range(5)]

    assert (answers, len(mailoutbox)) == ([302, 302, 302, 429, 429], 3)


def test_a_code_ends_after_ten_minutes(
    client: Client, henk: User, newest_code: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(PAGE, {"step": "address", "email": "nieuw@example.org"})
    from accounts import codes

    now = codes.time.time()
    monkeypatch.setattr(codes.time, "time", lambda: now + 601)

    response = client.post(PAGE, {"step": "code", "code": newest_code()})

    assert response.status_code == 422
    assert not User.objects.filter(email="nieuw@example.org")
