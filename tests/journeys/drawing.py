"""Drawing an ecogram in a browser: naming people, opening files, and hearing every request."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, Request, Route, expect

ADDRESS = "/gereedschap/ecogram/"
GOLDEN = Path(__file__).parents[2] / "exercises" / "ecogram" / "golden"
BROWSERS_OWN = ("blob:", "data:")  # made in the page itself: nothing leaves it


def part(page: Page, name: str) -> Locator:
    return page.locator(f"[data-eco='{name}']")


def begin(page: Page) -> None:
    """Open the page of the tool, and wait until all of it is there."""
    page.goto(ADDRESS)
    expect(page.locator(".ecogram[data-is-drawing]")).to_be_attached()
    page.wait_for_load_state("networkidle")


def name_them(page: Page, *names: str) -> None:
    for name in names:
        part(page, "quick").fill(name)
        part(page, "quick").press("Enter")
        expect(part(page, "quick")).to_have_value("")


def rows(page: Page) -> Locator:
    return part(page, "rows").locator("> li")


def names_in(page: Page) -> list[str]:
    return rows(page).locator("[data-row='name']").all_inner_texts()


def golden(name: str) -> Any:
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


def open_file(page: Page, data: Any, name: str = "ecogram.json") -> None:
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    part(page, "open").set_input_files({"name": name, "mimeType": "application/json", "buffer": content})
    expect(part(page, "said")).not_to_be_empty()


def download(page: Page, kind: str) -> bytes:
    with page.expect_download() as coming:
        page.locator(f"[data-eco-file='{kind}']").click()
    assert coming.value.suggested_filename.endswith(f".{kind}")
    return Path(coming.value.path()).read_bytes()


def shown_drawing(page: Page) -> Locator:
    """The drawing for this width; the other one is hidden."""
    return page.locator("[data-eco='drawing'] > svg:visible")


def wait_for_letters(page: Page) -> None:
    """Have the page wait for its font. Without this, one that comes late on a busy machine is for the next page."""

    def insist(route: Route) -> None:
        response = route.fetch()
        route.fulfill(
            response=response, body=re.sub(r"font-display: ?optional", "font-display: block", response.text())
        )

    page.route("**/*.css", insist)


@contextmanager
def no_request(page: Page) -> Iterator[None]:
    """Fails on any request that is made meanwhile, to whomever."""
    sent: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(BROWSERS_OWN):
            sent.append(f"{request.method} {request.url}")

    page.context.on("request", note)
    yield
    page.wait_for_timeout(300)
    page.context.remove_listener("request", note)
    assert sent == []
