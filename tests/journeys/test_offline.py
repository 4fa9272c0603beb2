"""On the road: store a module, lose the network, read and answer, come back; and leave nothing for the next person."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from courses.models import CoursePage, ModulePage
from courses.services import publish_release
from learning.models import Attempt, Enrolment, ModuleProgress
from learning.moving import move_to_newest_edition
from tests.factories import (
    CoursePageFactory,
    ModulePageFactory,
    UserFactory,
    exercise_block,
    step_block,
    stored_steps,
    text_block,
)
from tests.journeys.inspection import Inspection
from tests.journeys.keeping import keep

WAITS = "Bewaard op dit apparaat, wordt verstuurd zodra je verbinding hebt."
KEPT = """async () => {
    const names = await caches.keys();
    const pages = names.filter(name => name.startsWith("pages-"));
    const files = [];
    for (const name of names) {
        const cache = await caches.open(name);
        files.push(...(await cache.keys()).map(one => new URL(one.url).pathname));
    }
    const database = await new Promise(done => {
        const request = indexedDB.open("leerkring");
        request.onsuccess = () => done(request.result);
    });
    const rows = {};
    for (const name of database.objectStoreNames) rows[name] = await new Promise(done => {
        database.transaction(name).objectStore(name).getAll().onsuccess = event => done(event.target.result);
    });
    database.close();
    return {pages, files, rows, local: {...localStorage}, session: {...sessionStorage}};
}"""


@pytest.fixture
def phone(open_browser: Callable[..., Page]) -> Page:
    """A phone whose browser lets sites work without a network."""
    return open_browser(service_workers="allow")


@pytest.fixture
def course() -> CoursePage:
    """Three exercises that can be done on the road, one that cannot, and something to read at the end."""
    course = CoursePageFactory(title="Voor onderweg")
    steps = [step_block(f"Doen: {kind}", exercise_block(kind)) for kind in ("choice", "multi", "poll", "dialogue")]
    steps.append(step_block("Slot", text_block()))
    ModulePageFactory(parent=course, title="Even doen", steps=stored_steps(steps))
    publish_release(course=course)
    return course


def begin(page: Page, course: CoursePage) -> None:
    page.goto(course.url)
    page.get_by_role("button", name="Begin nu").click()
    expect(page.get_by_role("heading", level=1, name="Doen: ")).to_be_visible()
    wait_for_scripts(page)


def wait_for_scripts(page: Page) -> None:
    """Until answers are taken by script: before that, a form brings a page of its own."""
    page.wait_for_load_state()
    page.evaluate("device.started.then(() => navigator.serviceWorker.ready).then(() => true)")


def sign_in(page: Page, address: str) -> None:
    client, name = Client(), site.SESSION_COOKIE_NAME
    client.force_login(UserFactory())
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def turn_around(course: CoursePage) -> None:
    """What was strong is weak: another exercise under the same id, and so a new edition."""
    page = ModulePage.objects.child_of(course).first()
    raw = page.steps.get_prep_value()
    for option in raw[0]["value"]["content"][0]["value"]["options"]:
        option["value"]["quality"] = {"strong": "weak", "weak": "strong"}[option["value"]["quality"]]
    page.steps = ModulePage._meta.get_field("steps").to_python(raw)
    page.save_revision().publish()
    publish_release(course=course)


def take_along(page: Page) -> None:
    page.get_by_role("button", name="Bewaar voor onderweg").click()
    expect(page.get_by_text("Staat op dit apparaat sinds")).to_be_visible()


def exercise(page: Page) -> Locator:
    return page.locator(".exercise")


def answer(page: Page, number: int) -> None:
    """Choose an option of the exercise on this page, and send it."""
    exercise(page).locator("input[type=radio], input[type=checkbox]").nth(number).check()
    exercise(page).locator("button[type=submit]").click()


def find_network(page: Page) -> None:
    """Be online again. A browser that did not notice it was offline (Chromium 150 does not, on a copy) is told now."""
    has_noticed = not page.evaluate("navigator.onLine")
    page.context.set_offline(False)
    if not has_noticed:
        page.evaluate("window.dispatchEvent(new Event('online'))")


def go_on(page: Page) -> None:
    page.locator(".step-nav button").click()


def kept(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(KEPT)
    return found


def test_answers_on_the_road_arrive_once_and_in_order(phone: Page, course: CoursePage, inspection: Inspection) -> None:
    begin(phone, course)
    inspection.look(phone)
    take_along(phone)
    inspection.look(phone)
    phone.context.set_offline(True)

    phone.reload()
    expect(phone.get_by_text("Je leest de kopie op dit apparaat")).to_be_visible()
    answer(phone, 1)
    expect(exercise(phone).get_by_text(WAITS)).to_be_visible()
    answer(phone, 0)
    expect(exercise(phone).get_by_text(WAITS)).to_have_count(1)
    inspection.look(phone)
    go_on(phone)
    expect(phone.get_by_role("heading", level=1, name="Doen: multi")).to_be_visible()
    answer(phone, 0)
    expect(exercise(phone).get_by_text(WAITS)).to_be_visible()
    phone.reload()
    expect(exercise(phone).locator("input[type=checkbox]").nth(0)).to_be_checked()
    answer(phone, 1)
    go_on(phone)
    expect(phone.get_by_role("heading", level=1, name="Doen: poll")).to_be_visible()
    answer(phone, 1)
    expect(exercise(phone).get_by_text(WAITS)).to_be_visible()
    assert Attempt.objects.count() == 0

    find_network(phone)
    expect(exercise(phone).get_by_text("Verstuurd.")).to_be_visible()

    attempts = Attempt.objects.order_by("pk")
    assert [one.kind for one in attempts] == ["choice", "multi", "poll"]
    assert attempts[0].answer == 0
    assert len(ModuleProgress.objects.get().steps_seen) == 2
    assert kept(phone)["rows"]["outbox"] == []


def test_signing_out_leaves_nothing_behind(
    phone: Page, course: CoursePage, inspection: Inspection, live_server: Any
) -> None:
    sign_in(phone, live_server.url)
    begin(phone, course)
    take_along(phone)
    phone.context.set_offline(True)
    phone.reload()
    answer(phone, 1)
    expect(exercise(phone).get_by_text(WAITS)).to_be_visible()
    assert len(kept(phone)["pages"]) == 1
    Attempt.objects.all().delete()

    phone.context.route("**/mijn/onderweg/wie/", lambda route: route.abort())
    find_network(phone)
    phone.goto("/account/logout/")
    leave = phone.get_by_role("main").get_by_role("button", name="Uitloggen")
    expect(phone.get_by_text("Er zijn antwoorden die nog niet verstuurd zijn: 1")).to_be_visible()
    inspection.look(phone)
    leave.click()
    expect(phone.get_by_text("Verstuur eerst je antwoorden, of vink aan")).to_be_visible()
    phone.get_by_label("Ze mogen gewist worden").check()
    leave.click()
    expect(phone.get_by_role("link", name="Inloggen")).to_be_visible()

    left = kept(phone)
    assert left["pages"] == []
    assert [path for path in left["files"] if not path.startswith(("/static/", "/thema/"))] == ["/mijn/onderweg/"]
    assert left["rows"] == {"outbox": [], "modules": [], "facts": []}
    left["session"].pop("htmx-current-path-for-history", None)  # the address of this very page
    assert (left["local"], left["session"]) == ({}, {})
    assert {one["name"] for one in phone.context.cookies()} <= {site.CSRF_COOKIE_NAME}
    assert Attempt.objects.count() == 0


def test_page_of_the_device_says_that_what_waited_was_sent(
    phone: Page, course: CoursePage, inspection: Inspection
) -> None:
    begin(phone, course)
    phone.context.set_offline(True)
    answer(phone, 1)
    expect(exercise(phone).get_by_text(WAITS)).to_be_visible()
    phone.context.route("**/mijn/onderweg/wie/", lambda route: route.abort())
    find_network(phone)
    phone.goto("/mijn/onderweg/")
    expect(phone.get_by_role("heading", name="Antwoorden die nog niet verstuurd zijn")).to_be_visible()
    sent = phone.get_by_text("Je antwoorden zijn verstuurd.")
    expect(sent).to_have_count(0)
    phone.context.unroute_all()

    phone.get_by_role("button", name="Nu versturen").click()

    expect(sent).to_be_visible()
    expect(sent).to_be_focused()
    assert Attempt.objects.count() == 1
    inspection.look(phone)


def test_answer_of_a_plain_form_that_met_no_connection_is_filled_in_again(phone: Page, course: CoursePage) -> None:
    phone.add_init_script("Object.defineProperty(navigator, 'onLine', {get: () => true})")  # it did not notice
    begin(phone, course)
    exercise(phone).locator("form").evaluate("form => form.replaceWith(form.cloneNode(true))")  # htmx is not there yet
    phone.context.set_offline(True)
    answer(phone, 1)
    expect(phone.get_by_text("De pagina die je opende, staat niet op dit apparaat.")).to_be_visible()

    phone.context.set_offline(False)
    phone.get_by_role("button", name="Probeer het opnieuw").click()

    expect(phone.get_by_text("Je antwoord van voor de storing is weer ingevuld.")).to_be_visible()
    expect(exercise(phone).locator("input[type=radio], input[type=checkbox]").nth(1)).to_be_checked()
    assert Attempt.objects.count() == 0


def test_answers_of_who_was_erased_wait_for_nobody(phone: Page) -> None:
    course = CoursePageFactory(title="Even samen")
    steps = [step_block(f"Doen: {kind}", exercise_block(kind)) for kind in ("reflect", "choice")]
    ModulePageFactory(parent=course, title="Even doen", steps=stored_steps(steps))
    publish_release(course=course)
    begin(phone, course)
    phone.get_by_label("Jouw gedachten").fill("Voor mij alleen")
    keep(phone)
    go_on(phone)
    expect(phone.get_by_role("heading", level=1, name="Doen: choice")).to_be_visible()
    wait_for_scripts(phone)
    phone.context.set_offline(True)
    answer(phone, 1)
    expect(exercise(phone).get_by_text(WAITS)).to_be_visible()

    phone.context.route("**/mijn/onderweg/wie/", lambda route: route.abort())
    find_network(phone)
    phone.goto("/mijn/gegevens/")
    phone.get_by_role("link", name="Wis alles over mij").click()
    phone.get_by_label("Laat ze staan.").check()
    phone.get_by_label("Ja, wis alles").check()
    phone.get_by_role("button", name="Wis alles voorgoed").click()
    expect(phone.get_by_role("heading", level=1, name="Alles is gewist")).to_be_visible()
    wait_for_scripts(phone)

    left = kept(phone)
    assert (left["rows"]["outbox"], left["rows"]["facts"]) == ([], [])
    assert "Voor mij alleen" in str(left["local"])  # kept as it was asked


def test_nobody_reads_or_sends_what_another_left_on_the_device(
    phone: Page, course: CoursePage, inspection: Inspection
) -> None:
    begin(phone, course)
    take_along(phone)
    theirs = phone.url
    phone.context.set_offline(True)
    phone.reload()
    answer(phone, 1)
    expect(exercise(phone).get_by_text(WAITS)).to_be_visible()
    cookies = phone.context.cookies()
    phone.context.clear_cookies()
    find_network(phone)

    phone.goto("/mijn/onderweg/")
    expect(phone.get_by_text("Hier wachten antwoorden van iemand anders: 1")).to_be_visible()
    expect(phone.get_by_text("Antwoorden die nog niet verstuurd zijn")).to_be_hidden()
    inspection.look(phone)
    assert kept(phone)["pages"] == []
    begin(phone, course)
    phone.goto("/mijn/")
    phone.context.set_offline(True)
    phone.goto(theirs)
    expect(phone.get_by_role("heading", name="Op dit apparaat")).to_be_visible()
    expect(phone.get_by_text("Geen verbinding")).to_be_visible()
    find_network(phone)
    phone.goto("/mijn/")
    assert Attempt.objects.count() == 0
    assert Enrolment.objects.count() == 2

    phone.context.clear_cookies()
    phone.context.add_cookies(cookies)
    phone.goto("/mijn/onderweg/")
    expect(phone.get_by_role("heading", name="Modules")).to_be_visible()
    expect(phone.get_by_text("Hier wachten antwoorden van iemand anders")).to_be_hidden()
    assert kept(phone)["rows"]["outbox"] == []
    assert Attempt.objects.get().enrolment == Enrolment.objects.order_by("pk").first()


def test_an_answer_to_an_exercise_that_became_another_is_explained(
    phone: Page, course: CoursePage, inspection: Inspection
) -> None:
    begin(phone, course)
    take_along(phone)
    phone.context.set_offline(True)
    phone.reload()
    answer(phone, 0)
    expect(exercise(phone).get_by_text(WAITS)).to_be_visible()
    turn_around(course)
    move_to_newest_edition(enrolment=Enrolment.objects.get(), at=timezone.now())

    find_network(phone)
    phone.get_by_role("link", name="Lees waarom, en bewaar je woorden").click()

    expect(phone.get_by_text("Dit antwoord kon niet worden verwerkt.")).to_be_visible()
    expect(phone.get_by_text("De module is veranderd")).to_be_visible()
    expect(phone.get_by_text("Fijn dat je er bent.")).to_be_visible()
    inspection.look(phone)
    assert Attempt.objects.count() == 0
    phone.get_by_role("button", name="Verwijder").click()
    expect(phone.get_by_text("Fijn dat je er bent.")).to_be_hidden()


def test_two_tabs_deliver_each_answer_once(phone: Page, course: CoursePage) -> None:
    begin(phone, course)
    take_along(phone)
    other = phone.context.new_page()
    other.goto(phone.url.replace("/1/", "/2/"))
    phone.context.set_offline(True)
    for page in (phone, other):
        page.reload()
        answer(page, 0)
        expect(exercise(page).get_by_text(WAITS)).to_be_visible()

    find_network(phone)

    for page in (phone, other):
        expect(exercise(page).get_by_text("Verstuurd.")).to_be_visible()
    assert [one.kind for one in Attempt.objects.order_by("pk")] == ["choice", "multi"]


def test_what_needs_a_connection_says_so_on_a_copy(phone: Page, course: CoursePage, inspection: Inspection) -> None:
    begin(phone, course)
    take_along(phone)
    phone.context.set_offline(True)

    phone.goto(phone.url.replace("/1/", "/4/"))

    expect(exercise(phone).get_by_text("Deze oefening kan alleen met verbinding.")).to_be_visible()
    expect(exercise(phone).locator("form")).to_have_count(0)
    inspection.look(phone)
    go_on(phone)
    expect(phone.get_by_role("heading", level=1, name="Slot")).to_be_visible()
    go_on(phone)
    expect(phone.get_by_role("heading", level=1, name="Op dit apparaat")).to_be_visible()
    inspection.look(phone)


def test_a_module_that_was_removed_is_gone(phone: Page, course: CoursePage) -> None:
    begin(phone, course)
    take_along(phone)

    phone.get_by_role("button", name="Verwijder van dit apparaat").click()
    expect(phone.get_by_role("button", name="Bewaar voor onderweg")).to_be_focused()

    left = kept(phone)
    assert (left["pages"], left["rows"]["modules"]) == ([], [])


def test_without_script_nothing_of_it_is_in_sight(open_browser: Callable[..., Page], course: CoursePage) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto(course.url)
    page.get_by_role("button", name="Begin nu").click()

    expect(page.get_by_text("Bewaar voor onderweg")).to_be_hidden()
    page.goto("/mijn/")
    expect(page.get_by_role("link", name="Op dit apparaat")).to_be_hidden()
