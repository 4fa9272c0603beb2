"""The Wagtail admin goes through the same door, and manages users who have one name and no password."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from tests.factories import LearnerFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> User:
    """An administrator who is signed in."""
    user = UserFactory(email="admin@example.org", is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def test_an_anonymous_visit_to_the_admin_comes_back_there_through_the_door(
    client: Client, walk_in: Callable[..., HttpResponse]
) -> None:
    call_command("make_admin", "admin@example.org")

    closed = client.get("/admin/users/")
    response = walk_in("admin@example.org", next_url="/admin/users/")

    assert closed["Location"] == "/account/login/?next=/admin/users/"
    assert response["Location"] == "/admin/users/"
    assert client.get("/admin/").status_code == 200


def test_wagtails_own_password_form_is_out_of_reach(client: Client) -> None:
    response = client.post("/admin/login/", {"username": "x", "password": "y"})

    assert (response.status_code, response["Location"]) == (302, "/account/login/?next=/admin/")


def test_somebody_without_rights_is_told_so_and_not_sent_round_in_circles(client: Client) -> None:
    client.force_login(UserFactory(email="member@example.org"))

    response = client.get("/admin/", follow=True)

    assert response.status_code == 403
    assert "member@example.org" in response.content.decode()
    assert len(response.redirect_chain) == 1


def test_signing_out_of_the_admin_ends_at_the_door(client: Client, admin: User) -> None:
    response = client.post("/admin/logout/", follow=True)

    assert response.redirect_chain[-1][0] == "/account/login/"
    assert "_auth_user_id" not in client.session


def test_users_are_listed_by_name_and_address(client: Client, admin: User) -> None:
    UserFactory(name="Henk Brouwer", email="henk@example.org")

    found = client.get("/admin/users/", {"q": "brouwer"}).content.decode()
    missed = client.get("/admin/users/", {"q": "nobody"}).content.decode()
    orders = [client.get("/admin/users/", {"ordering": f"{sign}name"}).status_code for sign in ("", "-")]

    assert "henk@example.org" in found
    assert "henk@example.org" not in missed
    assert orders == [200, 200]


def test_a_user_can_be_added_without_a_password(client: Client, admin: User) -> None:
    group = Group.objects.get(name="Editors")

    form = client.get("/admin/users/new/").content.decode()
    response = client.post("/admin/users/new/", {"email": "New@Example.org", "name": "Nieuw", "groups": [group.pk]})

    user = User.objects.get(email="new@example.org")
    assert "password" not in form
    assert response.status_code == 302
    assert (user.name, user.has_usable_password(), list(user.groups.all())) == ("Nieuw", False, [group])


def test_the_same_address_cannot_be_added_twice(client: Client, admin: User) -> None:
    UserFactory(email="henk@example.org")

    response = client.post("/admin/users/new/", {"email": "HENK@example.org", "name": ""})

    assert response.status_code == 200
    assert User.objects.filter(email__iexact="henk@example.org").count() == 1


def test_a_user_can_be_changed_and_closed(client: Client, admin: User) -> None:
    user = UserFactory(name="Henk")

    form = client.get(f"/admin/users/edit/{user.pk}/").content.decode()
    client.post(f"/admin/users/edit/{user.pk}/", {"email": user.email, "name": "Henk Brouwer"})

    user.refresh_from_db()
    assert 'value="Henk"' in form
    assert (user.name, user.is_active) == ("Henk Brouwer", False)


def test_a_changed_address_is_the_one_that_opens_the_door(
    client: Client, admin: User, walk_in: Callable[..., HttpResponse]
) -> None:
    user = UserFactory(email="old@example.org")
    client.logout()
    walk_in("old@example.org")
    client.force_login(admin)
    client.post(f"/admin/users/edit/{user.pk}/", {"email": "new@example.org", "name": "", "is_active": "on"})
    client.logout()

    walk_in("new@example.org")
    came_in = client.session["_auth_user_id"]
    client.logout()
    walk_in("old@example.org")

    assert came_in == str(user.pk)
    assert client.session["_auth_user_id"] != str(user.pk)


def test_an_editors_own_page_asks_for_one_name(client: Client, admin: User) -> None:
    page = client.get("/admin/account/").content.decode()

    assert 'name="name-name"' in page
    assert "first_name" not in page
    assert 'type="password"' not in page


def test_make_admin_makes_an_account_and_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("make_admin", "Admin@Example.org")
    call_command("make_admin", "admin@example.org")

    user = User.objects.get()
    assert (user.email, user.is_superuser, user.is_staff) == ("admin@example.org", True, True)
    assert user.has_usable_password() is False


def test_make_admin_promotes_who_is_there() -> None:
    user = UserFactory(email="henk@example.org", name="Henk", is_active=False)

    call_command("make_admin", "henk@example.org")

    user.refresh_from_db()
    assert (user.name, user.is_superuser, user.is_active) == ("Henk", True, True)


def test_make_admin_refuses_what_is_not_an_address() -> None:
    with pytest.raises(CommandError):
        call_command("make_admin", "henk")

    assert User.objects.count() == 0


def test_who_has_learned_is_closed_and_not_deleted(client: Client, admin: User) -> None:
    learner = LearnerFactory(user=UserFactory(name="Henk"))
    nobody = UserFactory()
    bulk = f"/admin/bulk/accounts/user/delete/?next=/admin/users/&id={nobody.pk}&id={learner.user_id}"

    asked = client.get(f"/admin/users/delete/{learner.user_id}/")
    one = client.post(f"/admin/users/delete/{learner.user_id}/")
    many = client.post(bulk)
    client.post(f"/admin/users/delete/{nobody.pk}/")

    assert [response.status_code for response in (asked, one, many)] == [302, 302, 302]
    assert set(User.objects.all()) == {admin, learner.user}
