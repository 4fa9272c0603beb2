"""Difficult words: found in prose, never where they would be in the way, and explained on a page of their own."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from cms.glossary import Glossary, forget_glossary, with_terms
from cms.models import GlossaryTerm
from courses.models import CoursePage
from courses.services import publish_release
from tests.exercises import html
from tests.factories import CoursePageFactory, ModulePageFactory, step_block, stored_steps, text_block
from tests.learning.visiting import step_url

pytestmark = pytest.mark.django_db


def term(word: str, forms: str = "", key: str = "", **changes: Any) -> GlossaryTerm:
    forget_glossary()
    key = key or word.lower().replace(" ", "-")
    return GlossaryTerm.objects.create(key=key, term=word, forms=forms, **{"meaning": "Iets om te weten.", **changes})


def marked(text: str) -> list[str]:
    """The words that became links, in order."""
    return [link.get_text() for link in html.parse(with_terms(text, {})).select("a.term")]


def test_only_the_first_of_a_term_on_a_screen_is_marked() -> None:
    term("ecogram", "ecogrammen")
    found: dict[str, GlossaryTerm] = {}

    first = with_terms("<p>Een ecogram. Twee ecogrammen.</p>", found)
    second = with_terms("<p>Nog een ecogram.</p>", found)

    assert [link.get_text() for link in html.parse(first).select("a")] == ["ecogram"]
    assert second == "<p>Nog een ecogram.</p>"
    assert list(found) == ["ecogram"]


def test_the_words_stay_exactly_as_they_were() -> None:
    term("wijkteam", "wijkteams")
    text = '<p class="wijkteam">Bel het Wijkteam &amp; vraag: <b>wijkteams</b>?</p>'

    assert html.parse(with_terms(text, {})).get_text() == html.parse(text).get_text()
    assert marked(text) == ["Wijkteam"]


@pytest.mark.parametrize(
    "text",
    [
        "<h2>Het wijkteam</h2>",
        '<p><a href="/x/">het <b>wijkteam</b></a></p>',
        "<blockquote><p>wijkteam</p></blockquote>",
        "<details><summary>wijkteam</summary></details>",
        "<svg><title>wijkteam</title></svg>",
        "<p>Bel [contact:wijkteam] of wijkteam-medewerkers, het wijkteamoverleg of buurt-wijkteam.</p>",
        '<p title="wijkteam">x</p>',
    ],
)
def test_a_term_is_left_alone_where_a_link_would_be_wrong(text: str) -> None:
    term("wijkteam")

    assert with_terms(text, {}) == text


def test_after_a_link_or_a_heading_words_count_again() -> None:
    term("wijkteam")

    assert marked('<h2>Wijkteam</h2><p><a href="/x/">wijkteam</a> en het wijkteam</p>') == ["wijkteam"]


def test_a_name_in_capitals_is_only_itself() -> None:
    term("JIM", "JIM’s")

    assert marked("<p>jim, Jim</p>") == []
    assert marked("<p>Twee JIM’s</p>") == ["JIM’s"]


def test_the_longest_form_goes_first() -> None:
    term("steun")
    term("informele steun", key="informeel")

    assert marked("<p>Informele steun is steun.</p>") == ["Informele steun", "steun"]


def test_signs_of_patterns_in_a_term_are_only_signs() -> None:
    known = Glossary.of([GlossaryTerm(key="c", term="C++ (oud)"), GlossaryTerm(key="d", term=".*")])

    assert known.pattern is not None
    assert known.pattern.findall("abc C++ (oud) d") == ["C++ (oud)"]


def test_a_meaning_has_forty_words_at_most() -> None:
    with pytest.raises(ValidationError):
        GlossaryTerm(key="x", term="x", meaning="woord " * 41).full_clean()
    GlossaryTerm(key="x", term="x", meaning="woord " * 40).full_clean()


def lesson() -> CoursePage:
    """A course whose first step names a VCP in its title, and twice in its words."""
    prose = text_block("<p>Bel de VCP. De VCP luistert.</p>")
    course = CoursePageFactory()
    ModulePageFactory(parent=course, steps=stored_steps([step_block("De VCP", prose)]))
    publish_release(course=course)
    return course


def test_a_step_explains_its_words_and_a_new_meaning_needs_no_edition(client: Client) -> None:
    course = lesson()
    vcp = term("VCP", meaning="Wie luistert bij een club.")

    page = html.parse(client.get(step_url(course)).content.decode())

    [word] = page.select("a.term")
    assert (word["href"], word["data-term"]) == ("/woordenlijst/#vcp", "begrip-vcp")
    note = page.select_one("#begrip-vcp")
    assert "popover" in note.attrs
    assert "Wie luistert bij een club." in note.get_text()
    vcp.meaning = "Iemand die meedenkt."
    vcp.save()
    forget_glossary()  # or wait for a minute
    assert "Iemand die meedenkt." in html.parse(client.get(step_url(course)).content.decode()).get_text()


def test_the_page_of_words_gives_each_an_address_and_its_meaning(client: Client) -> None:
    term("wijkteam")
    term("AVG", key="avg", meaning="De privacywet.")

    page = html.parse(client.get("/woordenlijst/").content.decode())

    assert [place["id"] for place in page.select(".glossary__term")] == ["avg", "wijkteam"]
    assert page.select_one("#avg dd").get_text().strip() == "De privacywet."


def test_the_page_without_words_says_so_and_leads_on(client: Client) -> None:
    page = html.parse(client.get("/woordenlijst/").content.decode())

    assert "Nog geen woorden" in page.get_text()
    assert page.select_one('main a[href="/cursussen/"]') is not None
