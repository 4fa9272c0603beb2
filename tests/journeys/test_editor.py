"""An editor's whole way: from an empty module in Wagtail's admin to a learner with a certificate; and mending it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Page, expect
from wagtail.documents.models import Document
from wagtail.models import Collection
from wagtail_factories import ImageFactory

from courses.models import CoursePage, ModulePage, Release
from courses.services import publish_release
from learning.models import Attempt, Enrolment, ExerciseState
from tests.factories import (
    CoursePageFactory,
    LearnerFactory,
    LocalContactFactory,
    ModulePageFactory,
    SourceFactory,
    exercise_block,
    make_enrolment,
    step_block,
    stored_steps,
    text_block,
)
from tests.journeys.editing import Desk, field
from tests.journeys.inspection import Inspection
from tests.journeys.test_learner import check, download, get_certificate
from tests.journeys.walking import Finger, Walk
from tests.journeys.writing import SCRIPT, STEPS

TITLE = "Een netwerk om het gezin"


@pytest.fixture
def beside() -> None:
    """What there is to choose from: sources, a contact, a picture, a video with its captions."""
    SourceFactory(key="S1", title="Samen opvoeden")
    SourceFactory(key="S2", title="Buurtkracht")
    LocalContactFactory()
    ImageFactory(title="Theetafel", collection=Collection.get_first_root_node())
    for title, name in {"Filmpje": "film.mp4", "Ondertitels": "film.vtt"}.items():
        Document.objects.create(title=title, file=ContentFile(b"WEBVTT\n", name=name))


@pytest.fixture
def running_course(served_site: None) -> CoursePage:
    """A course with an edition, and a learner who is under way."""
    course = CoursePageFactory(title="Goed beginnen")
    steps = [step_block("Lezen", text_block("<p>Luister erst.</p>")), step_block("Doen", exercise_block())]
    ModulePageFactory(parent=course, title="Jij doet ertoe", steps=stored_steps(steps))
    publish_release(course=course)
    make_enrolment(course, LearnerFactory())
    return course


def test_an_editor_writes_a_module_with_every_block_and_a_learner_earns_a_certificate(
    desk: Desk,
    beside: None,
    page: Page,
    open_browser: Callable[..., Page],
    newest_code: Callable[[], str],
    inspection: Inspection,
    tmp_path: Path,
    settings: Any,
) -> None:
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # after every key, of so long a form; the other journeys do have it
    course = CoursePageFactory(title="Samen sterk", summary="Een netwerk bouwen.")

    desk.page.goto(f"/admin/pages/add/courses/modulepage/{course.pk}/")
    desk.page.get_by_placeholder("Paginatitel").fill(TITLE)
    for title, blocks in STEPS.items():
        step = desk.add_step(title)
        for block, values in blocks:
            desk.insert(step, block, values)
    faults = desk.look()
    play_in_preview(desk, inspection)
    desk.publish()

    notice = desk.page.get_by_text("Deze cursus heeft nog geen editie. Met editie 1 kunnen deelnemers beginnen.")
    expect(notice).to_be_visible()
    desk.page.get_by_role("link", name="Maak editie 1").click()
    expect(desk.page.get_by_role("heading", name="Samen sterk")).to_be_visible()
    faults += desk.look()
    desk.page.get_by_role("button", name="Maak editie 1").click()
    expect(desk.page.get_by_text("Deelnemers krijgen nu editie 1.0.")).to_be_visible()
    assert [*faults, *desk.look()] == []

    walk = Walk(page, Finger(page), look=lambda page: None)  # the preview was looked at, and every kind has a test
    page.goto(course.url)
    walk.arrive("Samen sterk")
    walk.push("Begin nu", title=next(iter(STEPS)))
    walk.take_course(course)
    walk.follow("Log in met mijn e-mailadres", title="Inloggen")
    walk.sign_in("marloes@example.org", newest_code, title="Je bent klaar")
    get_certificate(walk, name="Marloes de Wit")
    address = download(walk, tmp_path)
    stranger = open_browser()
    check(Walk(stranger, Finger(stranger), inspection.look), address, name="Marloes de Wit")


def play_in_preview(desk: Desk, inspection: Inspection) -> None:
    """Open the preview, answer a choice and take a step of a conversation, and see that nothing is recorded."""
    preview = desk.preview()
    expect(preview.get_by_role("heading", level=1)).to_have_text(TITLE)

    choice = preview.locator("[data-kind=choice]")
    choice.get_by_label("Fijn dat je er bent.").check()
    choice.get_by_role("button", name="Bekijk mijn antwoord").click()
    expect(choice.get_by_text("Ze hoort er meteen bij.")).to_be_visible()
    dialogue = preview.locator("[data-kind=dialogue]")
    dialogue.get_by_label("Je gaat naast hem zitten.").check()
    dialogue.get_by_role("button").first.click()
    expect(dialogue.get_by_text("Je neemt de tijd.").first).to_be_visible()

    inspection.look(preview)
    assert [model.objects.count() for model in (Attempt, ExerciseState, Enrolment)] == [0, 0, 0]
    preview.close()


def test_an_editor_mends_a_typing_error_and_then_says_that_other_words_mean_the_same(
    desk: Desk, running_course: CoursePage
) -> None:
    module = ModulePage.objects.get()

    desk.page.goto(f"/admin/pages/{module.pk}/edit/")
    desk.enter(desk.page.locator("[data-field]:has(.Draftail-Editor)").last, "Luister eerst.")
    desk.publish()
    expect(
        desk.page.get_by_text(
            "Dit is een correctie van editie 1: de 1 deelnemer die bezig is, ziet die zodra je de editie verbetert."
        )
    ).to_be_visible()
    desk.page.get_by_role("link", name="Werk editie 1 bij").click()
    faults = desk.look()
    desk.page.get_by_role("button", name="Verbeter editie 1").click()
    expect(desk.page.get_by_text("Deelnemers krijgen nu editie 1.1.")).to_be_visible()

    desk.page.goto(f"/admin/pages/{module.pk}/edit/")
    desk.enter(field(desk.page.locator("[data-contentpath=steps]"), "Vraag"), "Wat doe je als Noor te laat komt?")
    desk.publish()
    desk.page.get_by_role("link", name="Bekijk de woorden die zijn veranderd").click()
    texts = desk.page.locator("main dl dd")
    expect(texts.filter(has_text="Wat zeg je als Noor te laat binnenkomt?")).to_be_visible()
    expect(texts.filter(has_text="Wat doe je als Noor te laat komt?")).to_be_visible()
    assert len({round(text.bounding_box()["y"]) for text in texts.all()}) == 1
    faults += desk.look()
    desk.page.get_by_role("button", name="De betekenis is gelijk: verbeter editie 1").click()
    expect(desk.page.get_by_text("Deelnemers krijgen nu editie 1.2.")).to_be_visible()

    assert [(str(release), release.reason) for release in Release.objects.order_by("pk")] == [
        ("1.0", "first"),
        ("1.1", "correction"),
        ("1.2", "confirmed"),
    ]
    assert [*faults, *walk_through_history(desk)] == []


def walk_through_history(desk: Desk) -> list[str]:
    """Compare two releases, ask for an earlier one, leave it; and what axe finds there."""
    faults = desk.look()
    desk.page.get_by_role("link", name="Vergelijk met 1.1").click()
    expect(desk.page.get_by_text("Wat zeg je als Noor te laat binnenkomt?")).to_be_visible()
    faults += desk.look()
    desk.page.get_by_role("link", name="Terug naar de geschiedenis").click()
    desk.page.get_by_role("link", name="Zet terug naar 1.0").click()
    expect(desk.page.get_by_role("button", name="Zet terug")).to_be_visible()
    faults += desk.look()
    desk.page.get_by_role("link", name="Laat het zo").click()
    desk.page.goto("/admin/courses/")
    expect(desk.page.get_by_text("Bijgewerkt", exact=True)).to_be_visible()
    return faults + desk.look()


def test_a_script_that_is_not_sound_is_refused_with_its_line_and_kept(desk: Desk, running_course: CoursePage) -> None:
    broken = SCRIPT.replace("-> E2", "-> E9")

    desk.page.goto(f"/admin/pages/{ModulePage.objects.get().pk}/edit/")
    desk.insert(desk.add_step("Oefenen"), "Gesprek", {"Titel": "Sem", "Script": broken})
    desk.publish()

    script = field(desk.page.locator("[data-contentpath=steps]"), "Script")
    message = "Regel 7: de keuze wijst naar knoop E9, maar die bestaat niet."
    expect(script.get_by_text(message)).to_be_visible()
    expect(script.locator("textarea")).to_have_value(broken)
    assert [str(release) for release in Release.objects.all()] == ["1.0"]


def test_an_editor_pastes_a_list_and_finds_its_items_after_saving(desk: Desk, running_course: CoursePage) -> None:
    desk.page.goto(f"/admin/pages/{ModulePage.objects.get().pk}/edit/")
    desk.insert(desk.add_step("Oefenen"), "Koppelen", {"Titel": "Wat hoor je?"})
    match = desk.page.locator("[data-streamfield-child]").filter(has_text="Koppelen").last

    match.locator(".w-panel__header", has_text="Plak een lijst als tekst").get_by_role("button").click()
    desk.fill(match, {"Regels": "Open vraag | Hoe gaat het? | De ander kiest.\nSamenvatten | Dus het is lastig."})
    faults = desk.look()
    with desk.page.expect_navigation():
        desk.page.get_by_role("button", name="Bewaar concept").click()

    pair = {"Wat er staat": "Open vraag", "Wat erbij hoort": "Hoe gaat het?", "Feedback": "De ander kiest."}
    for label, text in pair.items():
        expect(match.get_by_role("textbox", name=label).first).to_have_value(text)
    assert faults == []
