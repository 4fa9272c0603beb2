"""Journeys: whole stories in Chromium, against a served site with a database of its own."""

import io
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.conf import settings as site
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from courses.models import CoursePage
from courses.services import publish_release
from curriculum.identity import course_id
from curriculum.site import ensure_editors
from exercises.registry import kind, kinds
from tests.factories import (
    CoursePageFactory,
    LocalContactFactory,
    ModulePageFactory,
    UserFactory,
    exercise_block,
    home_page,
    root_page,
    step_block,
    stored_steps,
    text_block,
)
from tests.journeys.editing import Desk, Hearing
from tests.journeys.inspection import Inspection
from tests.journeys.keeping import PRIVATE

PHONE = {"width": 390, "height": 844}
PATIENCE = 15_000  # ms: a busy machine may take long over a heavy page of the admin
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder runs in a browser."""
    for item in items:
        if "tests/journeys/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium, which asks nobody for anything; without windows where Debian packs it so."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    quiet += ["--disable-sync", "--no-first-run", "--disable-dev-shm-usage", "--disable-features=OptimizationHints"]
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    return {**browser_type_launch_args, "executable_path": chromium, "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], live_server: LiveServer) -> dict[str, Any]:
    """A phone of somebody in the Netherlands."""
    return {
        **browser_context_args,
        "base_url": live_server.url,
        "locale": "nl-NL",
        "timezone_id": "Europe/Amsterdam",
        "viewport": PHONE,
        "reduced_motion": "reduce",
        "service_workers": "block",  # what a worker fetches, `page.route` does not see; see test_offline
    }


@pytest.fixture(autouse=True)
def served_site(settings: Any, live_server: LiveServer, transactional_db: None) -> None:
    """Mails, QR codes and proof name the address of the served site; limits begin anew."""
    settings.SITE_URL = live_server.url
    cache.clear()


@pytest.fixture
def inspection(live_server: LiveServer) -> Iterator[Inspection]:
    """Looks at every page that a journey shows it, and tells all faults at the end."""
    found = Inspection(host=live_server.url)
    yield found
    assert not found.faults, "\n".join(found.faults)


@pytest.fixture
def open_browser(
    browser: Browser, browser_context_args: dict[str, Any], inspection: Inspection, served_site: None
) -> Iterator[Callable[..., Page]]:
    """Opens a browser of its own for each call, as if on another device."""
    contexts: list[BrowserContext] = []

    def open_page(**changes: Any) -> Page:
        context = browser.new_context(**browser_context_args | changes)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        inspection.listen(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_browser: Callable[..., Page]) -> Page:
    """A phone with script."""
    return open_browser()


@pytest.fixture
def course() -> CoursePage:
    """A course with an exercise of every kind in its first module, and a short second one."""
    return course_of(kinds())


@pytest.fixture
def short_course() -> CoursePage:
    """A course with an exercise of every sort: one turn, more turns, script that moves things, words that stay here."""
    return course_of(["choice", "dialogue", "order", "reflect"])


def course_of(names: Iterable[str]) -> CoursePage:
    """A course with an exercise of these kinds in its first module, and a short second one."""
    for key in {key for name in names for key in kind(name).contacts(kind(name).get_preview_value())}:
        LocalContactFactory(key=key, name=f"Het contact {key}")
    outcomes = [("outcome", "Je kunt luisteren.")]
    course: CoursePage = CoursePageFactory(title="Alle oefeningen", summary="Van alles wat.", outcomes=outcomes)
    steps = [step_block("Lezen", text_block())]
    steps += [step_block(f"Doen: {name}", text_block(), exercise_block(name)) for name in names]
    ModulePageFactory(parent=course, title="Van alles doen", steps=stored_steps(steps))
    ModulePageFactory(parent=course, title="Nog even lezen", steps=stored_steps([step_block("Slot", text_block())]))
    publish_release(course=course)
    return course


@pytest.fixture
def shipped_course() -> CoursePage:
    """The course for clubs as it ships, on the site that ships."""
    root_page()
    call_command("load_curriculum", stdout=io.StringIO())
    return CoursePage.objects.get(uuid=course_id("vereniging"))


@pytest.fixture
def private_course(served_site: None) -> CoursePage:
    """A course with a step for every kind that keeps words, and one that counts."""
    course = CoursePageFactory(title="Voor jezelf")
    counter = exercise_block("checklist", title="Tel je complimenten", mode="counter")
    steps = [step_block(kind, exercise_block(kind)) for kind in PRIVATE]
    steps.append(step_block("tellen", text_block(), counter))
    ModulePageFactory(parent=course, title="Even stilstaan", steps=stored_steps(steps))
    publish_release(course=course)
    return course


@pytest.fixture
def sent() -> list[Request]:
    """Every request that was made."""
    return []


@pytest.fixture
def learner(page: Page, private_course: CoursePage, sent: list[Request]) -> Page:
    """Somebody at the first step of that course."""
    page.context.on("request", lambda request: sent.append(request))
    page.goto(private_course.url)
    page.get_by_role("button", name="Begin nu").click()
    return page


@pytest.fixture
def newest_code() -> Callable[[], str]:
    """The code in the newest mail."""

    def read() -> str:
        found = re.search(r"^\d{3}-\d{3}$", str(mail.outbox[-1].body), re.MULTILINE)
        assert found
        return found.group()

    return read


@pytest.fixture
def editor(served_site: None) -> User:
    """Somebody who writes and publishes, and may do nothing else."""
    user = UserFactory(name="Esra Editor", email="esra@example.org")
    user.groups.add(ensure_editors(home_page()))
    return user


@pytest.fixture
def desk(
    browser: Browser, browser_context_args: dict[str, object], live_server: LiveServer, editor: User
) -> Iterator[Desk]:
    """The editor's laptop, signed in."""
    client, name = Client(), site.SESSION_COOKIE_NAME
    client.force_login(editor)
    context = browser.new_context(**browser_context_args | {"viewport": {"width": 1280, "height": 800}})
    context.set_default_timeout(PATIENCE)
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    hearing = Hearing(live_server.url, context)
    yield Desk(context.new_page())
    context.close()
    assert hearing.own_faults == []
