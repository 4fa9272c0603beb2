"""Guests are known by a signed cookie on one device, and can begin again there."""

import time
from collections.abc import Callable
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone

from accounts import services
from accounts.guests import COOKIE_MAX_AGE, COOKIE_NAME, COOKIE_SALT
from accounts.middleware import LearnerMiddleware
from accounts.models import Learner, User
from tests.factories import LearnerFactory, UserFactory

pytestmark = pytest.mark.django_db


def signed(learner: Learner) -> str:
    """The cookie that this learner's device would have."""
    return signed_with(COOKIE_SALT, learner)


def signed_with(salt: str, learner: Learner) -> str:
    """The same, if the secret of another cookie had been used."""
    response = HttpResponse()
    response.set_signed_cookie(COOKIE_NAME, str(learner.uuid), salt=salt)
    return response.cookies[COOKIE_NAME].value


def request_with(cookie: str = "", user: User | None = None) -> HttpRequest:
    """A request from a device with this cookie."""
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    if cookie:
        request.COOKIES[COOKIE_NAME] = cookie
    return request


def answer(request: HttpRequest, view: Callable[[HttpRequest], object]) -> HttpResponse:
    """What the browser gets when a view did this."""

    def respond(request: HttpRequest) -> HttpResponse:
        view(request)
        return HttpResponse()

    return LearnerMiddleware(respond)(request)


def test_a_visitor_who_does_nothing_is_nobody_and_costs_nothing(django_assert_num_queries: Callable) -> None:
    request = request_with()

    with django_assert_num_queries(0):
        response = answer(request, lambda request: request.learner)

    assert request.learner is None
    assert COOKIE_NAME not in response.cookies


def test_a_visitor_who_begins_becomes_a_guest_with_a_cookie() -> None:
    request = request_with()

    response = answer(request, services.learner_for)

    learner = Learner.objects.get()
    cookie = response.cookies[COOKIE_NAME]
    assert request.learner == learner
    assert learner.is_guest
    assert cookie.value == signed(learner)
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 365 * 24 * 60 * 60)
    assert cookie["secure"] == ""


@override_settings(SESSION_COOKIE_SECURE=True)
def test_the_cookie_keeps_to_https_where_the_session_does() -> None:
    response = answer(request_with(), services.learner_for)

    assert response.cookies[COOKIE_NAME]["secure"] is True


def test_a_guest_comes_back_as_the_same_learner() -> None:
    learner = LearnerFactory()

    request = request_with(signed(learner))
    response = answer(request, services.learner_for)

    assert request.learner == learner
    assert Learner.objects.count() == 1
    assert COOKIE_NAME not in response.cookies


def test_a_forged_expired_or_unknown_cookie_is_as_good_as_none() -> None:
    learner = LearnerFactory()
    with patch("django.core.signing.time.time", return_value=time.time() - COOKIE_MAX_AGE - 1):
        expired = signed(learner)
    gone = LearnerFactory()
    unknown = signed(gone)
    gone.delete()
    other_salt = signed_with("other", learner)
    forged = [str(learner.uuid), f"{learner.uuid}:x:y", signed(learner)[:-1], other_salt, expired, unknown, "'", "\x00"]

    found = [request_with(cookie).learner for cookie in forged]

    assert found == [None] * len(forged)
    assert request_with(signed(learner)).learner == learner


def test_somebody_who_signed_in_is_their_own_learner_and_the_guests_cookie_ends() -> None:
    user = UserFactory()
    guest = LearnerFactory()
    request = request_with(signed(guest), user)

    response = answer(request, services.learner_for)

    assert request.learner == user.learner != guest
    assert response.cookies[COOKIE_NAME].value == ""
    assert response.cookies[COOKIE_NAME]["max-age"] == 0


def test_the_cookie_of_a_guest_who_became_an_account_opens_nothing() -> None:
    learner = LearnerFactory(user=UserFactory())

    assert request_with(signed(learner)).learner is None


def test_signing_in_during_a_request_changes_who_is_learning() -> None:
    guest = LearnerFactory()
    own = LearnerFactory(user=UserFactory())
    request = request_with(signed(guest))
    before = request.learner

    request.user = own.user

    assert (before, request.learner) == (guest, own)


def test_being_seen_is_noted_once_a_day() -> None:
    learner = LearnerFactory(last_seen_at=timezone.now() - timedelta(days=2))
    _ = request_with(signed(learner)).learner
    learner.refresh_from_db()
    first = learner.last_seen_at

    _ = request_with(signed(learner)).learner

    learner.refresh_from_db()
    assert timezone.now() - first < timedelta(minutes=1)
    assert learner.last_seen_at == first


def test_asking_twice_for_the_account_s_learner_makes_one() -> None:
    user = UserFactory()

    learners = {services.learner_for(request_with(user=user)) for _ in range(2)}

    assert learners == {Learner.objects.get()}


def test_a_link_back_makes_the_device_remember_a_guest_but_never_an_account() -> None:
    guest = LearnerFactory()
    own = LearnerFactory(user=UserFactory())

    response = answer(request_with(), lambda request: services.continue_as_guest(request, guest))

    assert response.cookies[COOKIE_NAME].value == signed(guest)
    with pytest.raises(ValueError, match="account"):
        services.continue_as_guest(request_with(), own)


def test_beginning_again_forgets_the_guest_on_this_device_only(client: Client) -> None:
    learner = LearnerFactory()
    client.cookies[COOKIE_NAME] = signed(learner)
    client.post("/account/login/", {"email": "person@example.org"})

    page = client.get("/begin-opnieuw/?next=/account/login/")
    response = client.post("/begin-opnieuw/", {"next": "/account/login/"})

    assert page.status_code == 200
    assert (response.status_code, response["Location"]) == (302, "/account/login/")
    assert response["Clear-Site-Data"] == '"storage"'
    assert client.cookies[COOKIE_NAME].value == ""
    assert "account_login" not in client.session
    assert Learner.objects.filter(pk=learner.pk).exists()


@pytest.mark.parametrize(("notes", "wipes"), [("keep", False), ("wipe", True), ("rubbish", True)])
def test_beginning_again_leaves_notes_on_the_device_only_when_asked(client: Client, notes: str, wipes: bool) -> None:
    client.cookies[COOKIE_NAME] = signed(LearnerFactory())

    response = client.post("/begin-opnieuw/", {"notes": notes})

    assert response.has_header("Clear-Site-Data") == wipes
    assert client.cookies[COOKIE_NAME].value == ""


def test_asking_to_begin_again_changes_nothing_yet(client: Client) -> None:
    client.cookies[COOKIE_NAME] = signed(LearnerFactory())

    response = client.get("/begin-opnieuw/")

    assert COOKIE_NAME not in response.cookies


def test_beginning_again_signs_out_who_was_signed_in(client: Client) -> None:
    client.force_login(UserFactory())

    client.post("/begin-opnieuw/")

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_beginning_again_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    response = client.post("/begin-opnieuw/", {"next": elsewhere})

    assert response["Location"] == "/"


def test_beginning_again_needs_a_token() -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post("/begin-opnieuw/").status_code == 403
