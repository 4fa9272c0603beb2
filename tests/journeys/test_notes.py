"""My notes: what was kept on a device, gathered, downloaded and wiped; and what becomes of it when somebody leaves."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from courses.models import CoursePage
from tests.factories import UserFactory
from tests.journeys.inspection import Inspection
from tests.journeys.keeping import SECRET, fill_everything, go_on, keep, stored, think
from tests.journeys.walking import Finger, Keyboard, Walk

FULL = """() => { const set = Storage.prototype.setItem; Storage.prototype.setItem = function (key, value) {
    if (key.startsWith("leerkring:private:")) throw new DOMException("", "QuotaExceededError");
    return set.call(this, key, value); }; }"""
OFF = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } })"


def test_notes_are_gathered_with_where_they_belong(learner: Page, inspection: Inspection, tmp_path: Path) -> None:
    walk = Walk(learner, Keyboard(learner), inspection.look)
    fill_everything(learner)

    learner.goto("/mijn/")
    walk.follow("Mijn aantekeningen", title="Mijn aantekeningen")
    notes = learner.locator(".note")
    expect(notes).to_have_count(5)
    assert [text.strip() for text in notes.locator("h2").all_inner_texts()] == [
        "Tel je complimenten",
        "Heb ik iedereen gezien?",
        "Maak een compliment",
        "Mijn eerste stap",
        "Even stilstaan",
    ]
    expect(notes.first).to_contain_text("Voor jezelf · Even stilstaan")
    expect(notes.nth(3)).to_contain_text("maandag 5 maart 2040")
    with learner.expect_download() as coming:
        learner.get_by_role("button", name="Download als tekst").click()
    text = coming.value.path().read_text(encoding="utf-8-sig")
    assert coming.value.suggested_filename == "mijn-aantekeningen.txt"
    assert f"Welke trainer van vroeger vergeet jij nooit?\n{SECRET} één\n" in text
    assert f"Ik zag dat je {SECRET} drie." in text
    assert "3 Heb ik elk kind begroet?\n" in text
    assert "☑ Heb ik elke naam genoemd?\n" in text

    notes.last.get_by_role("link", name="Naar de oefening").click()
    expect(learner.get_by_label("Jouw gedachten")).to_have_value(f"{SECRET} één")


def test_notes_are_wiped_one_by_one_or_all_at_once_with_a_way_back(learner: Page, inspection: Inspection) -> None:
    think(learner)
    go_on(learner)
    learner.get_by_label("Als …").fill("als het regent")
    keep(learner)
    learner.goto("/mijn/aantekeningen/")

    learner.get_by_role("button", name="Wis: Even stilstaan").click()
    expect(learner.get_by_role("button", name="Zet terug: Even stilstaan")).to_be_focused()
    inspection.look(learner)
    assert len(stored(learner)) == 1
    learner.keyboard.press("Enter")
    expect(learner.get_by_text(SECRET)).to_be_visible()
    assert len(stored(learner)) == 2
    learner.get_by_role("button", name="Wis alles").click()
    assert stored(learner) == []
    learner.get_by_role("button", name="Zet alles terug").click()
    assert len(stored(learner)) == 2
    learner.get_by_role("button", name="Wis alles").click()
    learner.reload()

    expect(learner.get_by_role("heading", name="Nog geen aantekeningen")).to_be_visible()


def test_what_was_kept_in_the_first_shape_is_still_read(learner: Page) -> None:
    exercise = (learner.locator(".exercise").get_attribute("id") or "").removeprefix("oefening-")
    learner.wait_for_load_state("networkidle")  # a script that begins later would find the old shape, and mend it
    learner.evaluate(
        "key => localStorage.setItem(key, JSON.stringify(['Van vroeger']))", f"leerkring:private:{exercise}"
    )

    learner.goto("/mijn/aantekeningen/")
    expect(learner.locator(".note")).to_contain_text("Een oefening van een tijd geleden")
    expect(learner.locator(".note")).to_contain_text("Van vroeger")
    learner.go_back()
    learner.reload()
    expect(learner.get_by_label("Jouw gedachten")).to_have_value("Van vroeger")
    learner.goto("/mijn/aantekeningen/")

    expect(learner.get_by_role("heading", name="Even stilstaan")).to_be_visible()


@pytest.mark.parametrize(
    "junk", ["{", "5", "null", '{"values": 3, "words": [null, 7, {"text": {}}], "address": "javascript:alert(1)"}']
)
def test_junk_in_the_storage_breaks_nothing(learner: Page, junk: str) -> None:
    exercise = (learner.locator(".exercise").get_attribute("id") or "").removeprefix("oefening-")
    learner.evaluate("([key, junk]) => localStorage.setItem(key, junk)", [f"leerkring:private:{exercise}", junk])

    learner.reload()
    expect(learner.get_by_label("Jouw gedachten")).to_have_value("")
    think(learner)
    learner.evaluate("([key, junk]) => localStorage.setItem(key, junk)", ["leerkring:private:other", junk])
    learner.goto("/mijn/aantekeningen/")

    expect(learner.get_by_text(f"{SECRET} één")).to_be_visible()
    assert learner.locator("a[href^='javascript']").count() == 0


@pytest.mark.parametrize(
    ("script", "at_the_exercise", "at_my_notes"),
    [
        (f"({FULL})()", "De ruimte voor aantekeningen in deze browser is vol.", "Er kan niets meer bij"),
        (OFF, "Deze browser bewaart niets.", "Deze browser bewaart niets"),
    ],
    ids=["full", "off"],
)
def test_storage_that_is_full_or_off_is_said(
    learner: Page, inspection: Inspection, script: str, at_the_exercise: str, at_my_notes: str
) -> None:
    learner.evaluate("localStorage.setItem('something-else', 'x')")
    learner.context.add_init_script(script)

    learner.reload()
    learner.get_by_label("Jouw gedachten").fill(SECRET)
    learner.get_by_role("button", name="Bewaar op dit apparaat").click()
    expect(learner.get_by_text(at_the_exercise)).to_be_visible()
    learner.goto("/mijn/aantekeningen/")

    expect(learner.get_by_text(at_my_notes, exact=True)).to_be_visible()
    inspection.look(learner)


def test_without_script_the_page_says_where_notes_are(open_browser: Callable[..., Page]) -> None:
    page = open_browser(java_script_enabled=False)

    page.goto("/mijn/aantekeningen/")

    expect(page.get_by_text("Deze pagina heeft JavaScript nodig")).to_be_visible()
    expect(page.get_by_text("Nog geen aantekeningen")).to_be_hidden()


# -- The end of somebody's time on this device ------------------------------------------------------------------------


@pytest.mark.parametrize(("choice", "left"), [("Wis ze.", 0), ("Laat ze staan.", 1)])
def test_beginning_again_asks_what_to_do_with_notes(
    learner: Page, inspection: Inspection, choice: str, left: int
) -> None:
    walk = Walk(learner, Finger(learner), inspection.look)
    think(learner)

    walk.follow("Ben jij dit niet? Begin opnieuw", title="Ben jij dit niet?")
    learner.get_by_role("button", name="Begin opnieuw").click()
    expect(learner.get_by_text("Kies wat je met je aantekeningen wilt.")).to_be_visible()
    with learner.expect_download():
        learner.get_by_role("button", name="Download ze eerst").click()
    learner.get_by_label(choice).check()
    walk.look(learner)
    learner.get_by_role("button", name="Begin opnieuw").click()

    expect(learner.get_by_text("Je kunt beginnen.")).to_be_visible()
    assert guest_cookies(learner.context) == []
    assert len(stored(learner)) == left


@pytest.mark.parametrize(("choice", "left"), [("Wis ze.", 0), ("Laat ze staan.", 1)])
def test_signing_out_asks_what_to_do_with_notes(
    page: Page,
    private_course: CoursePage,
    newest_code: Callable[[], str],
    inspection: Inspection,
    choice: str,
    left: int,
) -> None:
    walk = Walk(page, Finger(page), inspection.look)
    UserFactory(email="marloes@example.org")
    page.goto("/account/login/")
    walk.sign_in("marloes@example.org", newest_code, title="Mijn cursussen")
    page.goto(private_course.url)
    page.get_by_role("button", name="Begin nu").click()
    think(page)

    page.goto("/account/")
    walk.follow("Uitloggen", title="Uitloggen")
    page.get_by_label(choice).check()
    page.get_by_role("main").get_by_role("button", name="Uitloggen").click()

    expect(page.get_by_role("link", name="Inloggen")).to_be_visible()
    assert len(stored(page)) == left


def test_without_notes_nothing_is_asked(learner: Page) -> None:
    learner.goto("/begin-opnieuw/")

    expect(learner.get_by_text("Ook aantekeningen die alleen op dit apparaat staan")).to_be_visible()
    expect(learner.get_by_role("group", name="Op dit apparaat staan aantekeningen")).to_be_hidden()


def guest_cookies(context: BrowserContext) -> list[Any]:
    return [cookie for cookie in context.cookies() if cookie.get("name") == "leerkring_guest"]
