"""The one door: one form, one answer, a code; nobody learns which addresses are known."""

import re
from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import user_logged_in, user_signed_up
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone

from accounts.models import User
from tests.factories import UserFactory

from .conftest import ASK, CODE

pytestmark = pytest.mark.django_db


def without_accidents(response: HttpResponse, email: str) -> tuple[int, str, str]:
    """Status, address and body of a response, without what differs from one visit to the next."""
    body = response.content.decode()
    body = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", body)
    return response.status_code, response.get("Location", ""), body.replace(email, "EMAIL")


def test_a_known_and_an_unknown_address_get_byte_for_byte_the_same_answers(mailoutbox: list[EmailMessage]) -> None:
    UserFactory(email="known@example.org")
    seen = {}

    for email in ("known@example.org", "stranger@example.org"):
        client = Client()
        sent = client.post(ASK, {"email": email})
        page = client.get(CODE)
        wrong = client.post(CODE, {"code": "nonsense"})
        again = client.post(CODE, {"action": "resend"}, follow=True)
        mails = [re.sub(r"\d{3}-\d{3}", "CODE", mail.subject + str(mail.body)) for mail in mailoutbox]
        mailoutbox.clear()
        seen[email] = [*(without_accidents(response, email) for response in (sent, page, wrong, again)), mails]

    assert seen["known@example.org"] == seen["stranger@example.org"]
    assert [answer[0] for answer in seen["known@example.org"][:4]] == [302, 200, 422, 200]
    assert len(seen["known@example.org"][4]) == 2


def test_asking_for_a_code_looks_nobody_up(client: Client, django_assert_num_queries: object) -> None:
    UserFactory(email="known@example.org")

    with patch("accounts.models.User.objects.filter", side_effect=AssertionError("somebody was looked up")):
        response = client.post(ASK, {"email": "known@example.org"})

    assert response.status_code == 302
    assert "user_pk" in client.session["account_login"]
    assert client.session["account_login"]["user_pk"] is None


def test_the_right_code_makes_an_account_for_an_unknown_address(
    client: Client, walk_in: Callable[..., HttpResponse]
) -> None:
    heard = []
    user_signed_up.connect(lambda **kwargs: heard.append("signed up"), weak=False, dispatch_uid="test")

    response = walk_in(" Nieuw@Example.org ", next_url="/account/")

    user_signed_up.disconnect(dispatch_uid="test")
    user = User.objects.get()
    address = EmailAddress.objects.get()
    assert (response.status_code, response["Location"]) == (302, "/account/")
    assert (user.email, user.has_usable_password(), user.is_staff) == ("nieuw@example.org", False, False)
    assert (address.user, address.email, address.verified, address.primary) == (user, user.email, True, True)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert heard == ["signed up"]


def test_the_right_code_signs_in_who_is_known_and_makes_nobody(
    client: Client, walk_in: Callable[..., HttpResponse]
) -> None:
    user = UserFactory(email="known@example.org")
    heard = []
    user_logged_in.connect(lambda user, **kwargs: heard.append(user), weak=False, dispatch_uid="test")

    walk_in("KNOWN@example.org")

    user_logged_in.disconnect(dispatch_uid="test")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert User.objects.count() == 1
    assert heard == [user]


def test_nothing_is_kept_of_an_address_whose_code_never_comes_back(client: Client) -> None:
    client.post(ASK, {"email": "stranger@example.org"})
    client.post(CODE, {"code": "000-000"})

    assert (User.objects.count(), EmailAddress.objects.count()) == (0, 0)


def test_signing_in_changes_the_session_key(client: Client, newest_code: Callable[[], str]) -> None:
    client.post(ASK, {"email": "known@example.org"})
    before = client.session.session_key

    client.post(CODE, {"code": newest_code()})

    assert client.session.session_key != before


@pytest.mark.parametrize(
    "spelling", ["{}", " {} ", "{0[0]}{0[1]}{0[2]} {0[4]}{0[5]}{0[6]}", "{0[0]}{0[1]}{0[2]}{0[4]}{0[5]}{0[6]}"]
)
def test_a_code_may_be_pasted_with_or_without_dash_and_spaces(
    client: Client, newest_code: Callable[[], str], spelling: str
) -> None:
    client.post(ASK, {"email": "known@example.org"})

    response = client.post(CODE, {"code": spelling.format(newest_code())})

    assert response.status_code == 302
    assert "_auth_user_id" in client.session


def test_a_wrong_code_says_so_and_counts(client: Client, newest_code: Callable[[], str]) -> None:
    client.post(ASK, {"email": "known@example.org"})
    right = newest_code()

    answers = [client.post(CODE, {"code": "nonsense"}).status_code for _ in range(5)]
    late = client.post(CODE, {"code": right})

    assert answers == [422, 422, 422, 422, 302]
    assert late["Location"] == ASK
    assert "_auth_user_id" not in client.session


def test_an_empty_code_does_not_count_as_a_try(client: Client, newest_code: Callable[[], str]) -> None:
    client.post(ASK, {"email": "known@example.org"})

    answers = [client.post(CODE, {"code": "  "}).status_code for _ in range(6)]
    response = client.post(CODE, {"code": newest_code()})

    assert answers == [422] * 6
    assert response.status_code == 302
    assert "_auth_user_id" in client.session


def test_a_code_ends_after_ten_minutes(client: Client, newest_code: Callable[[], str]) -> None:
    client.post(ASK, {"email": "known@example.org"})
    later = (timezone.now() + timedelta(minutes=10, seconds=1)).timestamp()

    with patch("allauth.account.internal.flows.code_verification.time.time", return_value=later):
        response = client.post(CODE, {"code": newest_code()})

    assert (response.status_code, response["Location"]) == (302, ASK)
    assert "_auth_user_id" not in client.session


def test_a_code_works_once(client: Client, newest_code: Callable[[], str]) -> None:
    client.post(ASK, {"email": "known@example.org"})
    code = newest_code()
    client.post(CODE, {"code": code})
    client.post("/account/logout/")

    response = client.post(CODE, {"code": code})

    assert response["Location"] == ASK
    assert "_auth_user_id" not in client.session


def test_another_code_can_be_asked_for_and_ends_the_first(
    client: Client, newest_code: Callable[[], str], mailoutbox: list[EmailMessage]
) -> None:
    client.post(ASK, {"email": "known@example.org"})
    first = newest_code()
    client.post(CODE, {"action": "resend"})
    second = newest_code()

    wrong = client.post(CODE, {"code": first})
    right = client.post(CODE, {"code": second})

    assert len(mailoutbox) == 2
    assert (wrong.status_code, right.status_code) == (422, 302)


def test_a_code_can_be_sent_again_three_times(client: Client, mailoutbox: list[EmailMessage]) -> None:
    client.post(ASK, {"email": "known@example.org"})

    offered = []
    for _ in range(4):
        offered.append('value="resend"' in client.get(CODE).content.decode())
        client.post(CODE, {"action": "resend"})
        cache.clear()  # the limit per minute is another test

    assert offered == [True, True, True, False]
    assert len(mailoutbox) == 4


def test_the_address_can_be_corrected(
    client: Client, newest_code: Callable[[], str], mailoutbox: list[EmailMessage]
) -> None:
    client.post(ASK + "?next=/account/", {"email": "tpyo@example.org"})
    code_page = client.get(CODE + "?next=/account/").content.decode()
    ask_page = client.get(ASK + "?next=/account/").content.decode()

    client.post(ASK, {"email": "typo@example.org", "next": "/account/"})
    client.post(CODE, {"code": newest_code()})

    assert 'href="/account/login/?next=%2Faccount%2F"' in code_page
    assert 'value="tpyo@example.org"' in ask_page
    assert [mail.to for mail in mailoutbox] == [["tpyo@example.org"], ["typo@example.org"]]
    assert User.objects.get().email == "typo@example.org"


def test_one_address_gets_three_codes_a_minute_whoever_asks(mailoutbox: list[EmailMessage]) -> None:
    answers = [
        Client(REMOTE_ADDR=f"192.0.2.{number}").post(ASK, {"email": "known@example.org"}).status_code
        for number in range(5)
    ]

    assert answers == [302, 302, 302, 429, 429]
    assert len(mailoutbox) == 3


@override_settings(ACCOUNT_RATE_LIMITS={"request_login_code": "3/m/ip"})
def test_one_network_address_gets_a_limited_number_of_codes(mailoutbox: list[EmailMessage]) -> None:
    answers = [
        Client(REMOTE_ADDR="192.0.2.1").post(ASK, {"email": f"person{number}@example.org"}).status_code
        for number in range(4)
    ]
    elsewhere = Client(REMOTE_ADDR="192.0.2.2").post(ASK, {"email": "person@example.org"})

    assert answers == [302, 302, 302, 429]
    assert elsewhere.status_code == 302


@override_settings(ACCOUNT_RATE_LIMITS={"confirm_code": "2/m/key"})
def test_guesses_are_limited_per_address_even_for_the_right_code(newest_code: Callable[[], str]) -> None:
    for number in range(2):
        thief = Client(REMOTE_ADDR=f"192.0.2.{number}")
        thief.post(ASK, {"email": "known@example.org"})
        thief.post(CODE, {"code": "nonsense"})
    late = Client()
    late.post(ASK, {"email": "known@example.org"})

    response = late.post(CODE, {"code": newest_code()})

    assert (response.status_code, response["Retry-After"]) == (429, "180")
    assert "_auth_user_id" not in late.session


@pytest.mark.parametrize(
    "rubbish", ["", "nobody", "a@b", "a" * 250 + "@example.org", "x@example.org\nBcc: y@example.org"]
)
def test_rubbish_instead_of_an_address_is_refused_by_the_field(
    client: Client, mailoutbox: list[EmailMessage], rubbish: str
) -> None:
    response = client.post(ASK, {"email": rubbish})

    assert response.status_code == 422
    assert mailoutbox == []


def test_a_closed_account_is_told_so_only_after_the_right_code(
    client: Client, walk_in: Callable[..., HttpResponse]
) -> None:
    UserFactory(email="closed@example.org", is_active=False)

    response = walk_in("closed@example.org")

    assert response["Location"] == "/account/inactive/"
    assert "_auth_user_id" not in client.session
    assert client.get("/account/inactive/").status_code == 200


@override_settings(EMAIL_BACKEND="tests.factories.MailServerAway")
def test_a_mail_server_that_is_away_is_said_on_the_page(client: Client) -> None:
    response = client.post(ASK, {"email": "known@example.org"})

    assert response.status_code == 503
    assert "account_login" not in client.session


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_next_leads_nowhere_else(walk_in: Callable[..., HttpResponse], settings: object, elsewhere: str) -> None:
    settings.LOGIN_REDIRECT_URL = "/account/"

    response = walk_in("known@example.org", next_url=elsewhere)

    assert response["Location"] == "/account/"


def test_no_page_for_passwords_exists(client: Client) -> None:
    paths = ["password/reset/", "password/change/", "password/set/", "signup/", "signup/passkey/", "email/"]

    answers = {path: client.get(f"/account/{path}").status_code for path in paths}

    assert answers == dict.fromkeys(paths, 404)


def test_the_code_field_helps_phones_and_paste(client: Client) -> None:
    client.post(ASK, {"email": "known@example.org"})

    page = client.get(CODE).content.decode()
    field = re.search(r'<input[^>]*name="code"[^>]*>', page)

    assert field
    assert {'inputmode="numeric"', 'autocomplete="one-time-code"', "autofocus"} <= set(
        field.group().rstrip(">").split()
    )
    assert "maxlength" not in field.group()
