"""Searching: what is found, where it leads, what stays hidden, and what it costs."""

import logging
from typing import Any

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from accounts import limits
from cms.models import GlossaryTerm
from courses.models import CoursePage, ModulePage, Release
from courses.services import publish_release
from courses.tasks import let_search_find
from tests.exercises import html
from tests.factories import (
    CoursePageFactory,
    ModulePageFactory,
    exercise_block,
    step_block,
    stored_steps,
    text_block,
)
from tools.search import Wish
from tools.views import search

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> CoursePage:
    """A course of two modules; the second speaks of volunteers, at its second step."""
    course: CoursePage = CoursePageFactory(title="Samen sterk", summary="Voor wie traint.", goal="Elk kind doet mee.")
    ModulePageFactory(parent=course, title="Beginnen", steps=stored_steps([step_block("Kom binnen", text_block())]))
    steps = [
        step_block("Eerst kijken", text_block("<p>Kijk rond.</p>")),
        step_block(
            "Wie helpt", text_block("<p>Elke vrijwilliger kijkt mee met één gezin. [S1]</p><p>Ook op zondag.</p>")
        ),
    ]
    ModulePageFactory(parent=course, title="Mensen om je heen", steps=stored_steps(steps))
    publish_release(course=course)
    index()
    return course


def index() -> None:
    """What a worker does after a release."""
    for release in Release.objects.all():
        let_search_find.call(release.pk)


def test_a_new_release_asks_a_worker_to_let_it_be_found(course: CoursePage) -> None:
    asked = DBTaskResult.objects.filter(task_path="courses.tasks.let_search_find")

    assert [result.args_kwargs["args"] for result in asked] == [[course.editions.get().releases.get().pk]]


def look(client: Client, words: str) -> Any:
    return html.parse(client.get("/zoeken/", {"q": words}).content.decode()).select_one("main")


def titles(page: Any) -> list[str]:
    return [" ".join(link.get_text().split()) for link in page.select(".found__title")]


@pytest.mark.parametrize(
    "words",
    ["vrijwilliger", "vrijwilligers", "VRIJWIL", "vrijwil", "gezinnen helpt", "een gezin", "één gezin", "zondag"],
)
def test_a_module_is_found_by_the_beginning_of_its_words_in_any_order(
    client: Client, course: CoursePage, words: str
) -> None:
    assert titles(look(client, words)) == ["Mensen om je heen"]


def test_a_finding_leads_to_its_step_and_says_where_it_stands(client: Client, course: CoursePage) -> None:
    page = look(client, "vrijwil")

    [found] = page.select(".found li")
    assert "Module 2 van Samen sterk, stap 2: Wie helpt" in found.get_text()
    assert [mark.get_text() for mark in found.select("mark")] == ["vrijwilliger"]
    assert "[S1]" not in found.get_text()
    assert "Wie helpt" in client.get(found.select_one("a")["href"]).content.decode()


def test_courses_tools_and_difficult_words_are_found_too(client: Client, course: CoursePage) -> None:
    GlossaryTerm.objects.create(key="ecogram", term="ecogram", meaning="Een tekening van mensen om iemand heen.")

    assert titles(look(client, "traint")) == ["Samen sterk"]
    assert titles(look(client, "ecogram")) == ["ecogram", "Ecogram"]
    assert look(client, "ecogr").select_one(".found__title")["href"] == "/woordenlijst/#ecogram"


def test_a_word_that_only_tells_of_it_comes_after_what_is_called_so(client: Client, course: CoursePage) -> None:
    GlossaryTerm.objects.create(key="maatje", term="maatje", meaning="Wie met een ander tekent, als in een ecogram.")
    GlossaryTerm.objects.create(key="ecogram", term="ecogram", meaning="Een tekening van mensen om iemand heen.")

    assert titles(look(client, "ecogram")) == ["ecogram", "Ecogram", "maatje"]


def test_nobody_finds_a_draft_or_the_answers_of_an_exercise(client: Client, course: CoursePage) -> None:
    module = ModulePage.objects.child_of(course).first()
    secret = exercise_block("choice", title="Een keuze")
    feedback = secret["value"]["options"][0]["value"]["feedback"]
    module.steps = stored_steps([step_block("Zeepaardje", text_block("<p>Zeepaardje</p>"), secret)])
    module.save_revision().publish()
    index()

    assert titles(look(client, "zeepaardje")) == []
    publish_release(course=course)
    index()
    assert titles(look(client, "zeepaardje")) == ["Beginnen"]
    assert feedback
    assert titles(look(client, feedback)) == []
    course.refresh_from_db()
    course.unpublish()
    assert titles(look(client, "zeepaardje")) == []


def test_who_is_on_an_earlier_edition_finds_what_stands_in_it(client: Client, course: CoursePage) -> None:
    client.post(f"/leren/{course.slug}-{course.code}/begin/")
    ModulePageFactory(parent=course, title="Nieuw: de zeehond")
    publish_release(course=course, note="nieuw")
    index()

    assert titles(look(client, "zeehond")) == []
    assert titles(look(client, "vrijwil")) == ["Mensen om je heen"]
    assert titles(look(Client(), "zeehond")) == ["Nieuw: de zeehond"]


def test_nothing_found_leads_on_and_tells_what_may_have_been_meant(client: Client, course: CoursePage) -> None:
    page = look(client, "samne sterk")

    assert titles(page) == []
    assert page.select_one('a[href="?q=samen%20sterk"]').get_text() == "samen sterk"
    assert page.select_one('a[href="/woordenlijst/"]') is not None


@pytest.mark.parametrize(
    "words", ["", "   ", '"', "'; drop", "*", "a AND", "NEAR(", "%", "\x00", "-x", "(", "é" * 500, "c++ & | ! :*"]
)
def test_whatever_is_typed_gets_an_answer(client: Client, course: CoursePage, words: str) -> None:
    assert client.get("/zoeken/", {"q": words}).status_code == 200


def test_what_is_typed_is_text_and_never_code(client: Client, course: CoursePage) -> None:
    answer = client.get("/zoeken/", {"q": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in answer
    assert str(Wish("b").marked("a <b> & bc")) == "a &lt;<mark>b</mark>&gt; &amp; <mark>bc</mark>"


def test_words_stand_in_no_log(client: Client, course: CoursePage, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        look(client, "geheimwoord")

    ours = [record for record in caplog.records if record.name != "django.db.backends"]
    assert not any("geheimwoord" in record.getMessage() for record in ours)


def test_searching_too_often_is_slowed_down(
    client: Client, course: CoursePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    limits._counted.clear()
    monkeypatch.setattr(search, "SEARCHES", 2)

    assert [client.get("/zoeken/", {"q": "gezin"}).status_code for _ in range(3)] == [200, 200, 429]


def test_a_search_costs_few_queries(client: Client, course: CoursePage, django_assert_num_queries: Any) -> None:
    client.post(f"/leren/{course.slug}-{course.code}/begin/")
    look(client, "vrijwil")

    with django_assert_num_queries(5):
        look(client, "vrijwil")


def test_the_page_that_is_not_there_offers_to_search(client: Client) -> None:
    page = html.parse(client.get("/bestaat-niet/").content.decode())

    assert page.select_one('form[role="search"] input[name="q"]') is not None
    assert page.select_one('header a[href="/zoeken/"]').get_text().strip() == "Zoeken"


@pytest.mark.parametrize(("typed", "is_found"), [("vrijwil", True), ("ligers", True), ("lig", False)])
def test_a_longer_word_is_found_within_a_compound(typed: str, is_found: bool) -> None:
    wish = Wish(typed)

    assert wish.fits("Steun voor verenigingsvrijwilligers") is is_found
    assert ("<mark>verenigingsvrijwilligers</mark>" in wish.marked("Steun voor verenigingsvrijwilligers")) is is_found
