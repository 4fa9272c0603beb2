"""What a screen reader is given of key pages, compared with what was read before; and progress without our colours."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.journeys.matrix.registry import PAGES
from tests.journeys.matrix.seeing import difference, picture
from tests.journeys.matrix.world import build

GOLDEN = Path(__file__).parent / "outlines"
KEY_PAGES = [
    "page:HomePage",
    "page:CourseIndexPage",
    "page:CoursePage begun",
    "learning:step choice, before",
    "learning:step choice, answered",
    "learning:step order, before",
    "learning:my-courses done",
    "certificates:finish",
    "certificates:check",
    "account_login",
]
# What differs from run to run: keys and codes in addresses, days.
VARYING = re.compile(
    r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|(?<=-)[0-9a-f]{8}(?=/)"
    r"|\b[0-9A-Z]{26}\b|\b[0-9A-Z]{4}(-[0-9A-Z]{4,5}){5}\b"
)
DAYS = re.compile(
    r"\b\d{1,2} (januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december) \d{4}"
)


def test_key_pages_are_told_to_a_screen_reader_as_before(
    browser: Browser, browser_context_args: dict[str, Any], live_server: LiveServer, served_site: None
) -> None:
    """After a change that is meant: WRITE_GOLDEN=1 in front of the same command, and read what changed."""
    world, told, golden = build(), {}, {}
    for name in KEY_PAGES:
        seen = next(one for one in PAGES if one.name == name)
        context = browser.new_context(**browser_context_args)
        cookies = world.cookies[seen.who].items()
        context.add_cookies([{"name": key, "value": value, "url": live_server.url} for key, value in cookies])
        page = context.new_page()
        page.goto(seen.address(world))
        page.wait_for_load_state("networkidle")
        if page.locator("[data-store]").count():  # a script shows it
            page.locator("[data-store]:not([hidden])").first.wait_for(state="attached")
        told[name] = steady(page.locator("body").aria_snapshot().replace(live_server.url, "")) + "\n"
        context.close()
        file = GOLDEN / f"{re.sub('[^a-zA-Z]+', '-', name)}.yaml"
        if os.environ.get("WRITE_GOLDEN"):
            GOLDEN.mkdir(exist_ok=True)
            file.write_text(told[name], encoding="utf-8")
        golden[name] = file.read_text(encoding="utf-8")

    for name in KEY_PAGES:
        assert told[name].splitlines() == golden[name].splitlines(), name


def steady(told: str) -> str:
    """The same words on every day, in every database."""
    return DAYS.sub("‹day›", VARYING.sub("‹code›", told))


@pytest.mark.parametrize("size", ["small", "medium", "large"])
def test_progress_shows_without_our_colours(page: Page, served_site: None, size: str) -> None:
    """One of ten and nine of ten do not look the same where the system chooses the colours."""
    page.goto("/account/login/")
    page.emulate_media(forced_colors="active")
    pictures = []
    for done in (1, 9):
        ring = render_to_string("components/ring.html", {"total": 10, "done": done, "size": size})
        page.locator("main").evaluate("(main, ring) => { main.innerHTML = ring; }", ring)
        box = page.locator("main .ring").bounding_box()
        pictures.append(picture(page, box))

    assert difference(*pictures) > 40
