"""A course in another language: frozen with its release, marked wherever its words stand, named in lists."""

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.test import Client

from courses.content import released_content
from courses.models import CoursePage, ModulePage
from courses.preview import preview_module
from courses.queries import current_release
from courses.services import publish_release
from courses.tasks import let_search_find
from tests.courses.arabic import arabic_course, locale
from tests.courses.conftest import first_module
from tests.factories import ModulePageFactory, make_course, stored_steps
from tests.learning.visiting import step_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def arabic() -> CoursePage:
    return arabic_course()


def soup(client: Client, path: str) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == 200, path
    return BeautifulSoup(response.content, "lxml")


def language_of(tag: Tag | None) -> tuple[str, str]:
    """What a browser makes of it: the nearest language and direction."""
    assert tag is not None
    spoken, turned = tag.find_parent(lang=True), tag.find_parent(dir=True)
    return (
        str(tag.get("lang") or (spoken or {}).get("lang")),
        str(tag.get("dir") or (turned or {}).get("dir") or "ltr"),
    )


def test_the_language_is_frozen_with_the_release(arabic: CoursePage) -> None:
    CoursePage.objects.filter(pk=arabic.pk).update(locale=locale("en"))
    release = current_release(course=arabic)

    assert release is not None
    assert release.language == "ar"
    assert [module.content["language"] for module in released_content(release).modules] == ["ar"]


def test_content_in_the_language_of_the_site_says_nothing_of_it(course: CoursePage) -> None:
    release = current_release(course=course)

    assert release is not None
    assert "language" not in release.content
    assert all("language" not in module.content for module in released_content(release).modules)
    assert release.language == settings.LANGUAGE_CODE


def test_the_words_of_a_step_are_marked_and_those_around_it_are_not(client: Client, arabic: CoursePage) -> None:
    read, do = (soup(client, step_url(arabic, number=number)) for number in (1, 2))

    assert read.html is not None
    assert (read.html["lang"], read.html.get("dir")) == ("nl", None)
    for page, where in (
        (read, "h1"),
        (read, ".prose p"),
        (read, ".summary li"),
        (read, ".step-bar__module"),
        (do, ".exercise__title"),
        (do, ".exercise__question"),
        (do, ".choice__text"),
    ):
        assert language_of(page.select_one(f"main {where}")) == ("ar", "rtl"), where
    for page, where in (
        (read, ".summary h2 span"),
        (read, ".source-mark"),
        (read, ".remark a"),
        (do, ".exercise button"),
    ):
        assert language_of(page.select_one(f"main {where}")) == ("nl", "ltr"), where


def test_labels_among_english_words_are_english(client: Client, arabic: CoursePage) -> None:
    course = make_course(modules=0, publish=False, title="Network", locale=locale("en"))
    module = first_module(arabic)
    ModulePageFactory(parent=course, title="First", steps=stored_steps(list(module.steps.get_prep_value())))
    publish_release(course=course)

    page = soup(client, step_url(course))

    heading = page.select_one("main .summary h2 span")
    assert heading is not None
    assert heading.get_text() == "In short"
    assert language_of(heading) == ("en", "ltr")


def test_a_page_in_the_language_of_the_course_needs_no_marks(client: Client) -> None:
    course = make_course(modules=0, publish=False, title="Network", locale=locale("en"))
    ModulePageFactory(parent=course)
    publish_release(course=course)
    client.cookies["taal"] = "en"

    assert soup(client, step_url(course)).select("main h1[lang], main .prose[lang]") == []


def test_a_preview_marks_them_too(admin: Client, arabic: CoursePage) -> None:
    module = first_module(arabic)
    request = admin.get("/").wsgi_request
    page = BeautifulSoup(preview_module(request, ModulePage.objects.get(pk=module.pk)).content, "lxml")

    assert language_of(page.select_one("main h1")) == ("ar", "rtl")
    assert language_of(page.select_one("main .exercise__title")) == ("ar", "rtl")


def test_an_answer_in_a_preview_is_marked_too(admin: Client, arabic: CoursePage) -> None:
    request = admin.get("/").wsgi_request
    page = BeautifulSoup(preview_module(request, first_module(arabic)).content, "lxml")
    form = page.select_one(".exercise form")
    assert form is not None
    data = {str(field["name"]): str(field.get("value", "")) for field in form.select("input[type=hidden]")}

    answered = BeautifulSoup(admin.post(str(form["action"]), data | {"option": "0"}).content, "lxml")

    assert language_of(answered.select_one(".exercise__title")) == ("ar", "rtl")
    assert "سؤال جيد" in answered.get_text() or "هذا ينهي" in answered.get_text()


def test_the_pages_of_the_course_mark_its_words(client: Client, arabic: CoursePage) -> None:
    page = soup(client, arabic.address)

    for where in ("h1", ".kicker", ".lead", ".module-list__title"):
        assert language_of(page.select_one(f"main {where}")) == ("ar", "rtl"), where
    assert language_of(page.select_one("main form button")) == ("nl", "ltr")


def test_a_list_names_the_language_of_a_course_in_its_own_words(client: Client, arabic: CoursePage) -> None:
    make_course(modules=1, title="Network", locale=locale("en"))
    make_course(modules=1, title="Netwerk")

    cards = {str(card.h2.get_text()): card for card in soup(client, "/cursussen/").select(".course-card") if card.h2}

    english = cards["Network"].select_one(".meta [lang=en]")
    assert english is not None
    assert english.get_text() == "English"
    assert cards["شبكة الأسرة"].select(".meta [lang=ar][dir=rtl]")
    assert cards["Netwerk"].select("[lang]") == []


def test_search_marks_and_names_what_it_finds(client: Client, arabic: CoursePage) -> None:
    for title in ("Network", "Network <script>alert(1)</script>"):
        course = make_course(modules=0, publish=False, title=title, locale=locale("en"))
        ModulePageFactory(parent=course, title=f"{title}: begin")
        let_search_find.call(publish_release(course=course).pk)
    found = soup(client, "/zoeken/?q=network")
    own = soup(client, "/zoeken/?q=شبكة")

    results = found.select(".found li")
    assert len(results) == 4
    for one in results:
        assert language_of(one.select_one(".found__title mark")) == ("en", "ltr")
        assert "English" in one.get_text()
    assert found.select("script:not([src])") == []
    assert language_of(own.select_one(".found__title mark")) == ("ar", "rtl")
