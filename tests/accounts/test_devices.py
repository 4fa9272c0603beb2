"""Where somebody is signed in: recognised by browser and day, signed out from elsewhere."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.devices import browser_name
from accounts.models import Device, User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1 Version/18.5 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Safari/537.36 Edg/138.0"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [(FIREFOX, "Firefox, Android"), (SAFARI, "Safari, iPhone"), (EDGE, "Edge, Windows"), ("curl/8", ""), ("", "")],
)
def test_a_browser_is_named_in_two_words(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_device_is_noted_when_somebody_signs_in_and_forgotten_when_they_sign_out() -> None:
    user = UserFactory()
    client = signed_in(user)
    during = list(user.devices.values_list("session_key", "since", "last_seen_on"))

    client.post("/account/logout/")

    today = timezone.localdate()
    assert [row[1:] for row in during] == [(today, today)]
    assert not Device.objects.exists()


def test_the_day_is_noted_once_and_the_session_lives_on_from_it() -> None:
    user = UserFactory()
    client = signed_in(user)
    yesterday = timezone.localdate() - timedelta(days=1)
    session = client.session
    session["seen_on"] = yesterday.isoformat()
    session.save()
    Device.objects.update(last_seen_on=yesterday)
    Session.objects.update(expire_date=timezone.now() + timedelta(days=2))

    client.get("/account/", headers={"user-agent": FIREFOX})
    seen = Device.objects.get().last_seen_on
    Device.objects.update(last_seen_on=yesterday)
    client.get("/account/")

    assert seen == timezone.localdate()
    assert Device.objects.get().last_seen_on == yesterday
    assert Session.objects.get().expire_date > timezone.now() + timedelta(days=13)


def test_another_device_can_be_signed_out_and_no_other() -> None:
    user, stranger = UserFactory(), UserFactory()
    here, phone, theirs = signed_in(user), signed_in(user), signed_in(stranger)
    page = here.get("/account/").content.decode()

    for session in (phone, theirs, here):
        device = Device.objects.get(session_key=session.session.session_key)
        here.post("/account/apparaten/", {"device": device.pk})
    here.post("/account/apparaten/", {"device": "1 or 1"})

    assert page.count("Log daar uit") == 1
    assert [client.get("/account/").status_code for client in (here, phone, theirs)] == [200, 302, 200]


def test_all_others_can_be_signed_out_at_once() -> None:
    user = UserFactory()
    here, phone, tablet = signed_in(user), signed_in(user), signed_in(user)

    here.post("/account/apparaten/", {"device": "all"})

    assert [client.get("/account/").status_code for client in (here, phone, tablet)] == [200, 302, 302]


def test_a_device_whose_session_is_over_is_not_shown() -> None:
    user = UserFactory()
    here, phone = signed_in(user), signed_in(user)
    Session.objects.filter(pk=phone.session.session_key).update(expire_date=timezone.now() - timedelta(days=1))

    assert "Log daar uit" not in here.get("/account/").content.decode()


def test_nothing_is_kept_that_says_where_a_device_was() -> None:
    user = UserFactory()
    client = Client(REMOTE_ADDR="203.0.113.7", HTTP_USER_AGENT=FIREFOX)
    client.force_login(user)
    client.get("/account/")

    assert "203.0.113.7" not in repr(list(Device.objects.values()))
    assert FIREFOX not in repr(list(Device.objects.values()))
