"""Ten key pages of a running demo as pictures for `docs/images/`: phone and desktop, by day and by night.

    .venv/bin/python bin/take_screenshots.py [http://localhost:8000]

Needs the tools of `bin/setup test`. A picture that is too heavy is made again at a lower quality; one that stays too
heavy, or all of them together, is an error.
"""

import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
LARGEST, LARGEST_TOGETHER = 60_000, 1_500_000  # bytes
QUALITIES = (80, 65, 50, 35)
SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
SCHEMES = ("light", "dark")


def begun_step(page: Page) -> None:
    """The first step of a course, as a guest who just began."""
    page.goto("/cursussen/vereniging/")
    page.get_by_role("button", name="Begin nu").click()
    page.locator(".step-nav").wait_for()


def answered(page: Page) -> None:
    """The first question of a course with an answer and its feedback."""
    begun_step(page)
    module, number = page.url.rstrip("/").rpartition("/")[0], 1
    exercise = page.locator("section[data-kind=choice]").first
    while not exercise.count():
        number += 1
        page.goto(f"{module}/{number}/")
    exercise.locator("label.choice").first.click()
    exercise.get_by_role("button", name="Bekijk mijn antwoord").click()
    exercise.locator(".feedback__title").wait_for()
    exercise.evaluate("part => part.scrollIntoView()")


def conversation(page: Page) -> None:
    """Halfway a conversation, where somebody of the demo stopped."""
    page.goto("/mijn/")
    page.locator(".resume .button").first.click()


def finished(page: Page) -> None:
    """The moment of finishing."""
    page.goto("/mijn/")
    page.locator("main a[href*='/klaar/']").first.click()


def certificate(page: Page) -> None:
    """One certificate, with what its holder may do."""
    page.goto("/mijn/bewijzen/")
    page.locator("main h2 a").first.click()


def at(path: str) -> Callable[[Page], None]:
    """Somebody who opens an address."""

    def go(page: Page) -> None:
        page.goto(path)

    return go


# name: who looks (nobody, or somebody of the demo), and how one gets there
PAGES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "home": ("", at("/")),
    "courses": ("", at("/cursussen/")),
    "course": ("", at("/cursussen/vereniging/")),
    "step": ("", begun_step),
    "answer": ("", answered),
    "conversation": ("Marloes Terpstra", conversation),
    "my-courses": ("Marloes Terpstra", at("/mijn/")),
    "finished": ("Henk Brouwer", finished),
    "certificate": ("Henk Brouwer", certificate),
    "search": ("", at("/zoeken/?q=vrijwil")),
}


def sign_in(page: Page, name: str) -> None:
    """Become somebody of the demo."""
    page.goto("/demo/")
    page.get_by_role("button", name=name).click()
    page.wait_for_url(lambda url: not url.endswith("/demo/"))


def compressed(picture: bytes) -> bytes:
    """The picture as WebP, at the best quality that is light enough."""
    image = Image.open(io.BytesIO(picture))
    for quality in QUALITIES:
        made = io.BytesIO()
        image.save(made, "WEBP", quality=quality, method=6)
        if made.tell() <= LARGEST:
            return made.getvalue()
    raise SystemExit("A picture is too heavy at every quality.")


def take(browser: Browser, base: str, device: str, scheme: str) -> int:
    """Every page on this device in this scheme; how many bytes that came to."""
    width, height = SIZES[device]
    together = 0
    for name, (who, go) in PAGES.items():
        context = browser.new_context(
            base_url=base,
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
            locale="nl-NL",
        )
        page = context.new_page()
        if who:
            sign_in(page, who)
        go(page)
        page.wait_for_load_state("networkidle")
        picture = compressed(page.screenshot())
        (IMAGES / f"{name}-{device}-{scheme}.webp").write_bytes(picture)
        together += len(picture)
        context.close()
    return together


def main(base: str) -> None:
    """All pictures."""
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        # The system's, as in the tests. Without a sandbox it starts as root too; it opens our own pages alone.
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        together = sum(take(browser, base, device, scheme) for device in SIZES for scheme in SCHEMES)
        browser.close()
    count = len(PAGES) * len(SIZES) * len(SCHEMES)
    sys.stdout.write(f"{count} pictures, {together // 1000} KB.\n")
    if together > LARGEST_TOGETHER:
        raise SystemExit("Together they are too heavy.")


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["http://localhost:8000"]))
