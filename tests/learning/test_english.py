"""The interface in English, around courses in Dutch: each fragment says in which language it is."""

from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.test.utils import override_settings

from courses.models import CoursePage
from tests.factories import UserFactory
from tests.learning.visiting import form, step_url

ROOT = Path(settings.BASE_DIR)
NAMES = {"Nederlands", "English", "Leerkring"}


@pytest.fixture(scope="module")
def dutch_of() -> dict[str, str]:
    """Every English text whose Dutch differs, with that Dutch; those with parts to fill in are left out."""
    words: dict[str, str] = {}
    for folder in [ROOT / "locale", *ROOT.glob("exercises/*/locale")]:
        with (folder / "nl" / "LC_MESSAGES" / "django.mo").open("rb") as compiled:
            catalogue = GNUTranslations(compiled)._catalog
        words |= {key: text for key, text in catalogue.items() if isinstance(key, str) and key}
    return {key: text for key, text in words.items() if text != key and "%(" not in key and "\x04" not in key}


def addresses(course: CoursePage) -> Iterator[str]:
    yield from ["/", "/cursussen/", course.address, "/mijn/", "/account/", "/account/logout/", "/c/", "/gereedschap/"]
    yield from [step_url(course, number=number) for number in (1, 2)]
    yield "/bestaat-niet/"


def said(client: Client, path: str, *, but_in: str) -> set[str]:
    """The words of a page, and what only a screen reader says, without the fragments in another language."""
    page = BeautifulSoup(client.get(path).content, "lxml")
    assert page.html is not None
    for other in page.select(f"[lang={but_in}], script, style, title, meta"):
        other.decompose()
    spoken = {str(tag[name]) for tag in page.find_all() for name in ("aria-label", "alt", "title") if tag.get(name)}
    return {" ".join(text.split()) for text in page.html.stripped_strings} | spoken


def test_an_english_page_says_its_own_words_in_english(
    client: Client, course: CoursePage, dutch_of: dict[str, str]
) -> None:
    client.force_login(UserFactory(language="en"))
    client.cookies["taal"] = "en"
    client.post(step_url(course, number=2), form(course))
    dutch = set(dutch_of.values()) - set(dutch_of) - NAMES

    found = {path: both for path in addresses(course) if (both := said(client, path, but_in="nl") & dutch)}

    assert found == {}


def test_a_dutch_page_leaves_no_text_untranslated(client: Client, course: CoursePage, dutch_of: dict[str, str]) -> None:
    client.force_login(UserFactory())
    client.post(step_url(course, number=2), form(course))
    english = set(dutch_of) - set(dutch_of.values())

    found = {path: both for path in addresses(course) if (both := said(client, path, but_in="en") & english)}

    assert found == {}


def test_what_an_editor_wrote_is_marked_as_dutch_on_an_english_page(client: Client, course: CoursePage) -> None:
    client.cookies["taal"] = "en"
    paths = ["/cursussen/", course.address, step_url(course, number=1), step_url(course, number=2)]
    written = {course.title, course.goal, course.audience, *(module.title for module in course.get_children())}

    pages = {path: BeautifulSoup(client.get(path).content, "lxml") for path in paths}

    for path, page in pages.items():
        assert page.html is not None
        assert page.html["lang"] == "en"
        assert page.select("main [lang=nl]"), path
        assert said(client, path, but_in="nl") & written == set(), path
    exercise = pages[step_url(course, number=2)].select_one(".exercise")
    assert exercise is not None
    assert "Check my answer" in exercise.get_text()
    assert exercise.select_one(".exercise__title[lang=nl]")
    assert exercise.select(".choice__text[lang=nl]")


def test_a_dutch_page_needs_no_marks(client: Client, course: CoursePage) -> None:
    page = BeautifulSoup(client.get(step_url(course, number=2)).content, "lxml")

    assert page.select("main [lang]") == []


def test_a_page_from_right_to_left_keeps_dutch_words_from_left_to_right(client: Client, course: CoursePage) -> None:
    client.cookies["taal"] = "ar"
    with override_settings(INTERFACE_LANGUAGES=[*settings.INTERFACE_LANGUAGES, ("ar", "Arabic")]):
        page = BeautifulSoup(client.get(step_url(course, number=2)).content, "lxml")

    assert page.html is not None
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    assert [tag["dir"] for tag in page.select("h1[lang=nl], .exercise__title[lang=nl]")] == ["ltr", "ltr"]
