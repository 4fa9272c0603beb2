"""What is wrong with a page as it stands: what axe finds, and what axe does not see."""

import io
import itertools
from dataclasses import dataclass, field
from typing import Any

from PIL import Image, ImageChops
from playwright.sync_api import Page

from tests.journeys.inspection import AXE, SMALL_TARGETS, SMALLEST_TARGET, SPILLS
from tests.journeys.matrix.undecided import Undecided, reason_for

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "EN-301-549", "best-practice"]
LARGE_TARGET, MOST_TABS, RING, READABLE = 44, 90, 10, 4.5

# In forced colours the system chooses; axe would judge colours that nobody sees. Pixels are compared instead.
# Blocks of others are shown as they are: what is around them is ours.
RUN_AXE = """([tags, forced]) => axe.run({exclude: [".xblock-place"]}, {runOnly: {type: "tag", values: tags},
    rules: {"color-contrast": {enabled: !forced}}, resultTypes: ["violations", "incomplete"]}).then(found => {
    const lies = path => {
        const one = document.querySelector(path.at(-1));
        if (!one) return "";
        one.scrollIntoView({block: "center", behavior: "instant"});
        const box = one.getClientRects()[0], y = box.top + box.height / 2;
        const clear = [.05, .25, .5, .75, .95].map(part => document.elementFromPoint(box.left + part * box.width, y))
            .every(there => there && (one.contains(there) || there.contains(one)));
        return clear ? " (nothing lies over it)" : "";
    };
    const told = list => list.flatMap(rule => rule.nodes.map(node => ({rule: rule.id, html: node.html.slice(0, 160),
        why: [...node.any, ...node.all, ...node.none].map(check => check.message).join("; ") + lies(node.target)})));
    return {violations: told(found.violations), incomplete: told(found.incomplete)};
})"""
# Text spacing as in WCAG 1.4.12, in a sheet that the content policy lets pass: one that script made.
SPACED = """on => {
    window.spacing ??= Object.assign(new CSSStyleSheet(), {});
    window.spacing.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
        + "word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }");
    document.adoptedStyleSheets = on ? [window.spacing] : [];
}"""
PRIMARY = """least => [...document.querySelectorAll(".button--primary")].filter(one => one.checkVisibility())
    .map(one => [one.outerHTML.slice(0, 100), one.getBoundingClientRect()])
    .filter(([html, box]) => box.height < least || box.width < least)
    .map(([html, box]) => `${html} ${Math.round(box.width)}×${Math.round(box.height)}`)"""
# What is typed is read on the field's own ground: axe says nothing of an empty field, nor of a list with an arrow.
FIELDS = """least => {
    const light = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(one => one / 255)
        .map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
        .reduce((sum, one, place) => sum + one * [0.2126, 0.7152, 0.0722][place], 0);
    const behind = one => { const own = getComputedStyle(one).backgroundColor;
        return own === "rgba(0, 0, 0, 0)" && one.parentElement ? behind(one.parentElement) : own; };
    return [...document.querySelectorAll("select, textarea, input:not([type=radio], [type=checkbox], [type=file])")]
        .filter(one => one.checkVisibility() && !one.closest(".xblock-place")).flatMap(one => {
            const {color} = getComputedStyle(one);
            const backgroundColor = behind(one);
            const [ink, ground] = [light(color), light(backgroundColor)];
            const opaque = [color, backgroundColor].every(colour => /^rgb\\(/.test(colour));
            const contrast = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
            if (opaque && contrast >= least) return [];
            return [`${one.outerHTML.slice(0, 100)} ${color} on ${backgroundColor}`]; });
}"""
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(one => one.checkVisibility())
    .map(one => Number(one.tagName[1]))"""
MOVING = """() => document.getAnimations().filter(one => one.playState === "running")
    .filter(one => !one.effect?.target?.closest(".xblock-place"))
    .map(one => one.effect?.target?.outerHTML.slice(0, 100) ?? "?")"""
# Where the focus is: what it looks like, its box cut to the window, and whether anything of it can be seen.
FOCUSED = """() => {
    const one = document.activeElement;
    if (!one || one === document.body || one.matches("iframe")) return null;
    const shown = one.matches("input") ? one.closest("label") ?? one : one;
    const box = [...shown.getClientRects()].find(box => box.width > 0) ?? shown.getBoundingClientRect();
    const left = Math.max(0, box.left), top = Math.max(0, box.top);
    const right = Math.min(innerWidth, box.right), bottom = Math.min(innerHeight, box.bottom);
    const sees = (x, y) => { const there = document.elementFromPoint(x, y);
        return there && (shown.contains(there) || there.contains(shown) && there.matches("label, a, button")); };
    const seen = right > left && bottom > top && [[.5, .5], [.1, .5], [.9, .5], [.5, .15], [.5, .85]]
        .some(([x, y]) => sees(left + x * (right - left), top + y * (bottom - top)));
    one.dataset.stop ??= String(document.querySelectorAll("[data-stop]").length + 1);
    const around = one.closest("header, footer, nav, form, main")?.className ?? "";
    return {stop: one.dataset.stop, html: one.outerHTML.slice(0, 110), seen,
        looks: `${one.tagName} ${one.type ?? ""} ${one.className} in ${around}`,
        box: [left, top, right - left, bottom - top]};
}"""


@dataclass(slots=True)
class Eye:
    """Sees pages, and remembers which controls it has seen with the focus on them and what axe could not decide."""

    rings: set[str] = field(default_factory=set)
    undecided: dict[str, int] = field(default_factory=dict)
    axe_runs: int = 0

    def see(self, page: Page, *, scheme: str) -> list[str]:
        """Every fault of the page as it stands."""
        return [
            *_sideways(page),
            *(f"small: {one}" for one in page.evaluate(SMALL_TARGETS, SMALLEST_TARGET)),
            *(f"small for a primary one: {one}" for one in page.evaluate(PRIMARY, LARGE_TARGET)),
            *([] if "forced" in scheme else (f"typed words: {one}" for one in page.evaluate(FIELDS, READABLE))),
            *_headings(page.evaluate(HEADINGS)),
            *(f"moves, though asked not to: {one}" for one in page.evaluate(MOVING)),
            *self._axe(page, scheme),
            *self._focus(page, scheme),
        ]

    def _axe(self, page: Page, scheme: str) -> list[str]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = page.evaluate(RUN_AXE, [TAGS, "forced" in scheme])
        self.axe_runs += 1
        faults = [f"axe {one['rule']}: {one['html']} {one['why']}" for one in found["violations"]]
        for one in found["incomplete"]:
            reason = reason_for(Undecided(one["rule"], one["html"], one["why"]))
            if reason is None:
                faults.append(f"axe cannot decide {one['rule']}: {one['html']} {one['why']}")
            else:
                self.undecided[reason] = self.undecided.get(reason, 0) + 1
        return faults

    def _focus(self, page: Page, scheme: str) -> list[str]:
        """Tab through the page: the focus is in sight everywhere, and makes a difference to what is seen."""
        faults, stops = [], set()
        page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
        for _time in range(MOST_TABS):
            page.keyboard.press("Tab")
            at = page.evaluate(FOCUSED)
            if at is None or at["stop"] in stops:
                break
            stops.add(at["stop"])
            if not at["seen"]:
                faults.append(f"focus out of sight: {at['html']}")
            elif (looks := f"{scheme}: {at['looks']}") not in self.rings:
                self.rings.add(looks)
                faults += [] if _makes_a_difference(page, at["box"]) else [f"focus not visible: {at['html']}"]
        return faults if stops else ["nothing can be reached with Tab"]


def _sideways(page: Page) -> list[str]:
    faults = []
    for how, spaced in (("", False), (" with more space in the text", True)):
        page.evaluate(SPACED, spaced)
        if spill := page.evaluate(SPILLS):
            faults.append(f"scrolls sideways{how}: {spill}")
    page.evaluate(SPACED, False)
    return faults


def _headings(levels: list[int]) -> list[str]:
    faults = [f"{levels.count(1)} × h1"] if levels.count(1) != 1 else []
    jumps = [(one, two) for one, two in itertools.pairwise(levels) if two > one + 1]
    return faults + [f"h{two} right under h{one}" for one, two in jumps]


def _makes_a_difference(page: Page, box: list[float]) -> bool:
    """Whether the place of a control looks different once the focus has gone. Leaves the focus gone."""
    size = page.viewport_size
    assert size
    left, top = max(0, box[0] - RING), max(0, box[1] - RING)
    clip = {
        "x": left,
        "y": top,
        "width": min(size["width"], box[0] + box[2] + RING) - left,
        "height": min(size["height"], box[1] + box[3] + RING) - top,
    }
    whole = {"x": 0, "y": 0, **size}  # a card shows the focus of the link in it all around
    near, far = picture(page, clip), picture(page, whole)
    page.evaluate("document.activeElement.blur()")
    return difference(near, picture(page, clip)) > 20 or difference(far, picture(page, whole)) > 20


def picture(page: Page, clip: Any) -> Image.Image:
    """A part of what is in the window."""
    return Image.open(io.BytesIO(page.screenshot(clip=clip))).convert("RGB")


def difference(one: Image.Image, two: Image.Image) -> int:
    """How many pixels differ clearly."""
    return sum(ImageChops.difference(one, two).convert("L").point(lambda light: light > 40).histogram()[1:])
