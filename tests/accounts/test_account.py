"""Your own page: name, address, passkeys, the way out."""

import pytest
from django.test import Client

from accounts.services import record_proven_address
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_your_account_is_for_who_is_signed_in(client: Client) -> None:
    response = client.get("/account/")

    assert response["Location"] == "/account/login/?next=/account/"


def test_you_can_change_your_name_and_nothing_else(client: Client) -> None:
    user = UserFactory(email="henk@example.org")
    client.force_login(user)

    client.post("/account/", {"name": "Henk", "email": "other@example.org", "is_superuser": "on", "is_staff": "on"})

    user.refresh_from_db()
    assert (user.name, user.email, user.is_superuser, user.is_staff) == ("Henk", "henk@example.org", False, False)


def test_signing_out_asks_first_and_then_ends_the_session(client: Client) -> None:
    client.force_login(UserFactory())

    asked = client.get("/account/logout/")
    still_in = "_auth_user_id" in client.session
    client.post("/account/logout/")

    assert (asked.status_code, still_in) == (200, True)
    assert "_auth_user_id" not in client.session


def test_the_pages_about_passkeys_show_themselves(client: Client) -> None:
    user = UserFactory()
    record_proven_address(user=user)
    client.force_login(user)

    paths = ["", "webauthn/", "webauthn/add/", "totp/activate/", "recovery-codes/"]
    answers = {path: client.get(f"/account/passkeys/{path}").status_code for path in paths}

    assert answers == {"": 200, "webauthn/": 200, "webauthn/add/": 200, "totp/activate/": 200, "recovery-codes/": 404}
