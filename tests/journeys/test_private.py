"""What a learner does for themselves stays in the browser: a plan with a reminder, a list to tick or to count."""

import json
import re
from uuid import uuid4

from playwright.sync_api import Locator, Page, Request, Route, expect

from courses.services import publish_release
from exercises.registry import kinds
from learning.models import Attempt, ExerciseState
from tests.factories import CoursePageFactory, ModulePageFactory, exercise_block, step_block, stored_steps
from tests.journeys.keeping import PRIVATE, SECRET, done, fill_everything, go_on, keep, stored

# -- Nothing is sent -------------------------------------------------------------------------------------------------


def test_words_for_oneself_are_in_no_request_and_in_no_record(learner: Page, sent: list[Request]) -> None:
    fill_everything(learner)
    learner.goto("/mijn/aantekeningen/")
    expect(learner.get_by_text(f"{SECRET} één")).to_be_visible()

    told = "\n".join(f"{request.url} {json.dumps(request.headers)} {request.post_data or ''}" for request in sent)
    assert len([request for request in sent if request.method == "POST"]) >= 10
    assert SECRET not in told + json.dumps(learner.context.cookies())
    assert "zwaai" not in told
    records = [*Attempt.objects.values_list("answer", flat=True), *ExerciseState.objects.values_list("data", flat=True)]
    assert records == [{"done": True}] * 10


def test_every_kind_that_keeps_words_is_walked_here() -> None:
    keeping = {name for name, block in kinds().items() if "exercises/private.js" in block.scripts}

    assert keeping == {*PRIVATE, "tool"}  # the sheet of the field tool has a walk of its own, below


def test_sheet_of_contacts_stays_on_the_device(page: Page, sent: list[Request]) -> None:
    course = CoursePageFactory(title="Bij ons")
    lines = stored_list("De vertrouwenspersoon", "Het bestuur")
    sheet = exercise_block("tool", tool="signal_route_editor", questions=[], outcomes=[], fields=lines)
    ModulePageFactory(parent=course, title="Wie is wie", steps=stored_steps([step_block("Bij ons op de club", sheet)]))
    publish_release(course=course)
    page.context.on("request", lambda request: sent.append(request))
    page.goto(course.url)
    page.get_by_role("button", name="Begin nu").click()

    page.get_by_label("De vertrouwenspersoon").fill(SECRET)
    keep(page)
    page.locator("form.exercise__form button[type=submit], .exercise form button[type=submit]").first.click()
    expect(page.locator("[data-focus]:focus")).to_be_visible()
    page.reload()

    expect(page.get_by_label("De vertrouwenspersoon")).to_have_value(SECRET)
    assert SECRET not in "\n".join(f"{request.url} {request.post_data or ''}" for request in sent)
    assert list(ExerciseState.objects.values_list("data", flat=True)) == [{"done": True}]


def stored_list(*items: str) -> list[dict[str, str]]:
    """Items as a list of the editor stores them."""
    return [{"type": "item", "value": item, "id": str(uuid4())} for item in items]


def test_numbers_for_oneself_stay_in_their_fields_and_on_the_device_when_asked(page: Page, sent: list[Request]) -> None:
    page.context.on("request", lambda request: sent.append(request))
    first, second = numbers_for_oneself(page)

    page.get_by_role("button", name="Begin nu").click()
    first.select_option("1 – niet zeker")
    second.select_option("7")
    done(page)
    expect(first).to_have_value("1 – niet zeker")
    keep(page)
    page.reload()

    expect(first).to_have_value("1 – niet zeker")
    expect(second).to_have_value("7")
    assert "niet zeker" not in "\n".join(request.post_data or "" for request in sent)
    assert list(ExerciseState.objects.values_list("data", flat=True)) == [{"done": True}]


def test_numbers_wait_for_the_script_that_remembers_them_but_not_for_long(page: Page) -> None:
    first, second = numbers_for_oneself(page)
    held: list[Route] = []
    page.route("**/private*.js", lambda route: held.append(route))

    page.get_by_role("button", name="Begin nu").click()
    expect(first).to_be_attached()
    expect(first).to_be_hidden()

    expect(first).to_be_visible()  # the script might never come
    first.select_option("1 – niet zeker")
    held[0].continue_()
    expect(page.get_by_text("Nog niet bewaard.")).to_be_visible()
    second.select_option("7")
    done(page)

    expect(first).to_have_value("1 – niet zeker")
    expect(second).to_have_value("7")


def numbers_for_oneself(page: Page) -> tuple[Locator, Locator]:
    """The two fields of a scale that is only for the learner, in a course that the page is about to begin."""
    course = CoursePageFactory(title="Waar ligt jouw grens?")
    own = exercise_block("scale", measure="none")
    ModulePageFactory(parent=course, title="Grenzen", steps=stored_steps([step_block("Jouw getallen", own)]))
    publish_release(course=course)
    page.goto(course.url)
    return page.get_by_label("Hoe zeker voel je je"), page.get_by_label("Hoe goed ken je de ouders?")


def test_words_that_are_not_kept_say_so_also_when_done(learner: Page) -> None:
    unkept = learner.get_by_text("Nog niet bewaard.")
    expect(unkept).to_have_count(0)

    learner.get_by_label("Jouw gedachten").fill(SECRET)
    expect(unkept).to_be_visible()
    done(learner)
    expect(unkept).to_be_visible()
    keep(learner)

    expect(unkept).to_have_count(0)


def test_reminder_stays_as_it_was_chosen_when_done(learner: Page) -> None:
    go_on(learner)
    learner.get_by_label("Dag van de herinnering").fill("2040-12-01")
    learner.get_by_label("Tijd").fill("18:30")
    learner.get_by_label("Datum").fill("2040-12-24")

    done(learner)

    expect(learner.get_by_label("Dag van de herinnering")).to_have_value("2040-12-01")
    expect(learner.get_by_label("Tijd")).to_have_value("18:30")


# -- A list to tick or to count ----------------------------------------------------------------------------------------


def test_counting_works_without_a_connection_and_can_be_undone(learner: Page) -> None:
    for _step in range(4):
        go_on(learner)
    expect(learner.get_by_role("heading", name="Tel je complimenten")).to_be_visible()
    learner.context.set_offline(True)
    more = learner.get_by_role("button", name="Eén meer: Heb ik elk kind begroet?")
    number = learner.get_by_label("Heb ik elk kind begroet?", exact=True)

    learner.get_by_role("button", name="Eén minder: Heb ik elk kind begroet?").click()
    expect(number).to_have_value("0")
    for _time in range(2):
        more.click()
    number.press("ArrowUp")
    expect(learner.locator("[data-checklist-sum]")).to_have_text("3")
    expect(learner.locator("[data-checklist-said]")).to_have_text("Heb ik elk kind begroet?: 2")
    learner.get_by_role("button", name="Zet alles op 0").click()
    expect(number).to_have_value("0")
    expect(learner.get_by_role("button", name="Zet terug")).to_be_focused()
    learner.keyboard.press("Enter")
    expect(number).to_have_value("3")
    number.fill("123456")
    number.blur()
    expect(number).to_have_value("999")


def test_a_list_is_kept_only_when_asked_and_then_with_every_change(learner: Page) -> None:
    for _step in range(3):
        go_on(learner)
    first, second = (learner.get_by_label(name) for name in ("Heb ik elk kind begroet?", "Heb ik elke naam genoemd?"))

    first.check()
    learner.reload()
    expect(first).not_to_be_checked()
    first.check()
    keep(learner, "Bewaar mijn lijst op dit apparaat")
    second.check()
    learner.reload()

    expect(first).to_be_checked()
    expect(second).to_be_checked()
    expect(learner.locator("[data-checklist-sum]")).to_have_text("2")
    learner.get_by_role("button", name="Wis", exact=True).click()
    expect(first).not_to_be_checked()
    assert stored(learner) == []


def test_fields_wait_for_htmx_whose_answers_leave_them_as_they_are(learner: Page) -> None:
    at_htmx = "{ window.tooEarly = document.querySelectorAll('[data-is-ready]').length; }"
    learner.add_init_script(f"document.addEventListener('DOMContentLoaded', () => {at_htmx});")
    learner.reload()

    expect(learner.get_by_label("Jouw gedachten")).to_be_visible()

    assert learner.evaluate("window.tooEarly") == 0


# -- A reminder --------------------------------------------------------------------------------------------------------


def test_a_reminder_is_a_valid_calendar_file_made_in_the_browser(learner: Page, sent: list[Request]) -> None:
    words = (
        "als iemand roept: «kom, hier; nu\\straks» en ik even niet weet wat ik moet zeggen, dan adem ik eerst uit 👍🏽"
    )
    go_on(learner)
    learner.get_by_label("Als …").fill(f"{words}\ntweede regel")
    learner.get_by_label("Datum").fill("2040-03-05")
    learner.get_by_label("Tijd").fill("19:30")
    asked = len(sent)

    with learner.expect_download() as coming:
        learner.get_by_role("button", name="Maak een herinnering").click()

    content = coming.value.path().read_bytes()
    lines = content.split(b"\r\n")
    event = calendar(content)
    assert coming.value.suggested_filename == "mijn-eerste-stap.ics"
    assert (lines[-1], b"\n" in b"".join(lines), max(len(line) for line in lines) <= 75) == (b"", False, True)
    assert event["DTSTART"] == "20400305T193000"
    assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
    assert re.fullmatch(r"[0-9a-f]{32}@localhost", event["UID"])
    assert (event["SUMMARY"], event["BEGIN"], event["END"]) == ("Mijn eerste stap", "VCALENDAR", "VEVENT")
    assert unescaped(event["DESCRIPTION"]) == f"Als … {words}\ntweede regel"
    assert event["URL"] == learner.url.partition("#")[0] + "#" + (
        learner.locator(".exercise").get_attribute("id") or ""
    )
    assert [request.url for request in sent[asked:] if not request.url.startswith("blob:")] == []
    expect(learner.get_by_text("Het bestand staat bij je downloads.")).to_be_visible()


def test_a_reminder_says_what_is_missing_at_its_field(learner: Page) -> None:
    go_on(learner)
    day, make = (
        learner.get_by_label("Dag van de herinnering"),
        learner.get_by_role("button", name="Maak een herinnering"),
    )

    make.click()
    expect(learner.get_by_text("Kies eerst een dag en een tijd.")).to_be_visible()
    expect(day).to_be_focused()
    assert day.get_attribute("aria-invalid") == "true"
    day.fill("2020-01-01")
    make.click()
    expect(learner.get_by_text("Dat moment is al geweest.")).to_be_visible()


def calendar(content: bytes) -> dict[str, str]:
    """The properties of the event, with the first of each name; long lines joined again (RFC 5545, 3.1)."""
    found: dict[str, str] = {}
    for line in content.decode().replace("\r\n ", "").split("\r\n")[:-1]:
        name, colon, text = line.partition(":")
        assert (colon, bool(re.fullmatch(r"[A-Z]+", name))) == (":", True), line
        found.setdefault(name, text)
        if name == "END":
            found["END"] = found["END"] if found["END"] == "VEVENT" else text
    depth = [line for line in content.decode().split("\r\n") if line.startswith(("BEGIN", "END"))]
    assert depth == [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        "BEGIN:VALARM",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return found | {"END": "VEVENT"}


def unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found.group(1) == "n" else found.group(1), text)


# -- Words that would go with the page --------------------------------------------------------------------------------


def test_way_on_asks_before_words_are_lost_and_keeps_them_when_told(learner: Page) -> None:
    learner.get_by_label("Jouw gedachten").fill("Ik begin met een compliment")

    go_on(learner)
    question = learner.get_by_role("dialog", name="Wil je bewaren wat je maakte?")
    expect(question).to_be_visible()
    assert stored(learner) == []
    learner.keyboard.press("Escape")
    expect(learner.get_by_label("Jouw gedachten")).to_be_focused()
    go_on(learner)
    question.get_by_role("button", name="Bewaar en ga verder").click()

    expect(learner.get_by_label("Als …")).to_be_visible()
    assert len(stored(learner)) == 1
    learner.get_by_role("link", name="Vorige").click()
    expect(learner.get_by_label("Jouw gedachten")).to_have_value("Ik begin met een compliment")
    go_on(learner)  # kept: nothing to ask
    expect(learner.get_by_label("Als …")).to_be_visible()


def test_somebody_may_go_on_without_keeping(learner: Page) -> None:
    learner.get_by_label("Jouw gedachten").fill("Ik begin met een compliment")

    go_on(learner)
    learner.get_by_role("button", name="Ga verder zonder bewaren").click()

    expect(learner.get_by_label("Als …")).to_be_visible()
    assert stored(learner) == []


def test_way_on_asks_without_a_connection_too(learner: Page) -> None:
    learner.get_by_label("Jouw gedachten").fill("Ik begin met een compliment")
    learner.context.set_offline(True)

    go_on(learner)

    expect(learner.get_by_role("dialog", name="Wil je bewaren wat je maakte?")).to_be_visible()
    expect(learner.get_by_label("Jouw gedachten")).to_have_value("Ik begin met een compliment")
