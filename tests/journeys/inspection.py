"""What is wrong with a page, found by axe and by checks of our own for what axe does not see."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from django.conf import settings
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

AXE = Path(settings.NODE_MODULES) / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What is the same in every scheme is looked at once.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
SCHEMES: dict[Literal["light", "dark"], list[str]] = {"light": TAGS, "dark": OF_COLOURS}
# Refused answers and lost connections are part of some journeys; Chromium and htmx mention them.
EXPECTED = ("Failed to load resource", "Response Status Error Code", "htmx:")
NARROW, SMALLEST_TARGET = (320, 390), 24

RUN_AXE = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then(found => found.violations
    .map(one => `${one.id}: ${one.help}: ${one.nodes.map(node => `${node.html.slice(0, 120)}
        ${node.any.map(check => check.message).join("; ")}`).join(" | ")}`))"""

# Links that stand in a sentence may be as small as its letters; everything else that is pressed may not.
SMALL_TARGETS = """least => {
    const inSentence = element => element.matches("a") && getComputedStyle(element).display === "inline"
        && (element.closest("p, li, dd, td, figcaption")?.textContent.trim().length ?? 0)
            > element.textContent.trim().length + 3;
    const area = element => (element.matches("input") ? element.closest("label") ?? element : element)
        .getBoundingClientRect();
    return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
        .filter(element => element.checkVisibility({visibilityProperty: true}) && !element.matches(".skip-link"))
        .filter(element => !inSentence(element))
        .filter(element => area(element).width < least || area(element).height < least)
        .map(element => `${element.outerHTML.slice(0, 120)} ${Math.round(area(element).width)}×`
            + `${Math.round(area(element).height)}`);
}"""
SPILLS = """() => {
    const root = document.documentElement, spill = root.scrollWidth - root.clientWidth;
    if (spill <= 0) return null;
    const wide = [...document.body.querySelectorAll("*")]
        .filter(element => element.getBoundingClientRect().right > root.clientWidth + 0.5);
    return `${spill} px: ${wide.slice(-3).map(element => element.outerHTML.slice(0, 90)).join(" | ")}`;
}"""


@dataclass
class Inspection:
    """Looks at pages, and remembers faults and titles until the journey is over."""

    host: str
    faults: list[str] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)

    def listen(self, context: BrowserContext) -> None:
        """Hear what a browser complains of, and whom it asks for something."""
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error.stack or error.error}"))
        context.on("request", self._follow)

    def look(self, page: Page) -> None:
        """Inspect the page as it stands, and leave it so."""
        path = urlsplit(page.url).path
        found = [*self._frame(page, path), *_narrow(page), *_small(page), *_axe(page)]
        self.faults += [f"{path}: {fault}" for fault in found]

    def look_at_copy(self, page: Page, copy: Page) -> None:
        """Inspect a page without script, in a copy where script may run: axe is script. The site's own stays out."""
        html = page.content()
        copy.route(page.url, lambda route: route.fulfill(body=html, content_type="text/html"))
        copy.route("**/*.js", lambda route: route.abort())
        copy.goto(page.url)
        copy.unroute_all()
        self.look(copy)

    def _frame(self, page: Page, path: str) -> list[str]:
        """One heading on top, a title that no other page has, and the language."""
        title, headings = page.title(), page.locator("h1").count()
        language = page.locator("html").get_attribute("lang")
        other = self.titles.setdefault(title, path)
        return [
            *([f"{headings} × h1"] if headings != 1 else []),
            *([f"language {language}"] if language != "nl" else []),
            *([f"the title “{title}” is that of {other}"] if other != path else []),
        ]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED):
            self.faults.append(f"console: {message.text}")

    def _follow(self, request: Request) -> None:
        if not request.url.startswith((self.host + "/", "data:", "blob:")):
            self.faults.append(f"request to another host: {request.url}")


def _narrow(page: Page) -> list[str]:
    """What stands out at the side of a small phone."""
    size = page.viewport_size
    assert size
    found = []
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": size["height"]})
        if spill := page.evaluate(SPILLS):
            found.append(f"wider than {width}: {spill}")
    page.set_viewport_size(size)
    return found


def _small(page: Page) -> list[str]:
    """What is too small for a finger."""
    return [f"small: {target}" for target in page.evaluate(SMALL_TARGETS, SMALLEST_TARGET)]


def _axe(page: Page) -> list[str]:
    """What axe finds, in light and in dark."""
    found: list[str] = []
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    for scheme, rules in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        violations: list[Any] = page.evaluate(RUN_AXE, rules)
        found += [f"axe, {scheme}: {violation}" for violation in violations]
    page.emulate_media(color_scheme="light")
    return found
