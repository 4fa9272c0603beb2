"""What makes reading easier: letters and colours, difficult words, a voice. On a phone; the voice is invented."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from cms.glossary import forget_glossary
from cms.models import GlossaryTerm
from courses.models import CoursePage
from courses.services import publish_release
from learning.study import course_study
from tests.factories import CoursePageFactory, ModulePageFactory, step_block, stored_steps, text_block
from tests.journeys.inspection import Inspection

# A voice that says nothing: it keeps the words, and is done when a test says so. Its voices come late.
VOICE = """(() => {
    const listeners = [];
    class Utterance { constructor(text) { this.text = text; } }
    const voice = {spoken: [], voices: [], now: null, getVoices: () => voice.voices,
        speak(said) { voice.spoken.push([said.text, said.lang]); voice.now = said; }, cancel() { voice.now = null; },
        addEventListener: (name, listener) => listeners.push(listener),
        finish() { voice.now.onend(); },
        come(lang, localService) { voice.voices.push({lang, localService}); listeners.forEach(one => one()); }};
    window.SpeechSynthesisUtterance = Utterance;
    Object.defineProperty(window, "speechSynthesis", {value: voice});
})()"""


def lesson() -> str:
    """The address of a step with a difficult word."""
    GlossaryTerm.objects.create(key="vcp", term="VCP", meaning="Wie luistert bij een club.")
    forget_glossary()
    course: CoursePage = CoursePageFactory(title="Lezen")
    prose = text_block("<p>Bel de VCP. Zij luistert.</p><p>Daarna ga je verder.</p>")
    ModulePageFactory(parent=course, title="Luisteren", steps=stored_steps([step_block("Wie helpt", prose)]))
    publish_release(course=course)
    study = course_study(learner=None, course_code=course.code)
    return study.step_url(study.modules[0], 1)


def spoken(page: Page) -> list[str]:
    return [text for text, _lang in page.evaluate("speechSynthesis.spoken")]


def test_letters_and_colours_show_at_once_and_stay(page: Page, inspection: Inspection) -> None:
    root = page.locator("html")
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto("/mijn/")
    page.get_by_role("link", name="Weergave").click()
    expect(page).to_have_url(re.compile("/weergave/"))
    page.wait_for_load_state()

    with page.expect_response("**/weergave/"):
        page.get_by_label("Grootst").check()
    with page.expect_response("**/weergave/"):
        page.get_by_label("Donker").check()

    expect(root).to_have_attribute("data-theme", "dark")
    expect(root).to_have_attribute("data-text", "largest")
    inspection.look(page)
    page.goto("/cursussen/")
    expect(root).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "22px"
    inspection.look(page)
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


def test_choice_made_before_the_script_is_there_is_kept_too(page: Page) -> None:
    held: list[Route] = []
    page.route("**/display*.js", lambda route: held.append(route))
    page.goto("/mijn/")
    page.get_by_role("link", name="Weergave").click()
    page.get_by_label("Donker").check()

    with page.expect_response("**/weergave/"):
        held[0].continue_()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/cursussen/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_without_script_the_button_keeps_the_choice(open_browser: Callable[..., Page]) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto("/mijn/")
    page.get_by_role("link", name="Weergave").click()
    page.get_by_label("Groter").check()
    page.get_by_role("button", name="Bewaren en terug").click()

    expect(page).to_have_url("/mijn/")
    expect(page.locator("html")).to_have_attribute("data-text", "larger")


def test_a_difficult_word_opens_by_touch_and_by_keyboard(page: Page, inspection: Inspection) -> None:
    page.goto(lesson())
    word, note = page.get_by_role("button", name="VCP"), page.get_by_role("dialog", name="VCP")

    word.click()
    expect(note).to_contain_text("Wie luistert bij een club.")
    expect(word).to_have_attribute("aria-expanded", "true")
    inspection.look(page)
    note.get_by_role("button", name="Sluiten").click()
    expect(note).to_be_hidden()
    for key in ("Enter", "Space"):
        word.focus()
        page.keyboard.press(key)
        expect(note).to_be_focused()
        page.keyboard.press("Escape")
        expect(note).to_be_hidden()
        expect(word).to_be_focused()
    word.click()
    word.click()
    expect(note).to_be_hidden()


def test_without_script_a_difficult_word_leads_to_all_of_them(open_browser: Callable[..., Page]) -> None:
    page = open_browser(java_script_enabled=False)
    page.goto(lesson())
    page.get_by_role("link", name="VCP").click()

    expect(page).to_have_url("/woordenlijst/#vcp")
    expect(page.locator("#vcp")).to_contain_text("Wie luistert bij een club.")


def test_a_step_is_read_aloud_in_order_with_a_voice_of_the_device(page: Page, inspection: Inspection) -> None:
    page.add_init_script(VOICE)
    page.goto(lesson())
    begin = page.get_by_role("button", name="Lees voor")
    expect(begin).to_be_hidden()
    page.evaluate("speechSynthesis.come('nl-NL', false)")  # one that sends the words away
    page.evaluate("speechSynthesis.come('en-GB', true)")
    expect(begin).to_be_hidden()
    page.evaluate("speechSynthesis.come('nl_NL', true)")

    begin.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1.is-read")).to_have_text("Wie helpt")
    expect(page.get_by_role("button", name="Pauze")).to_be_focused()
    page.evaluate("speechSynthesis.finish()")
    expect(page.locator(".is-read")).to_have_text("Bel de VCP. Zij luistert.")
    inspection.look(page)
    page.keyboard.press("Enter")
    assert page.evaluate("speechSynthesis.now") is None
    page.get_by_role("button", name="Lees verder").click()
    page.evaluate("speechSynthesis.finish()")
    page.evaluate("speechSynthesis.finish()")

    assert spoken(page) == ["Wie helpt", *["Bel de VCP. Zij luistert."] * 2, "Daarna ga je verder."]
    assert page.evaluate("speechSynthesis.spoken[0][1]") == "nl"
    expect(begin).to_be_visible()
    expect(page.locator(".is-read")).to_have_count(0)
    begin.click()
    page.keyboard.press("Escape")
    assert page.evaluate("speechSynthesis.now") is None
