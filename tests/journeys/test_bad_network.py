"""Worse than no network: a slow one, a server that is busy, a token that has become old. Nothing gets lost by it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import pytest
from django.conf import settings as site
from django.core.signals import request_started
from playwright.sync_api import Page, Route, expect

from courses.models import CoursePage
from learning.models import Attempt
from tests.journeys.test_offline import (
    WAITS,
    answer,
    begin,
    course,
    exercise,
    find_network,
    kept,
    phone,
    sign_in,
    take_along,
)

__all__ = ["course", "phone"]

RETRY = 31_000  # ms: an answer that waits is tried again within this
PATIENCE, SLOW = 4, 9  # seconds: after which a copy is shown; what the server takes here
COPY = "Je leest de kopie op dit apparaat"


@dataclass
class Slow:
    """Addresses at which the server takes long, until it is told to go on."""

    addresses: set[str] = field(default_factory=set)
    go_on: Event = field(default_factory=Event)

    def hear(self, environ: Any = None, **_more: Any) -> None:
        """What the server does first of all with a request."""
        if environ and environ["PATH_INFO"] in self.addresses:
            self.go_on.wait(SLOW)


@pytest.fixture
def slow() -> Iterator[Slow]:
    """A server that can be slow: what a worker asks for, `page.route` does not see."""
    server = Slow()
    request_started.connect(server.hear)
    yield server
    request_started.disconnect(server.hear)
    server.go_on.set()


def answer_without_network(page: Page, course: CoursePage) -> None:
    """Store the module, lose the network, and answer the first exercise."""
    begin(page, course)
    take_along(page)
    page.context.set_offline(True)
    page.reload()
    answer(page, 1)
    expect(exercise(page).get_by_text(WAITS)).to_be_visible()


def path_of(page: Page) -> str:
    return str(page.evaluate("location.pathname"))


def test_a_stored_page_does_not_wait_for_a_slow_network(phone: Page, course: CoursePage, slow: Slow) -> None:
    begin(phone, course)
    take_along(phone)
    second = path_of(phone).replace("/1/", "/2/")
    slow.addresses.add(second)

    begun = time.monotonic()
    phone.goto(second, wait_until="commit")
    took = time.monotonic() - begun

    expect(phone.get_by_text(COPY)).to_be_visible()
    assert PATIENCE <= took < SLOW, took
    slow.go_on.set()
    answer(phone, 1)
    expect(exercise(phone).get_by_text("Verstuurd.")).to_be_visible()
    assert Attempt.objects.get().kind == "multi"


def test_a_page_that_is_not_stored_is_waited_for(phone: Page, course: CoursePage, slow: Slow) -> None:
    begin(phone, course)
    take_along(phone)
    slow.addresses.add("/mijn/")

    phone.goto("/mijn/")

    expect(phone.get_by_role("heading", level=1, name="Mijn cursussen")).to_be_visible()
    expect(phone.get_by_text("Geen verbinding")).to_have_count(0)


def test_an_answer_outlives_a_server_that_cannot_take_it(phone: Page, course: CoursePage) -> None:
    phone.clock.install()
    answer_without_network(phone, course)
    tries: list[str] = []

    def refuse(route: Route) -> None:
        """The first time it does not arrive; the second time it does, but what comes back does not say so."""
        tries.append(route.request.method)
        if len(tries) == 2:
            route.fetch()
        route.fulfill(status=503, body="")

    phone.context.route(f"**{path_of(phone)}", refuse)
    for tried in (1, 2):
        with phone.expect_response(lambda response: response.status == 503):
            find_network(phone) if tried == 1 else phone.clock.fast_forward(RETRY)
        expect(exercise(phone).get_by_text(WAITS)).to_be_visible()
        assert [one["isTried"] for one in kept(phone)["rows"]["outbox"]] == [True]
        assert Attempt.objects.count() == tried - 1

    phone.context.unroute(f"**{path_of(phone)}")
    phone.clock.fast_forward(RETRY)

    expect(exercise(phone).get_by_text("Verstuurd.")).to_be_visible()
    assert tries == ["POST", "POST"]
    assert Attempt.objects.count() == 1
    assert kept(phone)["rows"]["outbox"] == []


def test_a_connection_that_carries_nothing_at_first_is_tried_again_soon(phone: Page, course: CoursePage) -> None:
    answer_without_network(phone, course)
    lost: list[str] = []

    def lose(route: Route) -> None:
        lost.append(route.request.url)
        route.abort()

    phone.context.route("**/mijn/onderweg/wie/", lose, times=3)
    find_network(phone)

    expect(exercise(phone).get_by_text("Verstuurd.")).to_be_visible()
    assert len(lost) == 3
    assert Attempt.objects.count() == 1


def test_an_old_token_delays_what_waits_and_loses_nothing(phone: Page, course: CoursePage, live_server: Any) -> None:
    sign_in(phone, live_server.url)
    phone.clock.install()
    answer_without_network(phone, course)
    statuses: list[int] = []

    def sign_in_meanwhile(route: Route) -> None:
        """Another tab signs in between asking for the token and sending: the cookie becomes another one."""
        response = route.fetch()
        renew_token(phone, live_server.url)
        route.fulfill(response=response, headers={"Content-Type": "application/json"})

    phone.on("response", lambda one: statuses.append(one.status) if one.request.method == "POST" else None)
    phone.context.route("**/mijn/onderweg/wie/", sign_in_meanwhile, times=1)
    with phone.expect_response(lambda response: response.status == 403):
        find_network(phone)
    expect(exercise(phone).get_by_text(WAITS)).to_be_visible()
    assert Attempt.objects.count() == 0

    phone.clock.fast_forward(RETRY)

    expect(exercise(phone).get_by_text("Verstuurd.")).to_be_visible()
    assert statuses == [403, 200]
    assert Attempt.objects.count() == 1
    assert kept(phone)["rows"]["outbox"] == []


def test_an_answer_on_a_page_with_an_old_token_is_sent_once(phone: Page, course: CoursePage, live_server: Any) -> None:
    sign_in(phone, live_server.url)
    begin(phone, course)
    renew_token(phone, live_server.url)

    answer(phone, 1)

    expect(exercise(phone).locator(".feedback")).to_be_visible()
    assert Attempt.objects.count() == 1


def renew_token(page: Page, address: str) -> None:
    """What signing in does to the cookie of the token: another secret."""
    page.context.add_cookies([{"name": site.CSRF_COOKIE_NAME, "value": "x" * 32, "url": address}])
