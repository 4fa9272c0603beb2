"""The style page: complete, and not for everybody."""

import re
from pathlib import Path

import pytest
from django.test import Client, override_settings

from accounts.models import User
from cms.style import WHOLE_PAGES, contrasts, own_colours, samples
from cms.templatetags.mail import DARK, LIGHT
from config.installing import GROUND
from exercises.registry import kinds

COMPONENTS = Path(__file__).parents[2] / "templates" / "components"


def test_every_component_stands_on_the_style_page() -> None:
    shown = {sample.component for sample in samples()}

    assert {path.stem for path in COMPONENTS.glob("*.html")} - WHOLE_PAGES == shown


def test_every_pair_of_our_own_colours_is_apart_by_day_and_by_night() -> None:
    measured = contrasts()

    assert [pair for pair in measured if min(pair.light, pair.dark) < pair.least] == []
    assert len(measured) > 20


def test_mails_and_the_installed_app_have_the_colours_of_the_pages() -> None:
    day, night = own_colours()

    assert {name: _long(day[name]) for name in LIGHT} == LIGHT
    assert {name: _long(night[name]) for name in DARK} == DARK
    assert _long(day["ground"]) == GROUND


def _long(colour: str) -> str:
    """Six digits, as mails need them: #fff is #ffffff."""
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


@pytest.mark.django_db
def test_style_page_shows_each_sample_to_who_may_enter_the_admin(client: Client) -> None:
    client.force_login(User.objects.create_superuser("beheer@example.nl"))

    page = client.get("/stijl/?thema=dark").content.decode()

    assert re.findall(r'data-component="(\w+)"', page) == [sample.component for sample in samples()]
    assert '<html lang="nl" data-theme="dark">' in page


@pytest.mark.django_db
def test_style_page_shows_each_kind_of_exercise_asked_and_answered(client: Client) -> None:
    client.force_login(User.objects.create_superuser("beheer@example.nl"))

    page = client.get("/stijl/?deel=exercises").content.decode()

    shown = re.findall(r'data-exercise="(\w+)"', page)
    assert {kind.kind for kind in kinds().values() if not kind.retired} == set(shown)
    assert min(shown.count(kind) for kind in shown) >= 2
    assert all(page.count(f">{state}<") for state in ("afgekeurd", "goed beantwoord", "minder goed beantwoord"))
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert " autofocus" not in page


@pytest.mark.django_db
def test_style_page_does_not_exist_for_others_outside_the_demo(client: Client) -> None:
    stranger = client.get("/stijl/").status_code
    client.force_login(User.objects.create_user("deelnemer@example.nl"))
    learner = client.get("/stijl/").status_code
    with override_settings(DEMO=True):
        visitor = Client().get("/stijl/").status_code

    assert (stranger, learner, visitor) == (404, 404, 200)
