"""Another language in a browser: from right to left on a phone, and a typed answer that a change of language keeps."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from courses.models import CoursePage
from tests.courses.arabic import arabic_course
from tests.journeys.conftest import PHONE
from tests.journeys.inspection import Inspection
from tests.learning.visiting import step_url


def test_a_module_from_right_to_left_fits_a_phone(
    open_browser: Callable[..., Page], short_course: CoursePage, settings: Any, tmp_path: Path
) -> None:
    settings.INTERFACE_LANGUAGES = [*settings.INTERFACE_LANGUAGES, ("ar", "Arabic")]
    page = open_browser(viewport={"width": 390, "height": 844})
    page.goto(step_url(short_course, number=1))

    page.locator("footer button[lang=ar]").click()

    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    for number in (1, 2):
        page.goto(step_url(short_course, number=number))
        page.screenshot(path=tmp_path / f"{number}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        brand = page.locator(".brand").bounding_box()
        assert brand is not None
        assert brand["x"] + brand["width"] > 300  # the name stands where reading begins


@pytest.mark.parametrize("script", [True, False], ids=["script", "without script"])
def test_a_change_of_language_keeps_the_place_and_what_was_typed(
    open_browser: Callable[..., Page], short_course: CoursePage, script: bool
) -> None:
    page = open_browser(java_script_enabled=script)
    address = step_url(short_course, number=2)
    page.goto(address)
    page.locator(".exercise input[type=radio]").nth(1).check()

    page.get_by_role("button", name="English").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith(address)
    if script:
        expect(page.locator(".exercise input[type=radio]").nth(1)).to_be_checked()
    page.get_by_role("button", name="Nederlands").click()
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_a_course_in_arabic_is_read_and_done_from_right_to_left(
    open_browser: Callable[..., Page], inspection: Inspection, tmp_path: Path
) -> None:
    course = arabic_course()
    page = open_browser(viewport=PHONE)

    def look(name: str) -> None:
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
        inspection.look(page)

    page.goto("/cursussen/")
    look("catalogue")
    page.get_by_role("link", name=course.title).click()
    look("course")
    page.get_by_role("button", name="Begin nu").click()
    look("reading")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    heading, point = page.locator("main h1"), page.locator("main .prose li").first
    expect(heading).to_have_css("direction", "rtl")
    assert ends_at_the_right(page, "main h1")
    assert point.evaluate("item => getComputedStyle(item.parentElement).paddingRight") != "0px"  # room for its mark
    page.locator("button[name=next]").click()
    choice = page.locator(".choice").first
    radio, words = choice.locator("input").bounding_box(), choice.locator(".choice__text").bounding_box()
    assert radio is not None
    assert words is not None
    assert radio["x"] > words["x"] + words["width"] / 2  # it stands before the words, so to their right
    look("choosing")
    choice.click()
    page.get_by_role("button", name="Bekijk mijn antwoord").click()
    expect(page.get_by_text("سؤال جيد")).to_have_css("direction", "rtl")
    look("chosen")
    page.locator("button[name=next]").click()
    page.locator(".exercise textarea").fill("جارتي ساعدتني.")
    assert page.locator(".exercise textarea").evaluate("field => getComputedStyle(field).direction") == "rtl"
    look("reflecting")
    page.get_by_role("button", name="Bewaar op dit apparaat").click()
    page.goto("/mijn/aantekeningen/")
    for part in (".note .kicker", ".note__title", ".note dt"):
        expect(page.locator(part)).to_have_attribute("lang", "ar")
        expect(page.locator(part)).to_have_css("direction", "rtl")
    look("notes")


def test_an_arabic_course_on_an_arabic_page_is_a_mirror(
    open_browser: Callable[..., Page], settings: Any, tmp_path: Path
) -> None:
    settings.INTERFACE_LANGUAGES = [*settings.INTERFACE_LANGUAGES, ("ar", "Arabic")]
    course = arabic_course()
    page = open_browser(viewport=PHONE)
    page.goto(step_url(course, number=2))
    page.locator("footer button[lang=ar]").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.locator("main .exercise [lang]").count() == 0
    radio, words = (page.locator(f".choice {one}").first.bounding_box() for one in ("input", ".choice__text"))
    assert radio is not None
    assert words is not None
    assert radio["x"] > words["x"] + words["width"] / 2  # the button stands before the words, so to their right
    page.screenshot(path=tmp_path / "mirror.png", full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def ends_at_the_right(page: Page, where: str) -> bool:
    """Whether the letters of this element stand at its right side."""
    return bool(
        page.locator(where).evaluate(
            """element => { const words = document.createRange(); words.selectNodeContents(element);
                return Math.abs(words.getBoundingClientRect().right - element.getBoundingClientRect().right) < 2; }"""
        )
    )
