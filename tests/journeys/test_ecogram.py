"""The ecogram in a browser: nothing is sent, it works by finger and by keyboard, and all of it is legible."""

import io
import itertools
import json
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from courses.models import CoursePage
from courses.services import publish_release
from learning.models import Attempt, ExerciseState
from tests.factories import CoursePageFactory, ModulePageFactory, exercise_block, step_block, stored_steps
from tests.journeys.drawing import (
    GOLDEN,
    begin,
    download,
    golden,
    name_them,
    names_in,
    no_request,
    open_file,
    part,
    rows,
    shown_drawing,
    wait_for_letters,
)
from tests.journeys.inspection import Inspection
from tests.journeys.test_learner import without_script
from tests.journeys.walking import Keyboard

LEGEND = ("sterk", "gewoon", "zwak", "gespannen", "verbroken")
# Each name with its lines, each circle; without the air above and below the letters, which may touch.
BOXES = """drawing => {
    const whole = texts => {
        const boxes = [...texts].map(text => text.getBoundingClientRect());
        const least = side => Math.min(...boxes.map(box => box[side]));
        const most = side => Math.max(...boxes.map(box => box[side]));
        const air = boxes.length ? boxes[0].height * 0.2 : 0;
        return [least("left"), least("top") + air, most("right"), most("bottom") - air];
    };
    const names = [...drawing.querySelectorAll(".eco-label, .eco-key > g")]
        .map(name => [name, name.querySelectorAll("text:not(.eco-number)")]).filter(([, texts]) => texts.length)
        .map(([name, texts]) => [name.textContent, ...whole(texts)]);
    const dots = [...drawing.querySelectorAll(".eco-dot")].filter(dot => !dot.closest(".eco-legend"))
        .map(dot => ["", ...whole([dot])]);
    return [...names, ...dots.map(([text, left, top, right, bottom]) => {
        const air = (bottom - top) / 3; // what `whole` took away above and below
        return [text, left, top - air, right, bottom + air];
    })];
}"""


@pytest.fixture
def case(served_site: None) -> CoursePage:
    """A course with the example of this kind."""
    course = CoursePageFactory(title="Het netwerk")
    ModulePageFactory(
        parent=course, title="Tekenen", steps=stored_steps([step_block("Doen", exercise_block("ecogram"))])
    )
    publish_release(course=course)
    return course


def start_case(page: Page, case: CoursePage) -> None:
    page.goto(case.url)
    page.get_by_role("button", name="Begin nu").click()
    expect(page.locator(".ecogram")).to_be_attached()
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        expect(page.locator(".ecogram[data-is-drawing]")).to_be_attached()


# -- Nothing is sent -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_offline", [False, True], ids=["online", "offline"])
def test_from_first_visit_to_every_file_without_one_request(page: Page, is_offline: bool) -> None:
    begin(page)
    page.context.set_offline(is_offline)

    with no_request(page):
        name_them(page, "oma Riet", "Ayşe Yılmaz", "meneer Bos")
        rows(page).nth(2).locator("summary").click()
        rows(page).nth(2).get_by_label("Lijn").select_option("gespannen")
        rows(page).nth(2).get_by_label("praktisch").check()
        for view in ("Vakken", "Steun", "Energie", "Tabel", "Ringen"):
            page.get_by_role("button", name=view, exact=True).click()
        picture, pixels, file = (download(page, kind) for kind in ("svg", "png", "json"))
        part(page, "wipe").click()
        expect(rows(page)).to_have_count(0)
        open_file(page, file)
        again = download(page, "svg")

    assert [person["line"] for person in json.loads(file)["people"]] == ["gewoon", "gewoon", "gespannen"]
    assert again == picture
    image = Image.open(io.BytesIO(pixels))
    assert (image.format, image.width) == ("PNG", 2 * 684)
    assert len(image.convert("RGB").getcolors(1 << 20) or []) > 50


def test_drawing_on_the_page_is_the_one_that_the_server_makes(page: Page) -> None:
    begin(page)

    open_file(page, golden("samira"))

    assert download(page, "svg") == (GOLDEN / "samira.rings.wide.svg").read_bytes()


def test_nothing_moves_when_script_takes_over(page: Page, case: CoursePage) -> None:
    page.add_init_script(
        "new PerformanceObserver(list => { window.shift = (window.shift ?? 0) + list.getEntries()"
        ".reduce((sum, one) => sum + (one.hadRecentInput ? 0 : one.value), 0); })"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    start_case(page, case)
    expect(page.locator(".ecogram[data-is-drawing]")).to_be_attached()
    page.wait_for_timeout(500)

    assert page.evaluate("window.shift ?? 0") < 0.02


# -- By keyboard, by finger, without script --------------------------------------------------------------------------


def test_everything_is_done_by_keyboard_alone(open_browser: Callable[..., Page]) -> None:
    page = open_browser(viewport={"width": 1280, "height": 900})
    hand = Keyboard(page)
    begin(page)

    hand.reach(part(page, "quick"))
    for name in ("oma", "Karin", "koor"):
        page.keyboard.type(name)
        page.keyboard.press("Enter")
    assert names_in(page) == ["oma", "Karin", "koor"]
    hand.press(rows(page).nth(1).locator("summary"))
    hand.reach(rows(page).nth(1).get_by_label("Ring"))
    page.keyboard.press("ArrowUp")
    hand.reach(rows(page).nth(1).get_by_label("emotioneel"))
    page.keyboard.press("Space")
    expect(rows(page).nth(1).locator("[data-row='facts']")).to_have_text(
        "heel dichtbij · gezin en familie · gewoon · over en weer · E"
    )
    hand.press(page.get_by_role("button", name="Tabel", exact=True))
    expect(page.get_by_role("row", name="Karin")).to_be_visible()
    hand.press(page.get_by_role("button", name="Wis alles"))
    page.keyboard.press("Control+z")
    assert names_in(page) == ["oma", "Karin", "koor"]
    page.keyboard.press("Control+Shift+z")
    assert names_in(page) == []


def test_arrow_keys_go_round_the_drawing_and_move_people(open_browser: Callable[..., Page]) -> None:
    page = open_browser(viewport={"width": 1280, "height": 900})
    begin(page)
    open_file(page, golden("samira"))
    hand = Keyboard(page)
    someone = shown_drawing(page).locator("[data-person='p1']")

    hand.reach(someone)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    seen = {page.evaluate("document.activeElement.dataset.person")}
    for _time in range(9):
        page.keyboard.press("ArrowRight")
        seen.add(page.evaluate("document.activeElement.dataset.person"))
    assert len(seen) == 10

    who = page.evaluate("document.activeElement.dataset.person")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Shift+ArrowRight")
    expect(part(page, "said")).not_to_be_empty()
    assert page.evaluate("document.activeElement.dataset.person") == who
    page.keyboard.press("Enter")
    expect(page.locator(f"[data-eco='rows'] [data-person='{who}'] [data-field='label']")).to_be_focused()


def test_everything_is_done_by_touch_alone(open_browser: Callable[..., Page]) -> None:
    page = open_browser(has_touch=True)
    begin(page)

    for number in range(10):
        part(page, "quick").tap()
        page.keyboard.type(f"mens {number}")
        part(page, "quick-add").tap()
        expect(part(page, "quick")).to_be_focused()
    expect(rows(page)).to_have_count(10)
    rows(page).nth(3).locator("summary").tap()
    rows(page).nth(3).get_by_role("button", name="Haal weg").tap()
    expect(rows(page)).to_have_count(9)
    page.get_by_role("button", name="Ongedaan maken").tap()
    expect(rows(page)).to_have_count(10)
    shown_drawing(page).locator("[data-person='p5'] .eco-dot").tap()
    expect(rows(page).nth(4).get_by_label("Naam of rol")).to_be_focused()


def test_enter_in_a_name_makes_the_next_row(page: Page) -> None:
    begin(page)

    page.get_by_role("button", name="Nog iemand").click()
    for name in ("een", "twee"):
        page.keyboard.type(name)
        page.keyboard.press("Enter")

    assert names_in(page) == ["een", "twee", "nummer 3"]
    expect(rows(page).nth(2).get_by_label("Naam of rol")).to_be_focused()


def test_dragging_puts_somebody_elsewhere(open_browser: Callable[..., Page]) -> None:
    page = open_browser(viewport={"width": 1280, "height": 900})
    begin(page)
    name_them(page, "oma")
    person, canvas = shown_drawing(page).locator("[data-person='p1'] .eco-dot"), shown_drawing(page)
    canvas.scroll_into_view_if_needed()
    here, all_of_it = person.bounding_box(), canvas.bounding_box()
    assert here
    assert all_of_it

    page.mouse.move(here["x"] + 8, here["y"] + 8)
    page.mouse.down()
    page.mouse.move(all_of_it["x"] + all_of_it["width"] * 0.1, all_of_it["y"] + all_of_it["width"] * 0.5, steps=4)
    page.mouse.up()

    expect(rows(page).first.locator("[data-row='facts']")).to_contain_text("van vroeger · club, geloof, vrije tijd")


def test_exercise_without_script_shows_case_table_and_reference_and_is_done(
    open_browser: Callable[..., Page], case: CoursePage, inspection: Inspection
) -> None:
    page = open_browser(java_script_enabled=False)
    look = without_script(open_browser, inspection)
    start_case(page, case)

    expect(page.get_by_text("Sanne woont met haar zoon Tijn")).to_be_visible()
    expect(page.get_by_role("table", name="Om te printen en in te vullen")).to_be_visible()
    expect(page.locator(".ecogram")).to_be_hidden()
    page.get_by_text("Leg het voorbeeld ernaast").click()
    expect(page.locator(".eco-pair svg")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Ik heb dit voor mezelf gedaan").click()
    expect(page.get_by_role("heading", name="Gedaan. Hier is het voorbeeld erbij")).to_be_visible()
    assert Attempt.objects.get().answer == {"done": True}


def test_tool_page_without_script_says_why(
    open_browser: Callable[..., Page], inspection: Inspection, served_site: None
) -> None:
    page = open_browser(java_script_enabled=False)

    page.goto("/gereedschap/ecogram/")

    reason = page.locator("noscript p", has_text="niets van wat je tekent mag je apparaat verlaten")
    expect(reason).to_be_visible()
    expect(page.locator(".ecogram")).to_be_hidden()


# -- In an exercise --------------------------------------------------------------------------------------------------


def test_own_drawing_lies_beside_the_reference_and_survives_being_done(
    page: Page, case: CoursePage, inspection: Inspection
) -> None:
    start_case(page, case)
    expect(part(page, "progress")).to_have_text("Je hebt 0 van de 3 mensen op de tekening.")
    sent: list[str] = []
    page.context.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))

    name_them(page, "Ruud", "Els")
    expect(part(page, "progress")).to_have_text("Je hebt 2 van de 3 mensen op de tekening.")
    page.get_by_text("Leg het voorbeeld ernaast").click()
    expect(page.locator(".eco-pair svg:visible")).to_have_count(2)
    inspection.look(page)
    page.get_by_role("button", name="Ik heb dit voor mezelf gedaan").click()

    expect(page.get_by_role("heading", name="Gedaan. Hier is het voorbeeld erbij")).to_be_focused()
    assert names_in(page) == ["Ruud", "Els"]
    expect(page.locator(".eco-pair svg:visible")).to_have_count(2)
    inspection.look(page)
    assert [line for line in sent if "Ruud" in line or "Els" in line] == []
    assert [*Attempt.objects.values_list("answer", flat=True)] == [{"done": True}]
    assert [*ExerciseState.objects.values_list("data", flat=True)] == [{"done": True}]


def test_drawing_that_is_not_kept_is_asked_about_before_it_goes(page: Page, case: CoursePage) -> None:
    start_case(page, case)
    name_them(page, "Ruud", "Els")

    page.get_by_role("button", name="Rond de module af").click()
    page.get_by_role("button", name="Bewaar en ga verder").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Doen")
    page.goto(case.url)
    page.go_back()
    page.go_back()

    expect(page.get_by_role("heading", level=1)).to_have_text("Doen")
    assert names_in(page) == ["Ruud", "Els"]


# -- Sound in every state --------------------------------------------------------------------------------------------


def test_tool_is_sound_in_every_state(page: Page, inspection: Inspection) -> None:
    begin(page)
    inspection.look(page)
    open_file(page, golden("twenty"))
    rows(page).first.locator("summary").click()
    inspection.look(page)
    for view in ("Vakken", "Steun", "Energie", "Tabel"):
        page.get_by_role("button", name=view, exact=True).click()
        inspection.look(page)
    page.get_by_role("button", name="Ringen", exact=True).click()
    open_file(page, {"type": "excalidraw"})
    page.get_by_text("Verander de namen van de vakken").click()
    page.get_by_text("Iedereen in woorden").click()
    page.get_by_text("Vijf vragen om over te praten").click()
    inspection.look(page)


def crossing(found: list[list[Any]]) -> list[tuple[str, str]]:
    """Which two texts, or text and circle, cover one another. Half a pixel is rounding."""
    pairs = [(a, b) for a, b in itertools.combinations(found, 2) if a[0] or b[0]]
    return [
        (a[0], b[0])
        for a, b in pairs
        if min(a[3], b[3]) - max(a[1], b[1]) > 1 and min(a[4], b[4]) - max(a[2], b[2]) > 1 and not is_corner(a, b)
    ]


def is_corner(a: list[Any], b: list[Any]) -> bool:
    """A text may enter the corner of the square around a circle."""
    text, circle = (a, b) if a[0] else (b, a)
    if circle[0]:
        return False
    x, y = (circle[1] + circle[3]) / 2, (circle[2] + circle[4]) / 2
    aside, above = max(text[1] - x, 0, x - text[3]), max(text[2] - y, 0, y - text[4])
    return bool((aside**2 + above**2) ** 0.5 > (circle[3] - circle[1]) / 2 - 1.5)


@pytest.mark.parametrize("name", ["twenty", "samira", "odd"])
@pytest.mark.parametrize(
    ("width", "media", "least"),
    [(390, "screen", 10.5), (1280, "screen", 11), (794, "print", 11)],
    ids=["phone", "desk", "paper"],
)
def test_names_are_legible_and_never_cover_one_another(
    open_browser: Callable[..., Page], width: int, media: Any, least: float, name: str
) -> None:
    page = open_browser(viewport={"width": width, "height": 900})
    wait_for_letters(page)
    begin(page)
    open_file(page, golden(name))
    page.emulate_media(media=media)
    page.evaluate("document.fonts.ready.then(() => true)")
    drawing = shown_drawing(page)
    expect(drawing).to_have_count(1)

    assert crossing(drawing.evaluate(BOXES)) == []
    assert smallest_letter(drawing) >= least


def smallest_letter(drawing: Locator) -> float:
    """The size of names and numbers on the screen, in pixels."""
    found = drawing.evaluate(
        """svg => [...svg.querySelectorAll(".eco-label text:not(.eco-mark), .eco-key text:not(.eco-mark), .eco-number")]
            .filter(text => !text.closest(".eco-key") || !text.matches(".eco-number"))
            .map(text => parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a)"""
    )
    return float(min(found))


@pytest.mark.parametrize("how", [{"forced_colors": "active"}, {"media": "print"}], ids=["forced colours", "print"])
def test_five_kinds_of_line_are_told_apart_without_colour(open_browser: Callable[..., Page], how: Any) -> None:
    page = open_browser(viewport={"width": 1280, "height": 900})
    begin(page)
    open_file(page, golden("samira"))
    page.emulate_media(**how)
    legend = shown_drawing(page).locator(".eco-legend")
    legend.scroll_into_view_if_needed()
    found = legend.evaluate(
        """legend => [...legend.children].slice(0, 10).map(
            mark => [mark.textContent, mark.getBoundingClientRect().toJSON()]
        )"""
    )

    assert [text for text, _box in found[1::2]] == list(LEGEND)
    pictures = []
    for _text, box in found[::2]:
        middle = (box["top"] + box["bottom"]) / 2
        clip = {"x": box["left"], "y": middle - 8, "width": box["width"], "height": 16}
        grey = Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("L").resize((80, 32))
        pictures.append([value < 128 for value in grey.tobytes()])
    assert all(any(picture) and not all(picture) for picture in pictures)
    for one, other in itertools.combinations(pictures, 2):
        assert sum(a != b for a, b in zip(one, other, strict=True)) > 20
