"""What a course gives on paper, over HTTP, and how its letters are chosen."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from courses.models import CoursePage
from courses.services import publish_release
from learning import paper
from learning.study import Study, course_study
from tests.factories import (
    CoursePageFactory,
    LocalContactFactory,
    ModulePageFactory,
    SourceFactory,
    exercise_block,
    make_enrolment,
    make_invitation,
    step_block,
    stored_steps,
    text_block,
)

ID = "3f2504e0-4f89-41d3-9a0c-0305e82c33"


def item(value: Any, number: int) -> dict[str, Any]:
    return {"type": "item", "id": f"{ID}{number:02}", "value": value}


def block(name: str, number: int, **value: Any) -> dict[str, Any]:
    return {"type": name, "id": f"{ID}{number:02}", "value": value}


@pytest.fixture
def course(db: None) -> CoursePage:
    """A course whose first module has all that goes on paper; its second is a text alone."""
    sources = [SourceFactory(key=f"L:{word}", title=f"Over {word}", publisher="Bureau") for word in ("een", "twee")]
    LocalContactFactory(key="vcp", name="De VCP")
    LocalContactFactory(key="veilig_thuis", name="Veilig Thuis", phone="0800-2000")
    points = [item("Luister <eerst>. [L:twee]", 1), item("Bel [contact:veilig_thuis].", 2)]
    steps = [
        step_block(
            "Slot",
            block("summary", 10, points=points),
            block("takeaway", 11, text="Zeg vandaag één ding."),
            block("callout", 12, tone="card", title="Tien vragen", text="<ol><li>Wie ziet u? [L:een]</li></ol>"),
            block("callout", 13, tone="tip", title="Een tip", text="<p>Niet op een kaartje.</p>"),
            block("sources", 14, sources=[item(source.pk, 20 + n) for n, source in enumerate(sources)], note=""),
            block("contact", 15, contact="vcp"),
            exercise_block("dialogue"),
            exercise_block("build"),
        )
    ]
    course: CoursePage = CoursePageFactory(title="De cursus")
    ModulePageFactory(parent=course, title="Vol", summary="Waar het om gaat.", steps=stored_steps(steps))
    ModulePageFactory(parent=course, title="Leeg", steps=stored_steps([step_block("Lezen", text_block())]))
    publish_release(course=course)
    return course


def study_of(course: CoursePage) -> Study:
    return course_study(learner=None, course_code=course.code)


def page(client: Client, course: CoursePage, name: str, module: int = 0) -> BeautifulSoup:
    study = study_of(course)
    return BeautifulSoup(client.get(study.url(name, study.modules[module])).content, "html.parser")


def words(soup: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in soup.select(selector)]


def test_a_sheet_has_all_that_somebody_wants_at_hand(client: Client, course: CoursePage) -> None:
    soup = page(client, course, "module-sheet")

    assert words(soup, ".paper__title") == ["Vol"]
    assert words(soup, ".paper__points li") == ["Luister <eerst>.2", "Bel Veilig Thuis (0800-2000)."]
    assert words(soup, ".paper__box p") == ["Zeg vandaag één ding."]
    assert words(soup, ".paper__words li") == [
        "Wat zou het vandaag leuk maken?",
        "Ik zag dat je bleef proberen, en dat helpt, want zo leer je het.",
    ]
    assert words(soup, ".paper__contacts li") == ["Veilig Thuis 0800-2000", "De VCP ……………………………………"]
    assert words(soup, ".paper__sources li") == ["Bureau: Over een", "Bureau: Over twee"]
    assert soup.select_one(".paper__qr svg path")


def test_a_pocket_card_is_there_four_times_and_read_aloud_once(client: Client, course: CoursePage) -> None:
    soup = page(client, course, "module-cards")

    cards = soup.select(".pockets")[0].select(".pocket")
    assert [card.get("aria-hidden") for card in cards] == [None, "true", "true", "true"]
    assert words(cards[0], ".paper__points li") == ["Luister <eerst>.", "Bel Veilig Thuis (0800-2000)."]


def test_a_card_of_an_editor_comes_on_a_sheet_of_its_own(client: Client, course: CoursePage) -> None:
    soup = page(client, course, "module-cards")

    _module, own = soup.select(".pockets")
    assert words(own, ".pocket:first-child") == ["Tien vragen Wie ziet u? Leerkring · Vol"]
    assert len(own.select(".pocket")) == 4
    assert "Niet op een kaartje" not in soup.get_text()


def test_the_short_address_on_paper_leads_to_the_module(client: Client, course: CoursePage, settings: Any) -> None:
    settings.SITE_URL = "https://leerkring.example"
    soup = page(client, course, "module-sheet")

    [address] = words(soup, ".paper__address")
    assert address.startswith("leerkring.example/leren/")
    study = study_of(course)
    answer = client.get(address.removeprefix("leerkring.example") + "/", follow=True)
    assert answer.redirect_chain[-1][0] == study.step_url(study.modules[0], 1)


def test_a_module_without_anything_for_paper_offers_none(client: Client, course: CoursePage) -> None:
    study = study_of(course)

    for name in ("module-sheet", "module-cards"):
        assert client.get(study.url(name, study.modules[1])).status_code == 404
    listed = client.get(study.url("printables")).content.decode()
    assert study.url("module-sheet", study.modules[0]) in listed
    assert study.url("module-sheet", study.modules[1]) not in listed
    assert study.url("module-print", study.modules[1]) in listed


def test_the_way_to_paper_is_on_the_course_and_at_the_end_of_a_module(client: Client, course: CoursePage) -> None:
    client.post(study_of(course).url("begin"))
    study = study_of(course)

    assert study.url("printables") in client.get(course.url).content.decode()
    done = client.get(study.url("module-done", study.modules[0])).content.decode()
    assert "Print op één A4" in done
    assert "Zakkaartje" in done


def test_paper_has_the_contact_of_the_learners_own_club(client: Client, course: CoursePage) -> None:
    invitation = make_invitation(course)
    LocalContactFactory(key="vcp", name="Petra", email="petra@example.org", organisation=invitation.organisation)
    client.post(f"/u/{invitation.code}/", {"course": str(course.uuid)})

    assert "Petra petra@example.org" in words(page(client, course, "module-sheet"), ".paper__contacts li")


@pytest.mark.parametrize("name", ["module-sheet", "module-cards"])
def test_paper_costs_few_queries(
    client: Client, course: CoursePage, django_assert_max_num_queries: Any, name: str
) -> None:
    study = study_of(course)
    url = study.url(name, study.modules[0])
    client.get(url)

    with django_assert_max_num_queries(7):
        client.get(url)


def test_nothing_is_kept_of_who_prints(client: Client, course: CoursePage) -> None:
    enrolment = make_enrolment(course)

    page(client, course, "module-sheet")

    assert enrolment.attempts.count() == 0
    assert "leerkring_guest" not in client.cookies


# -- The letters -----------------------------------------------------------------------------------------------------

SENTENCE = "Vraag deze week aan één ouder hoe het gaat, en luister tot het stil wordt."


def full(times: int) -> paper.Paper:
    texts = (SENTENCE,) * times
    return paper.Paper("Een titel", "De cursus", SENTENCE, texts, texts, (SENTENCE,), texts, texts, texts)


def test_little_text_is_large_and_much_is_smaller() -> None:
    sizes = [paper.sheet(full(times)).size for times in (2, 4, 6)]
    cards = [paper.card(full(times)).size for times in (2, 5, 8)]

    assert sizes[0] == max(paper.SHEET_SIZES)
    assert sizes == sorted(sizes, reverse=True)
    assert cards == sorted(cards, reverse=True)
    assert cards[0] > cards[-1]


def test_too_much_text_loses_what_is_missed_least_and_says_so() -> None:
    laid = paper.sheet(full(40))

    assert (laid.goals, laid.words, laid.is_shortened) == ((), (), True)
    assert laid.takeaways == (SENTENCE,)
    assert laid.points
    assert laid.size == min(paper.SMALL_SHEET)


def test_there_is_always_something_that_fits() -> None:
    endless = paper.Paper("T" * 255, "K" * 255, SENTENCE * 3, points=(SENTENCE * 400,), takeaways=(SENTENCE * 400,))

    assert paper.sheet(endless).title
    assert paper.card(endless).title


def test_a_card_that_needs_more_paper_is_told_apart() -> None:
    assert paper.card_size("Kaartje", [SENTENCE] * 5)
    assert paper.card_size("Kaartje", [SENTENCE] * 50) is None


def test_markup_does_not_count_as_text() -> None:
    marked = tuple(f"{SENTENCE}<sup>1</sup>" for _number in range(3))

    assert paper._list(marked, 100, 10) <= paper._list((SENTENCE + "1",) * 3, 100, 10)
