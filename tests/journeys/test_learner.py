"""A learner's whole way: from the front page to a certificate that a stranger verifies."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import zxingcpp
from django.db import connection
from playwright.sync_api import Page, expect

from accounts.models import Learner, User
from certificates.models import Certificate
from certificates.services import make_file
from courses.models import CoursePage
from learning.models import Attempt, Enrolment
from tests.certificates.paper import sheets
from tests.factories import catalogue_page
from tests.journeys.inspection import Inspection
from tests.journeys.walking import Finger, Keyboard, Walk


def test_a_learner_finishes_a_course_with_the_keyboard_alone(
    page: Page,
    open_browser: Callable[..., Page],
    short_course: CoursePage,
    newest_code: Callable[[], str],
    inspection: Inspection,
    tmp_path: Path,
) -> None:
    walk = Walk(page, Keyboard(page), inspection.look)

    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ga naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    walk.arrive("Leerkring")
    walk.follow("Inloggen", title="Inloggen")
    walk.sign_in("marloes@example.org", newest_code, title="Mijn cursussen")
    walk.follow("Cursussen", title="Cursussen")
    walk.follow(short_course.title, title=short_course.title)
    walk.push("Begin nu", title="Lezen")
    walk.take_course(short_course)
    certificate = get_certificate(walk, name="Marloes de Wit")
    found = download(walk, tmp_path)

    stranger = open_browser()
    check(Walk(stranger, Finger(stranger), inspection.look), found, name="Marloes de Wit")
    assert User.objects.get().learner == certificate.enrolment.learner


def test_a_guest_without_script_signs_up_at_the_end_and_keeps_everything(
    open_browser: Callable[..., Page],
    shipped_course: CoursePage,
    newest_code: Callable[[], str],
    inspection: Inspection,
    tmp_path: Path,
) -> None:
    page = open_browser(java_script_enabled=False)
    walk = Walk(page, Finger(page), without_script(open_browser, inspection), has_script=False)

    page.goto("/")
    walk.follow("Bekijk de cursussen", title="Cursussen")
    walk.follow(shipped_course.title, title=shipped_course.title)
    walk.push("Begin nu", title="Na de training")
    walk.take_course(shipped_course)
    answers = Attempt.objects.count()
    walk.follow("Log in met mijn e-mailadres", title="Inloggen")
    walk.sign_in("jesse@example.org", newest_code, title="Je bent klaar")
    get_certificate(walk, name="Jesse van Dijk")
    found = download(walk, tmp_path)
    walk.follow("Mijn cursussen", title="Mijn cursussen")

    assert page.get_by_text("Je voortgang staat op dit apparaat.").count() == 0
    enrolment = Enrolment.objects.get()
    assert (enrolment.is_completed, enrolment.attempts.count()) == (True, answers)
    assert enrolment.learner.user == User.objects.get(email="jesse@example.org")
    stranger = open_browser(java_script_enabled=False)
    check(Walk(stranger, Finger(stranger), walk.look, has_script=False), found, name="Jesse van Dijk")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_guest_on_a_shared_phone_can_be_forgotten(
    open_browser: Callable[..., Page], course: CoursePage, inspection: Inspection, script: bool
) -> None:
    page = open_browser(java_script_enabled=script)
    look = inspection.look if script else without_script(open_browser, inspection)
    walk = Walk(page, Finger(page), look, has_script=script)
    page.goto(course.url)
    walk.push("Begin nu", title="Lezen")

    walk.follow("Ben jij dit niet? Begin opnieuw", title="Ben jij dit niet?")
    walk.push("Begin opnieuw", title=catalogue_page().get_parent().title)
    walk.follow("Mijn cursussen", title="Mijn cursussen")

    expect(page.get_by_text("Je kunt meteen beginnen")).to_be_visible()
    assert [cookie["name"] for cookie in page.context.cookies() if cookie["name"] == "leerkring_guest"] == []
    assert Learner.objects.count() == 1


def without_script(open_browser: Callable[..., Page], inspection: Inspection) -> Callable[[Page], None]:
    """A way to look at pages of a browser without script."""
    copy = open_browser()
    return lambda page: inspection.look_at_copy(page, copy)


def make_as_a_worker(certificate: Certificate) -> None:
    """In a thread of its own: sealing needs one without an event loop, and the browser's has one running."""

    def make() -> None:
        try:
            make_file(certificate_id=certificate.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as worker:
        worker.submit(make).result()


def get_certificate(walk: Walk, *, name: str) -> Certificate:
    """Confirm the name, wait while the file is being made, and see that it is ready."""
    walk.hand.write(walk.page.get_by_label("Je naam op het bewijs"), name)
    walk.push("Maak mijn bewijs", title="Je bent klaar")
    expect(walk.page.get_by_role("heading", name="Je bewijs wordt gemaakt")).to_be_visible()
    certificate = Certificate.objects.get()
    make_as_a_worker(certificate)
    if not walk.has_script:
        walk.follow("Kijk opnieuw", title="Je bent klaar")
    expect(walk.page.get_by_role("heading", name="Je bewijs is klaar")).to_be_visible()
    walk.look(walk.page)
    return certificate


def download(walk: Walk, folder: Path) -> str:
    """Get the file, and tell what its QR code says when it is printed."""
    with walk.page.expect_download() as coming:
        walk.hand.press(walk.page.get_by_role("link", name="Download (pdf)"))
    content = coming.value.path().read_bytes()
    [code] = zxingcpp.read_barcodes(sheets(content, folder)[0])
    return str(code.text)


def check(stranger: Walk, address: str, *, name: str) -> None:
    """Somebody who holds the paper looks whether it is genuine, and whose it is."""
    stranger.page.goto(address)
    expect(stranger.page.get_by_text("Dit bewijs is echt")).to_be_visible()
    expect(stranger.page.get_by_text(name)).to_have_count(0)
    stranger.look(stranger.page)
    stranger.hand.write(stranger.page.get_by_label("Naam zoals die op het bewijs staat"), name)
    stranger.push("Controleer de naam", title=Certificate.objects.get().course_title)
    expect(stranger.page.get_by_text(f"“{name}” is de naam op dit bewijs.")).to_be_visible()
