"""Every page under many conditions. `make test` takes a sample; `make test-full` all of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Site

from cms.theme import wear
from tests.journeys.inspection import Inspection
from tests.journeys.matrix import evidence
from tests.journeys.matrix.conditions import SCHEMES, SIZES, THEMES, Condition, everything, sample
from tests.journeys.matrix.registry import Seen
from tests.journeys.matrix.seeing import Eye
from tests.journeys.matrix.world import World, build

SEND_EMPTY = """form => { form.noValidate = true; for (const one of form.elements) {
    if (one.type === "radio" || one.type === "checkbox") one.checked = false;
    else if (!["hidden", "submit", "button"].includes(one.type) && one.tagName !== "BUTTON") one.value = ""; }
    form.requestSubmit(); }"""


@dataclass
class Round:
    """Visits pages, one browser for each person, and tells what was wrong."""

    world: World
    pages: dict[str, Page]
    site: Site
    heard: Inspection
    eye: Eye = field(default_factory=Eye)
    theme: str = "our own"
    visits: int = 0
    faults: list[str] = field(default_factory=list)

    def go(self, visits: Iterable[tuple[Condition, Seen]]) -> None:
        """See each page under its condition."""
        for condition, seen in visits:
            if condition.theme != self.theme:
                wear(THEMES[condition.theme], site=self.site)
                self.theme = condition.theme
            page = self._arrive(condition, seen)
            found = self.eye.see(page, scheme=f"{condition.scheme} {condition.theme}")
            found += [self.heard.faults.pop() for _fault in list(self.heard.faults)]
            self.faults += [f"{seen.name} [{condition}] {fault}" for fault in found]
            self.visits += 1

    def _arrive(self, condition: Condition, seen: Seen) -> Page:
        page, (width, height) = self.pages[seen.who], SIZES[condition.size]
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(**SCHEMES[condition.scheme])
        answer = page.goto(seen.address(self.world))
        assert answer is not None
        if answer.status != seen.status:
            self.faults.append(f"{seen.name}: {answer.status} instead of {seen.status}")
        if seen.refused:
            form = page.locator("main form:has(button)").first
            form.evaluate(SEND_EMPTY)
            page.wait_for_load_state("networkidle")
        return page


@pytest.fixture
def round_of(
    browser: Browser, browser_context_args: dict[str, object], live_server: LiveServer, served_site: None
) -> Iterator[Round]:
    """A visitor, a guest and somebody with a certificate, each in a browser that is used again for every page."""
    world, heard, contexts = build(), Inspection(host=live_server.url), {}
    for who, cookies in world.cookies.items():
        context: BrowserContext = browser.new_context(**browser_context_args)
        context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()])
        heard.listen(context)
        contexts[who] = context
    pages = {who: context.new_page() for who, context in contexts.items()}
    yield Round(world, pages, Site.objects.get(is_default_site=True), heard)
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize("half", [0, 1])
def test_every_page_is_sound_under_some_condition(round_of: Round, half: int) -> None:
    chosen = sample()

    round_of.go(chosen[: len(chosen) // 2] if half == 0 else chosen[len(chosen) // 2 :])

    evidence.write(f"sample-{half}", round_of)
    assert round_of.faults == [], "\n".join(round_of.faults)


@pytest.mark.full
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", THEMES)
def test_every_page_is_sound_under_every_condition(round_of: Round, theme: str, size: str) -> None:
    round_of.go(everything(theme, size))

    evidence.write(f"full-{theme}-{size}", round_of)
    assert round_of.faults == [], "\n".join(round_of.faults)
