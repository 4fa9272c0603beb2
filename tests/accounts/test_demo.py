"""Invented people to sign in as, in the demo and nowhere else."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from accounts.demo import PEOPLE, make_demo_people
from accounts.models import Membership, Organisation, User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_the_page_does_not_exist_outside_the_demo(client: Client, settings: object) -> None:
    settings.DEMO = False
    user = make_demo_people()[0]

    answers = [client.get("/demo/").status_code, client.post("/demo/", {"user": user.email}).status_code]

    assert answers == [404, 404]
    assert "_auth_user_id" not in client.session


def test_one_click_signs_in_as_an_invented_person(client: Client, settings: object) -> None:
    settings.DEMO = True
    settings.LOGIN_REDIRECT_URL = "/account/"
    marloes, *_, admin = make_demo_people()

    page = client.get("/demo/").content.decode()
    as_learner = client.post("/demo/", {"user": marloes.email})
    first = client.session["_auth_user_id"]
    as_admin = client.post("/demo/", {"user": admin.email})

    assert all(person.name in page for person in PEOPLE)
    assert (as_learner["Location"], as_admin["Location"]) == ("/account/", "/admin/")
    assert (first, client.session["_auth_user_id"]) == (str(marloes.pk), str(admin.pk))


@pytest.mark.parametrize("who", ["", "nonsense", "real@example.org"])
def test_nobody_real_can_be_signed_in_as(client: Client, settings: object, who: str) -> None:
    settings.DEMO = True
    UserFactory(email="real@example.org")

    response = client.post("/demo/", {"user": who})

    assert response.status_code == 404
    assert "_auth_user_id" not in client.session


def test_making_the_invented_people_twice_makes_them_once(settings: object) -> None:
    settings.DEMO = True

    call_command("make_demo_people")
    call_command("make_demo_people")

    assert User.objects.count() == len(PEOPLE)
    assert Organisation.objects.count() == 4
    assert Membership.objects.filter(role="coordinator").count() == 1
    assert {user.has_usable_password() for user in User.objects.all()} == {False}


def test_invented_people_are_refused_on_a_real_site(settings: object) -> None:
    settings.DEMO = False

    with pytest.raises(CommandError):
        call_command("make_demo_people")

    assert User.objects.count() == 0
