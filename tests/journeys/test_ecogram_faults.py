"""The ecogram when something is wrong: files of others, a browser that keeps nothing, two tabs, a wrong wipe."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.journeys.drawing import begin, download, golden, name_them, names_in, no_request, open_file, part, rows

KEY = "leerkring:private:ecogram"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"
OFF = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('off', 'SecurityError'); } })"


def forty_one() -> Any:
    data = golden("samira")
    data["people"] = [{**copy.deepcopy(data["people"][0]), "id": f"p{number}"} for number in range(41)]
    return data


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"type": "excalidraw", "elements": []}, "Dit bestand is geen ecogram"),
        (b"\x89PNG\r\n\x1a\n", "Dit bestand is geen ecogram"),
        (b"", "Dit bestand is geen ecogram"),
        ({**golden("samira"), "version": 2}, "een nieuwere versie"),
        (forty_one(), "In dit bestand staan 41 mensen; er is plaats voor 40."),
        ({**golden("samira"), "centre": []}, "beschadigd bij “centre”"),
        (b" " * 600_000, "te groot"),
    ],
    ids=["another program", "a picture", "nothing", "a newer version", "41 people", "damaged", "too large"],
)
def test_file_that_cannot_be_read_says_why_and_costs_nothing(page: Page, data: Any, message: str) -> None:
    begin(page)
    name_them(page, "oma")

    open_file(page, data)

    expect(part(page, "said")).to_contain_text(message)
    expect(part(page, "said")).to_contain_text("Jouw tekening is gebleven zoals ze was.")
    assert names_in(page) == ["oma"]


def test_opening_a_file_can_be_undone(page: Page) -> None:
    begin(page)
    name_them(page, "oma")

    open_file(page, golden("odd"))
    expect(rows(page)).to_have_count(9)
    page.get_by_role("button", name="Ongedaan maken").click()

    assert names_in(page) == ["oma"]


@pytest.mark.parametrize(
    ("fault", "message"), [(FULL, "De ruimte in deze browser is vol."), (OFF, "Deze browser bewaart niets.")]
)
def test_storage_that_fails_says_so_and_the_drawing_goes_on(page: Page, fault: str, message: str) -> None:
    page.add_init_script(fault)
    begin(page)
    name_them(page, "oma")

    page.get_by_role("button", name="Bewaar op dit apparaat").click()

    expect(part(page, "said")).to_contain_text(message)
    expect(part(page, "said")).to_contain_text("bewaar haar als bestand")
    expect(part(page, "keep")).to_have_attribute("aria-pressed", "false")
    name_them(page, "opa")
    assert names_in(page) == ["oma", "opa"]


def test_nothing_is_kept_unless_somebody_chooses_so(page: Page) -> None:
    begin(page)
    name_them(page, "oma")
    assert page.evaluate("localStorage.length") == 0
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert names_in(page) == []


def test_leaving_asks_first_when_a_drawing_would_be_lost(page: Page) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay)
    begin(page)
    page.reload()
    name_them(page, "oma")
    page.reload()
    assert asked == ["beforeunload"]

    name_them(page, "oma")
    download(page, "json")
    page.reload()
    assert asked == ["beforeunload"]


def test_on_a_desk_nothing_lies_over_the_buttons_of_files(open_browser: Callable[..., Page]) -> None:
    page = open_browser(viewport={"width": 1280, "height": 800})
    begin(page)
    open_file(page, golden("samira"))

    for kind in ("svg", "png", "json"):
        assert download(page, kind)


def test_kept_drawing_comes_back_and_follows_every_change_until_it_is_not_kept(page: Page) -> None:
    begin(page)
    name_them(page, "oma")
    page.get_by_role("button", name="Bewaar op dit apparaat").click()
    name_them(page, "opa")

    page.reload()

    expect(rows(page)).to_have_count(2)
    expect(part(page, "said")).to_have_text("Dit is de tekening die op dit apparaat bewaard was.")
    page.goto("/mijn/aantekeningen/")
    expect(page.get_by_text("Er staan 2 mensen om jou heen.")).to_be_visible()
    begin(page)
    page.get_by_role("button", name="Bewaar op dit apparaat").click()
    assert page.evaluate("localStorage.length") == 0


def test_what_was_kept_and_cannot_be_read_is_left_alone(page: Page) -> None:
    page.add_init_script(f"localStorage.setItem('{KEY}', 'onzin')")
    begin(page)

    expect(part(page, "said")).to_contain_text("niet te lezen")
    name_them(page, "oma")
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == "onzin"


def test_wiping_takes_all_away_and_can_be_undone(page: Page) -> None:
    begin(page)
    name_them(page, "oma", "opa")
    page.get_by_role("button", name="Bewaar op dit apparaat").click()

    with no_request(page):
        page.get_by_role("button", name="Wis alles").click()
        expect(rows(page)).to_have_count(0)
        assert page.evaluate("localStorage.length") == 0
        expect(page.get_by_role("button", name="Ongedaan maken")).to_be_focused()
        page.keyboard.press("Enter")

    assert names_in(page) == ["oma", "opa"]
    assert page.evaluate("localStorage.length") == 1


@pytest.mark.parametrize("choice", ["other", "own"])
def test_two_tabs_ask_which_drawing_to_keep(open_browser: Callable[..., Page], choice: str) -> None:
    one = open_browser()
    begin(one)
    name_them(one, "oma")
    one.get_by_role("button", name="Bewaar op dit apparaat").click()
    other = one.context.new_page()
    begin(other)
    expect(rows(other)).to_have_count(1)

    name_them(one, "opa")
    expect(part(other, "other-tab")).to_be_visible()
    name_them(other, "tante")
    take = {"other": "Neem de tekening van het andere tabblad", "own": "Houd de tekening van dit tabblad"}
    other.get_by_role("button", name=take[choice]).click()

    expected = {"other": ["oma", "opa"], "own": ["oma", "tante"]}[choice]
    assert names_in(other) == expected
    assert (
        other.evaluate(f"JSON.parse(localStorage.getItem('{KEY}')).values.drawing.people.map(one => one.label)")
        == expected
    )
    expect(part(other, "other-tab")).to_be_hidden()


def test_forty_people_fit_and_the_next_is_told_that_it_is_full(page: Page) -> None:
    begin(page)
    data = forty_one()
    del data["people"][40]
    open_file(page, data)
    expect(rows(page)).to_have_count(40)

    part(page, "quick").fill("nog iemand")
    part(page, "quick").press("Enter")

    expect(part(page, "said")).to_have_text("Er is plaats voor 40 mensen.")
    expect(part(page, "quick")).to_have_value("nog iemand")
    expect(rows(page)).to_have_count(40)


def test_parts_can_have_other_names_but_not_the_same_twice(page: Page) -> None:
    begin(page)
    name_them(page, "oma")
    page.get_by_text("Verander de namen van de vakken").click()
    first = part(page, "sector").first

    first.fill("thuis")
    first.press("Tab")
    expect(rows(page).first.locator("[data-row='facts']")).to_contain_text("thuis")
    first.fill("buurt")
    first.press("Tab")
    expect(part(page, "said")).to_contain_text("niet dezelfde naam")
    expect(first).to_have_value("thuis")


def test_names_of_sixty_signs_emoji_and_from_the_right_are_drawn_as_they_are(page: Page) -> None:
    begin(page)
    long, emoji, arabic = "x" * 60, "👩‍👩‍👧‍👦 hiernaast", "محمد بن عبد الله"

    name_them(page, long, emoji, arabic, '<b>"Bo" & co</b>')

    assert names_in(page)[:2] == [long, emoji]
    assert arabic in names_in(page)[2]
    assert names_in(page)[3] == '<b>"Bo" & co</b>'
    expect(page.locator(".ecogram b")).to_have_count(0)
