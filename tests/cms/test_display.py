"""Larger letters, light or dark: kept in a cookie, and on the page from its first byte."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from cms.theme import INVENTED_THEMES, wear
from tests.exercises import html

pytestmark = pytest.mark.django_db
ADDRESS = "/weergave/"


def root(client: Client, address: str = "/mijn/", **sent: Any) -> dict[str, str]:
    """What the page tells its style sheet."""
    attributes = html.parse(client.get(address, **sent).content.decode()).select_one("html").attrs
    return {name: value for name, value in attributes.items() if name.startswith("data-")}


def test_a_page_is_as_the_device_has_it_until_somebody_chooses(client: Client) -> None:
    assert root(client) == {}


def test_a_choice_stands_on_every_page_without_a_session(client: Client) -> None:
    answer = client.post(ADDRESS, {"theme": "dark", "text": "largest", "back": "/cursussen/"})

    assert answer["Location"] == "/cursussen/"
    assert set(answer.cookies) == {"leerkring_display"}
    assert root(client) == {"data-theme": "dark", "data-text": "largest"}
    page = html.parse(client.get("/mijn/").content.decode())
    assert page.select_one('meta[name="color-scheme"]')["content"] == "dark"


def test_the_form_shows_what_was_chosen(client: Client) -> None:
    client.post(ADDRESS, {"theme": "light", "text": "larger"})

    page = html.parse(client.get(ADDRESS).content.decode())

    assert [field["value"] for field in page.select("input[checked]")] == ["larger", "light"]


def test_as_the_device_has_it_is_remembered_by_nothing(client: Client) -> None:
    client.post(ADDRESS, {"theme": "dark", "text": "ordinary"})

    answer = client.post(ADDRESS, {"theme": "device", "text": "ordinary"})

    assert answer.cookies["leerkring_display"]["max-age"] == 0
    assert root(client) == {}


def test_a_script_has_it_kept_and_stays_where_it_is(client: Client) -> None:
    answer = client.post(ADDRESS, {"theme": "dark", "text": "ordinary"}, headers={"X-Display": "keep"})

    assert answer.status_code == 204
    assert root(client) == {"data-theme": "dark"}


@pytest.mark.parametrize("cookie", ['"><script>', "dark", "purple.huge", ".", "largest.dark", "\x00"])
def test_a_cookie_that_is_not_ours_never_reaches_the_page(client: Client, cookie: str) -> None:
    raw = {"Cookie": f"leerkring_display={cookie}"}  # as a header: Python's own jar refuses some of these

    assert set(root(client, headers=raw).values()) <= {"dark"}


@pytest.mark.parametrize("back", ["https://elders.example/", "//elders.example/", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(client: Client, back: str) -> None:
    assert client.post(ADDRESS, {"theme": "dark", "text": "ordinary", "back": back})["Location"] == "/"


def test_who_comes_from_a_page_is_led_back_to_it(client: Client) -> None:
    page = html.parse(client.get(ADDRESS, headers={"Referer": "http://testserver/mijn/?x=1"}).content.decode())

    assert page.select_one(".link-back")["href"] == "/mijn/"
    assert page.select_one('input[name="back"]')["value"] == "/mijn/"


def test_a_house_style_without_dark_stays_light_and_says_so(client: Client) -> None:
    client.post(ADDRESS, {"theme": "dark", "text": "larger"})
    wear(INVENTED_THEMES["wilgenbeek"], site=Site.objects.get())

    page = html.parse(client.get(ADDRESS).content.decode())
    client.post(ADDRESS, {"text": "largest"})

    assert "alleen lichte kleuren" in page.get_text()
    assert all("disabled" in field.attrs for field in page.select('input[name="theme"]'))
    assert root(client) == {"data-theme": "light", "data-text": "largest"}
    wear(None, site=Site.objects.get())
    assert root(client) == {"data-theme": "dark", "data-text": "largest"}


def test_every_page_leads_to_the_choice(client: Client) -> None:
    page = html.parse(client.get("/mijn/").content.decode())

    assert page.select_one(f'footer a[href="{ADDRESS}"]') is not None


def test_a_choice_of_somebody_else_is_refused_without_a_token() -> None:
    assert Client(enforce_csrf_checks=True).post(ADDRESS, {"theme": "dark"}).status_code == 403
