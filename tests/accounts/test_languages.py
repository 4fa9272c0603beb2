"""The language of pages and mails: chosen in the foot of every page, remembered with the account."""

from collections.abc import Callable

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from lxml import html

from accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def language_of(client: Client, path: str = "/account/login/") -> str:
    return str(html.document_fromstring(client.get(path).content).get("lang"))


def test_the_foot_of_a_page_offers_the_other_language_in_its_own_name(client: Client) -> None:
    page = html.document_fromstring(client.get("/account/login/?next=/mijn/").content)

    [form] = page.xpath("//footer//form")
    [button] = form.xpath(".//button")
    assert (form.get("method"), form.get("action")) == ("post", "/taal/")
    assert form.xpath(".//input/@name") == ["next"]  # no token: the page stays without cookie
    assert form.xpath(".//input/@value") == ["/account/login/?next=/mijn/"]
    assert (button.get("lang"), button.get("value"), button.text_content()) == ("en", "en", "English")


def test_a_choice_brings_back_to_the_same_place_and_sticks(client: Client) -> None:
    answer = client.post("/taal/", {"language": "en", "next": "/account/login/?next=/mijn/"})

    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/mijn/")
    assert language_of(client) == "en"
    page = client.get("/account/login/")
    assert page["Content-Language"] == "en"
    assert "Cookie" in page["Vary"]
    client.post("/taal/", {"language": "nl", "next": "/"})
    assert language_of(client) == "nl"


def test_a_browsers_wish_and_an_unknown_language_change_nothing(client: Client) -> None:
    client.post("/taal/", {"language": "xx", "next": "/"})
    client.cookies["taal"] = "ar"

    page = client.get("/account/login/", headers={"Accept-Language": "en"})

    assert page["Content-Language"] == "nl"


def test_a_choice_leads_to_no_other_site(client: Client) -> None:
    answer = client.post("/taal/", {"language": "en", "next": "https://evil.example/"})

    assert answer["Location"] == "/"


def test_looking_at_a_page_sets_no_cookie(client: Client) -> None:
    assert list(client.get("/c/").cookies) == []


def test_an_account_keeps_the_language_and_brings_it_to_another_device(
    client: Client, newest_code: Callable[[], str], mailoutbox: list[EmailMessage]
) -> None:
    user = UserFactory(email="fatma@example.org")
    client.force_login(user)
    client.post("/taal/", {"language": "en", "next": "/"})
    assert User.objects.get(pk=user.pk).language == "en"

    other = Client()
    other.post("/account/login/", {"email": "fatma@example.org"})
    other.post("/account/login/code/", {"code": newest_code()})

    assert mailoutbox[0].subject.startswith("Je code")  # nobody has been looked up yet
    assert other.cookies["taal"].value == "en"
    assert language_of(other, "/account/") == "en"


def test_a_new_account_speaks_the_language_in_which_it_was_made(
    client: Client, newest_code: Callable[[], str], mailoutbox: list[EmailMessage]
) -> None:
    client.post("/taal/", {"language": "en", "next": "/"})

    client.post("/account/login/", {"email": "new@example.org"})
    client.post("/account/login/code/", {"code": newest_code()})

    assert mailoutbox[0].subject.startswith("Your code for Leerkring")
    assert User.objects.get(email="new@example.org").language == "en"


def test_the_account_page_offers_the_language_too(client: Client) -> None:
    client.force_login(UserFactory())

    page = html.document_fromstring(client.get("/account/").content)

    [form] = page.xpath("//main//form[@action='/taal/']")
    assert form.xpath(".//option/@value") == ["nl", "en"]
    assert form.xpath(".//option[@selected]/@value") == ["nl"]
