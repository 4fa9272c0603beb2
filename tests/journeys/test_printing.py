"""Paper out of a real browser: the sheets are counted, and the last words looked for."""

import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from courses.models import CoursePage
from courses.services import publish_release
from learning.study import Study, course_study
from tests.factories import CoursePageFactory, ModulePageFactory, SourceFactory, step_block, stored_steps
from tests.journeys.inspection import Inspection
from tests.journeys.walking import Finger, Walk
from tests.learning.test_printing import block, item

LONG = "Vraag deze week aan één ouder langs de lijn hoe het thuis gaat, en luister tot het stil wordt; meer hoeft niet."


@pytest.fixture
def crowded_course(served_site: None) -> CoursePage:
    """A module with as much for paper as an editor can put in, and long words in it."""
    sources = [SourceFactory(key=f"L:bron{n}", title=LONG, publisher="Een uitgever", year="2024") for n in range(14)]
    points = [item(f"Punt {n}. {LONG} Verantwoordelijkheidsverdelingsgesprekken. [L:bron{n}]", n) for n in range(8)]
    steps = [
        step_block(
            "Slot",
            block("summary", 20, points=points),
            block("takeaway", 21, text=f"{LONG} Dit is het eind."),
            block("sources", 22, sources=[item(one.pk, 30 + n) for n, one in enumerate(sources)], note=""),
            block("callout", 23, tone="card", title="Kaartje", text=f"<p>{LONG}</p>" * 30),
        )
    ]
    goals = [("goal", LONG)] * 6
    course: CoursePage = CoursePageFactory(title="Een volle cursus met een lange naam " * 3)
    title = "Een module met een titel die maar niet ophoudt " * 3
    ModulePageFactory(parent=course, title=title, summary=LONG, goals=goals, steps=stored_steps(steps))
    publish_release(course=course)
    return course


def printed(page: Page, address: str) -> PdfReader:
    """What comes out of the printer at this address."""
    page.goto(address)
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def flat(text: str) -> str:
    """Without spaces, which a PDF puts where it likes, nor the source marks that stand on paper as numbers."""
    return "".join(text.split())


def sheets_of(study: Study) -> Iterator[tuple[str, str, str, list[str]]]:
    for module in study.modules:
        gist = study.frozen(module).gist
        if not gist.is_empty:
            ends = [flat(text) for text in gist.takeaways]
            yield study.url("module-sheet", module), study.url("module-cards", module), module.title, ends


def test_every_module_that_ships_is_one_sheet_and_one_card(page: Page, shipped_course: CoursePage) -> None:
    found: dict[str, tuple[int, int]] = {}
    for course in CoursePage.objects.all():
        for sheet, cards, title, ends in sheets_of(course_study(learner=None, course_code=course.code)):
            own = page.goto(cards) and page.locator(".pockets").count() - 1
            paper, pockets = printed(page, sheet), printed(page, cards)
            found[title] = (len(paper.pages), len(pockets.pages) - own)
            first, card = flat(paper.pages[0].extract_text()), flat(pockets.pages[0].extract_text())
            assert "Leerkring·editie" in first, title  # the foot of the sheet
            for end in ends:
                assert end in first, title
                assert card.count(end) == 4, title

    assert found
    assert {title: count for title, count in found.items() if count != (1, 1)} == {}


def test_a_crowded_module_is_one_sheet_all_the_same(page: Page, crowded_course: CoursePage) -> None:
    study = course_study(learner=None, course_code=crowded_course.code)
    [(sheet, cards, _title, [end])] = sheets_of(study)

    paper, pockets = printed(page, sheet), printed(page, cards)

    assert len(paper.pages) == 1
    text = flat(paper.pages[0].extract_text())
    assert end in text
    assert flat(pockets.pages[0].extract_text()).count(end) == 4
    assert len(pockets.pages) == 3  # the card; and a long one of an editor's own, whole


def test_pages_for_paper_are_sound_on_a_screen(page: Page, crowded_course: CoursePage, inspection: Inspection) -> None:
    walk = Walk(page, Finger(page), inspection.look)
    study = course_study(learner=None, course_code=crowded_course.code)
    module = study.modules[0]

    page.goto(crowded_course.url)
    walk.follow("Elke module op één A4 en als zakkaartje", title="Om te printen")
    page.goto(study.url("module-sheet", module))
    walk.arrive(module.title)
    walk.follow("Zakkaartje", title="Zakkaartje")
