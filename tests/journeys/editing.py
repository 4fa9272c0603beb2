"""Writing in Wagtail's admin as an editor does: through the block picker, the fields by their labels, the choosers."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.inspection import AXE, OF_COLOURS, Inspection

# Wagtail's own rich text editor adds style elements, for placeholders and nested lists, which our policy refuses.
WAGTAILS_OWN = "console: Applying inline style violates"
# Wagtail's own: its messages lack contrast, and panels of two blocks of a kind are landmarks with the same name.
# In a list, the items after the first are as the first; in a long form they cost most of the time.
LEFT_OUT = [[".messages"], ["[data-streamfield-list-container] > [data-streamfield-child] ~ *"]]
RUN_AXE = """([rules, exclude]) => Promise.allSettled(document.getAnimations().map(one => one.finished))
    .then(() => axe.run({exclude}, {...rules, resultTypes: ["violations"]}))
    .then(found => found.violations.map(one => `${one.id}: ${one.help}: ${one.nodes.map(node =>
        `${node.html.slice(0, 160)} ${node.any.map(check => check.message).join("; ")}`).join(" | ")}`))"""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen in a window of its own: a picture, a document or a source, by its name there."""

    name: str


class Hearing(Inspection):
    """Hears what goes wrong in the admin. Its pages are Wagtail's, so they are not looked at as ours are."""

    def __init__(self, host: str, context: BrowserContext) -> None:
        super().__init__(host=host)
        self.listen(context)

    @property
    def own_faults(self) -> list[str]:
        """What is not Wagtail's own."""
        return [fault for fault in self.faults if not fault.startswith(WAGTAILS_OWN)]


@dataclass(frozen=True, slots=True)
class Desk:
    """An editor's browser in the admin."""

    page: Page

    # -- A module ----------------------------------------------------------------------------------------------

    def add_step(self, title: str) -> Locator:
        """A new step at the end, with its title."""
        steps = self.page.locator("[data-contentpath=steps] [data-streamfield-stream-container]").first
        step = self._newest(steps, steps.locator(":scope > div > .c-sf-add-button").last.click)
        self.fill(step, {"Titel van de stap": title})
        return step

    def insert(self, step: Locator, block: str, values: Any) -> None:
        """Choose a block in the picker, and fill it in."""
        content = field(step, "Inhoud").locator("[data-streamfield-stream-container]").first

        def pick() -> None:
            content.locator(":scope > div > .c-sf-add-button").last.click()
            self.page.locator("[role=option]").get_by_text(block, exact=True).click()

        inserted = self._newest(content, pick)
        expect(inserted.locator("h2 .c-sf-block__type").first).to_have_text(block)
        self.enter(inserted, values)

    def _newest(self, items: Locator, add: Callable[[], None]) -> Locator:
        """The last of some blocks after one is added, by its id: the way there is slow to walk for every field."""
        children = items.locator(":scope > [data-streamfield-child]")
        count = children.count()
        add()
        expect(children).to_have_count(count + 1)
        return self._by_id(children.last)

    def _by_id(self, block: Locator) -> Locator:
        return self.page.locator(f"[data-contentpath='{block.get_attribute('data-contentpath')}']")

    # -- Fields ------------------------------------------------------------------------------------------------

    def fill(self, block: Locator, values: Mapping[str, Any]) -> None:
        """Fill fields by their labels."""
        for label, value in values.items():
            self.enter(field(block, label), value)

    def enter(self, place: Locator, value: Any) -> None:
        """Type, tick, choose, or fill a list with as many items as are given."""
        if isinstance(value, Mapping):
            self.fill(place, value)
        elif isinstance(value, list):
            self._fill_list(place, value)
        elif isinstance(value, Chosen):
            self._choose(place, value.name)
        elif isinstance(value, bool):
            place.get_by_role("checkbox").first.set_checked(value)
        elif place.get_by_role("radio").count():
            place.get_by_label(value, exact=True).check()
        elif place.locator("select").count():
            place.locator("select").select_option(label=value)
        elif place.locator("[role=textbox]").count():
            place.locator("[role=textbox]").click()
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(value)
            kept = place.locator("input:has(+ .Draftail-Editor__wrapper)")
            expect(kept).to_have_value(re.compile(re.escape(value)))  # it follows a moment after typing
        else:
            place.locator("input:visible, textarea:visible").first.fill(value)

    def _fill_list(self, place: Locator, values: list[Any]) -> None:
        items = place.locator("[data-streamfield-list-container]").first
        children = items.locator(":scope > [data-streamfield-child]")
        for number, value in enumerate(values):
            if children.count() == number:
                item = self._newest(items, items.locator(":scope > [data-streamfield-list-add]").last.click)
            else:
                item = self._by_id(children.nth(number))
            self.enter(item, value)

    def _choose(self, place: Locator, name: str) -> None:
        place.get_by_role("button", name=re.compile("^Kies ")).first.click()
        window = self.page.locator(".modal.in")
        window.locator("[data-chooser-modal-choice], .image-choice").filter(has_text=name).first.click()
        expect(self.page.locator(".modal")).to_have_count(0)
        expect(place.get_by_text(name).first).to_be_visible()

    # -- Buttons -----------------------------------------------------------------------------------------------

    def publish(self) -> None:
        """Publish the page that is being edited."""
        actions = self.page.locator("footer")
        actions.get_by_role("button", name="Meer acties").click()
        actions.get_by_role("button", name="Publiceren").click()

    def preview(self) -> Page:
        """The preview in a tab of its own."""
        self.page.get_by_role("button", name="Toon/verberg voorvertoning").click()
        with self.page.context.expect_page() as coming:
            self.page.get_by_role("link", name="Voorbeeld in een nieuw tabblad").click()
        coming.value.wait_for_load_state()
        return coming.value

    def look(self) -> list[str]:
        """What axe finds on a page of the admin, in light and in dark."""
        found: list[str] = []
        expect(self.page.locator("main h1").first).to_be_visible()
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        whole = {"rules": {"landmark-unique": {"enabled": False}}}
        for scheme, rules in {"light": whole, "dark": {"runOnly": OF_COLOURS}}.items():
            self.page.emulate_media(color_scheme=scheme)
            violations: list[str] = self.page.evaluate(RUN_AXE, [rules, LEFT_OUT])
            found += [f"{self.page.url}, {scheme}: {violation}" for violation in violations]
        self.page.emulate_media(color_scheme="light")
        return found


def field(block: Locator, label: str) -> Locator:
    """The outermost field with this label in a block or on a page; a group of fields has a heading in its place."""
    named = f'text-matches("^{re.escape(label)}\\s*\\*?$")'.replace("\\", "\\\\")
    labels = [f"> label.w-field__label:{named}", f"> section > .w-panel__header .c-sf-block__type:{named}"]
    return block.locator(", ".join(f"[data-contentpath]:has({one})" for one in labels)).first
