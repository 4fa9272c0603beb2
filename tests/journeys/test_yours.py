"""What is yours: seen, corrected, signed out, taken back and erased, on a phone, without script as well as with."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core import mail
from playwright.sync_api import Browser, Page, expect

from accounts.models import Learner, User
from courses.models import CoursePage
from tests.journeys.inspection import Inspection
from tests.journeys.walking import Finger, Walk


def test_an_account_is_changed_seen_and_erased(
    page: Page,
    course: CoursePage,
    newest_code: Callable[[], str],
    inspection: Inspection,
    tmp_path: Path,
) -> None:
    walk = Walk(page, Finger(page), inspection.look)
    page.goto("/account/login/?next=/account/")
    walk.sign_in("henk@example.org", newest_code, title="Je account")

    walk.follow("Verander je adres", title="Verander je e-mailadres")
    page.get_by_label("Je e-mailadres").fill("hendrik@example.org")
    walk.push("Stuur me een code", title="Verander je e-mailadres")
    page.get_by_label("Code uit de mail").fill(newest_code())
    walk.push("Gebruik dit adres", title="Je account")
    assert page.get_by_text("hendrik@example.org").is_visible()

    walk.follow("Waar je toestemming voor gaf", title="Waar je toestemming voor gaf")
    page.goto("/mijn/gegevens/")
    walk.arrive("Mijn gegevens")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download alles").click()
    download.value.save_as(tmp_path / "mine.json")
    kept = json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))["kept"]
    assert kept["accounts.User"][0]["email"] == "hendrik@example.org"

    walk.follow("Verwijder je account", title="Verwijder je account")
    walk.push("Stuur me een code", title="Verwijder je account")
    page.get_by_label("Code uit de mail").fill(newest_code())
    walk.push("Verwijder mijn account voorgoed", title="Alles is gewist")
    assert not User.objects.exists()
    assert page.get_by_role("link", name="Inloggen").is_visible()


def test_a_guest_is_erased_without_script_and_the_device_forgets(
    browser: Browser, course: CoursePage, live_server: Any
) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url, locale="nl-NL")
    page = context.new_page()
    page.goto(f"/cursussen/{course.slug}/")
    page.get_by_role("button", name=re.compile("Begin")).first.click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(course.title)
    assert Learner.objects.count() == 1

    page.get_by_role("link", name="Mijn gegevens").click()
    page.get_by_role("link", name="Wis alles over mij").click()
    page.get_by_role("button", name="Wis alles voorgoed").click()
    expect(page.locator("input[type=checkbox]:invalid")).to_be_focused()  # the browser itself asks for the tick
    assert Learner.objects.count() == 1
    page.get_by_label("Ja, wis alles").check()
    page.get_by_role("button", name="Wis alles voorgoed").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Alles is gewist")
    assert Learner.objects.count() == 0
    assert [cookie["name"] for cookie in context.cookies() if "guest" in cookie["name"]] == []
    assert not mail.outbox
    context.close()
