"""The tools, by hand and by keyboard, with script and without; and what is typed or counted is in no request at all."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from accounts.models import Learner
from courses.models import CoursePage
from courses.queries import released_exercises
from exercises.registry import Exercise
from learning.models import Attempt, Enrolment, ExerciseState
from tests.journeys.inspection import Inspection
from tests.journeys.keeping import SECRET, keep, stored
from tests.journeys.test_learner import without_script
from tests.journeys.walking import Finger, Keyboard, Walk

both = pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
STEP, CARD = "/gereedschap/eerste-stap/", "/gereedschap/kijkkaart/complimenten/"
WIDTHS = "cards => cards.map(card => [card.getBoundingClientRect().width, card.getBoundingClientRect().height])"
LEFT_BEHIND = "[...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter(key => !key.startsWith('htmx-'))"
A6 = (105 / 25.4 * 96, 148 / 25.4 * 96)  # in pixels of paper


@pytest.fixture
def walk_with(open_browser: Callable[..., Page], inspection: Inspection) -> Callable[[bool], Walk]:
    """Somebody on a phone, by keyboard where there is script."""

    def begin(script: bool) -> Walk:
        page = open_browser(java_script_enabled=script)
        look = inspection.look if script else without_script(open_browser, inspection)
        return Walk(page, Keyboard(page) if script else Finger(page), look, has_script=script)

    return begin


def listen(page: Page) -> list[str]:
    """Every request from now on."""
    sent: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(("blob:", "data:")):
            sent.append(f"{request.method} {request.url}")

    page.context.on("request", note)
    return sent


def dialogue() -> Exercise:
    [placed] = released_exercises("dialogue")
    return placed.exercise


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


# -- Conversations -----------------------------------------------------------------------------------------------------


@both
def test_a_conversation_is_found_and_rehearsed_alone_and_with_a_group(
    walk_with: Callable[[bool], Walk], course: CoursePage, script: bool
) -> None:
    walk, exercise = walk_with(script), dialogue()
    title = str(exercise.value["title"])

    walk.page.goto("/cursussen/")
    walk.follow("Gereedschap", title="Gereedschap")
    walk.follow("Gespreksoefenaar", title="Gespreksoefenaar")
    walk.follow(title, title=title)
    walk.do(exercise)
    expect(walk.page.get_by_role("heading", level=1)).to_have_text(title)
    walk.follow("Doe dit met een groep", title=f"{title}, met een groep")
    walk.do(exercise)
    walk.follow("Stop", title=title)

    expect(walk.page.get_by_role("button", name="Kies")).to_be_visible()
    assert [model.objects.count() for model in (Enrolment, Attempt, ExerciseState, Learner)] == [0] * 4


# -- Whom do I turn to? ------------------------------------------------------------------------------------------------


@both
def test_way_to_the_right_contact_asks_nothing_of_the_server(
    walk_with: Callable[[bool], Walk], served_site: None, script: bool
) -> None:
    walk = walk_with(script)
    screens = walk.page.locator(".route__screen:visible")

    walk.page.goto("/gereedschap/")
    walk.follow("Bij wie moet ik zijn?", title="Bij wie moet ik zijn?")
    sent = listen(walk.page)
    for answer in ("Nee", "Zorgen over thuis", "Ja, of misschien"):
        expect(screens).to_have_count(1)
        walk.hand.press(screens.get_by_role("link", name=answer, exact=True))
    expect(screens.locator("h3")).to_have_text("Bel vandaag voor advies")
    expect(walk.page.locator(".route__screen:focus")).to_have_count(1)
    walk.hand.press(screens.get_by_role("link", name="Eén vraag terug"))
    expect(screens.locator("h3")).to_have_text("Denk je aan iets seksueels?")

    assert [line for line in sent if "/static/" not in line] == []  # a browser may look for the icon again
    walk.look(walk.page)


# -- A first step ------------------------------------------------------------------------------------------------------


def fill_in(page: Page) -> None:
    page.get_by_label("Als …").fill(f"{SECRET} één")
    page.get_by_label("dan …").fill(f"{SECRET} twee\nen nog een regel")
    page.get_by_label("Hoe zeker ben je dat je het doet?").select_option("7: best zeker")
    page.get_by_label("Wanneer begin je?").fill("2040-03-05")


def test_a_plan_is_made_kept_and_wiped_without_a_single_request(page: Page, inspection: Inspection) -> None:
    page.goto(STEP)
    inspection.look(page)
    sent = listen(page)
    page.context.set_offline(True)

    fill_in(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Maak een herinnering").click()
    reminder = coming.value.path().read_text(encoding="utf-8")
    keep(page)
    inspection.look(page)
    page.get_by_role("button", name="Wis alles").click()
    expect(page.get_by_label("Als …")).to_have_value("")
    assert stored(page) == []
    page.get_by_role("button", name="Zet alles terug").press("Enter")

    expect(page.get_by_label("Als …")).to_have_value(f"{SECRET} één")
    expect(page.get_by_label("Als …")).to_be_focused()
    assert len(stored(page)) == 1
    assert f"{SECRET} één" in reminder
    assert "DTSTART:20400305T090000" in reminder
    assert sent == []


def test_a_plan_is_gone_after_reloading_unless_it_was_kept_and_then_it_is_among_the_notes(page: Page) -> None:
    page.goto(STEP)
    fill_in(page)
    page.reload()
    expect(page.get_by_label("Als …")).to_have_value("")

    fill_in(page)
    keep(page)
    page.reload()
    expect(page.get_by_label("Als …")).to_have_value(f"{SECRET} één")
    page.get_by_role("link", name="Mijn aantekeningen").click()
    expect(page.get_by_role("heading", name="Mijn eerste stap")).to_be_visible()
    page.get_by_role("link", name="Naar de oefening").click()

    expect(page.get_by_label("Als …")).to_have_value(f"{SECRET} één")


def test_a_plan_prints_as_one_sheet_with_the_words_or_with_room_for_them(page: Page) -> None:
    page.goto(STEP)
    empty = page.pdf(format="A4")
    fill_in(page)
    filled = page.pdf(format="A4")
    page.emulate_media(media="print")
    words = page.locator("[data-paper-words]")

    expect(words.nth(0)).to_have_text(f"{SECRET} één")
    expect(words.last).to_have_text("maandag 5 maart 2040")
    expect(page.get_by_label("Als …")).to_be_hidden()
    assert [pages_of(empty), pages_of(filled)] == [1, 1]


def test_a_plan_without_script_says_why_and_can_be_printed(walk_with: Callable[[bool], Walk]) -> None:
    walk = walk_with(False)

    walk.page.goto(STEP)

    expect(walk.page.locator("noscript .notice__title")).to_have_text("Zonder JavaScript kun je hier niet typen")
    expect(walk.page.get_by_text("Als …").first).to_be_visible()
    expect(walk.page.locator("main :is(input, textarea, select):visible")).to_have_count(0)
    walk.look(walk.page)


# -- Observation cards -------------------------------------------------------------------------------------------------


def test_a_card_counts_offline_by_keyboard_and_shows_the_result_until_it_is_wiped(
    walk_with: Callable[[bool], Walk],
) -> None:
    walk = walk_with(True)
    page = walk.page
    page.goto("/gereedschap/")
    walk.follow("Kijkkaart", title="Kijkkaart")
    walk.follow("Complimenten", title="Complimenten")
    sent = listen(page)
    page.context.set_offline(True)
    more = page.get_by_role("button", name="Eén meer: Geeft een tip")

    for _time in range(3):
        walk.hand.press(more)
    walk.hand.press(page.get_by_role("button", name="Eén minder: Geeft een tip"))
    expect(page.get_by_label("Geeft een tip", exact=True)).to_have_value("2")
    expect(page.locator("[data-checklist-sum]")).to_have_text("2")
    walk.hand.press(page.get_by_role("button", name="Klaar"))
    expect(page.get_by_role("heading", name="Dit heb je geteld")).to_be_focused()
    expect(page.locator("[data-card-number]")).to_have_text(["0", "0", "0", "2", "0"])
    expect(page.get_by_text("En was er een kind dat niets hoorde?").first).to_be_visible()
    expect(more).to_be_hidden()
    walk.look(page)
    walk.hand.press(page.get_by_role("button", name="Tel verder"))
    expect(page.get_by_role("button", name="Klaar")).to_be_focused()
    walk.hand.press(page.get_by_role("button", name="Klaar"))
    walk.hand.press(page.get_by_role("button", name="Wis alles"))
    expect(page.get_by_label("Geeft een tip", exact=True)).to_have_value("0")
    expect(page.get_by_role("button", name="Zet terug")).to_be_focused()

    assert sent == []
    assert page.evaluate(f"[{LEFT_BEHIND}, document.cookie]") == [[], ""]
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("Geeft een tip", exact=True)).to_have_value("0")


def test_a_card_fills_a_phone_with_large_buttons(page: Page) -> None:
    page.goto(CARD)
    buttons = page.locator(".tally__more")

    sizes: list[Any] = buttons.evaluate_all(WIDTHS)
    lowest = buttons.last.evaluate("button => button.getBoundingClientRect().bottom")

    assert [size for size in sizes if min(size) < 88] == []
    assert lowest < 844


@pytest.mark.parametrize(
    ("lock", "says"),
    [
        ("{request: async () => Object.assign(new EventTarget(), {release: async () => {}})}", True),
        ("{request: async () => { throw new DOMException('no', 'NotAllowedError'); }}", False),
        ("undefined", False),
    ],
    ids=["allowed", "refused", "unknown"],
)
def test_a_card_says_that_the_screen_stays_on_only_when_it_does(page: Page, lock: str, says: bool) -> None:
    page.add_init_script(f"Object.defineProperty(navigator, 'wakeLock', {{value: {lock}}});")

    page.goto(CARD)
    page.get_by_role("button", name="Eén meer: Geeft een tip").click()

    expect(page.get_by_label("Geeft een tip", exact=True)).to_have_value("1")
    expect(page.get_by_text("Je scherm blijft aan zolang je telt.")).to_be_visible(visible=says)


def test_a_card_without_script_takes_typed_numbers(walk_with: Callable[[bool], Walk]) -> None:
    walk = walk_with(False)

    walk.page.goto(CARD)
    walk.hand.write(walk.page.get_by_label("Geeft een tip", exact=True), "4")

    expect(walk.page.get_by_label("Geeft een tip", exact=True)).to_have_value("4")
    expect(walk.page.locator("noscript p")).to_contain_text("Zonder JavaScript typ je de aantallen zelf.")
    expect(walk.page.locator("main button:visible")).to_have_count(0)
    walk.look(walk.page)


@pytest.mark.parametrize("address", ["/gereedschap/kijkkaart/", CARD])
def test_four_cards_of_a6_come_on_one_sheet(page: Page, address: str) -> None:
    page.goto(address)
    sheet = page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="print")
    sizes = page.locator(".paper-card").evaluate_all(WIDTHS)

    assert pages_of(sheet) == 1
    assert len(sizes) == 4
    assert [size for size in sizes if abs(size[0] - A6[0]) > 1 or abs(size[1] - A6[1]) > 1] == []
    expect(page.locator(".off-paper")).to_be_hidden()
