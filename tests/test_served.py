"""Every page as it is served: its frame, nothing of style or script in it, and what it weighs."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from whitenoise.compress import Compressor

from config.staticfiles import as_served
from tests.journeys.matrix.registry import PAGES, Seen
from tests.journeys.matrix.world import World, build

KB = 1024
INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*\ssrc=)(?![^>]*type=\"[^\"]*(?:json|template))|\son\w+=[\"']|hx-on|javascript:", re.I
)
INLINE_STYLE = re.compile(r"<style|\sstyle=[\"']", re.I)
IMPORT = re.compile(r"""(?:from|import)\s*["'](\.{1,2}/[^"']+)["']""")


class Frame(HTMLParser):
    """What a page says of itself, and what it loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.language = self.title = ""
        self.headings = 0
        self.loads: dict[str, str] = {}  # address: what for
        self._in_title = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")
        self.headings += tag == "h1"
        self._in_title = tag == "title" and not self.title
        what = {"script": "script", "img": "image", "video": "video", "iframe": "frame"}.get(tag, "")
        if tag == "link" and {"stylesheet", "preload", "icon", "manifest"} & set(given.get("rel", "").split()):
            what = {"stylesheet": "style", "preload": given.get("as", "")}.get(given["rel"], given["rel"])
        if what and (address := given.get("src") or given.get("href")):
            self.loads[address] = what

    def handle_data(self, data: str) -> None:
        self.title += data if self._in_title else ""

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False


@dataclass
class Weight:
    """What a browser that comes for the first time has to fetch, in bytes as they travel."""

    html: int
    parts: dict[str, int] = field(default_factory=dict)  # by "what address"
    strangers: list[str] = field(default_factory=list)
    again: int = 0  # how many of them it fetches anew on the next page

    def of(self, what: str, *, own: bool = False) -> int:
        """The bytes of one sort of file; of scripts perhaps only our own."""
        return sum(
            size
            for name, size in self.parts.items()
            if name.startswith(what + " ") and not (own and re.search(r"django_htmx/|/jquery|/sortable/", name))
        )

    @property
    def total(self) -> int:
        """All of it."""
        return self.html + sum(self.parts.values())


def weigh(client: Client, html: str) -> Weight:
    """The page and everything that it loads at once; pictures that wait to be seen too."""
    weight = Weight(len(gzip.compress(html.encode(), 6)))
    for address, what in Frame(html).loads.items():
        if urlsplit(address).scheme not in ("", "data"):
            weight.strangers.append(address)
        elif address.startswith(settings.STATIC_URL):
            for path, content in with_imports(address.removeprefix(settings.STATIC_URL)):
                weight.parts[f"{what} /static/{path}"] = travelling(path, content)
        elif not address.startswith("data:"):
            answer = client.get(address)
            weight.parts[f"{what} {address}"] = len(gzip.compress(b"".join(answer), 6))
            weight.again += "max-age" not in answer.headers.get("Cache-Control", "")
    return weight


def with_imports(path: str) -> Iterator[tuple[str, bytes]]:
    """A static file, and the modules that it imports."""
    found = finders.find(path)
    assert found, f"{path} does not exist"
    content = as_served(path, Path(found).read_bytes())
    yield path, content
    if path.endswith(".js"):
        for other in IMPORT.findall(content.decode()):
            yield from with_imports(urljoin(path, other))


def travelling(path: str, content: bytes) -> int:
    """The size as WhiteNoise sends it: compressed beforehand, but for what is compressed already."""
    done = path.endswith((".woff2", ".woff", ".png", ".jpg", ".webp", ".avif"))
    return len(content) if done else len(Compressor.compress_brotli(content))


@pytest.fixture
def world(db: None) -> World:
    return build()


@pytest.fixture
def clients(world: World) -> dict[str, Client]:
    found = {who: Client() for who in world.cookies}
    for who, cookies in world.cookies.items():
        found[who].cookies.load(cookies)
    return found


def answers(world: World, clients: dict[str, Client]) -> Iterator[tuple[Seen, str, str]]:
    for seen in PAGES:
        if not seen.refused:
            address = seen.address(world)
            answer = clients[seen.who].get(address)
            assert answer.status_code == seen.status, (seen.name, answer.status_code)
            yield seen, address, answer.content.decode()


def test_every_page_has_a_frame_of_its_own_and_carries_no_style_or_script(
    world: World, clients: dict[str, Client]
) -> None:
    faults: list[str] = []
    titles: dict[str, str] = {}
    for seen, address, html in answers(world, clients):
        frame, path = Frame(html), urlsplit(address).path
        other = titles.setdefault(frame.title.strip(), path)
        faults += [f"{seen.name}: {frame.headings} × h1"] if frame.headings != 1 else []
        faults += [f"{seen.name}: language “{frame.language}”"] if frame.language != "nl" else []
        faults += [f"{seen.name}: “{frame.title.strip()}” is the title of {other} too"] if other != path else []
        faults += [f"{seen.name}: {one[0][:80]}" for one in INLINE_SCRIPT.finditer(html)]
        faults += [f"{seen.name}: {one[0][:80]}" for one in INLINE_STYLE.finditer(html)]

    assert faults == [], "\n".join(faults)


BOUNDS: dict[str, float] = {
    "html": 14,
    "style": 10,
    "style with sheets": 12,
    "script": 29,
    "own script": 12,
    "font": 55,
    "all": 80,
}
MOST_REQUESTS = 10
# A drawing tool is a script by nature; a plan or list of one's own has a script for keeping it and one for showing it.
DRAWING = {"style with sheets": 12.5, "script": 42, "own script": 27.5, "all": 102, "requests": 18}
OWN_WORK = {"own script": 13.5, "requests": 11}
HEAVIER: dict[str, dict[str, float]] = {
    "tools:ecogram": {"script": 38, "own script": 23, "all": 95, "requests": 17},
    "tools:first-step": {"requests": 11},
    **{f"learning:step ecogram, {state}": DRAWING for state in ("before", "answered")},
    **{
        f"learning:step {kind}, {state}": OWN_WORK
        for kind in ("plan", "checklist", "tool")
        for state in ("before", "answered")
    },
}


def test_every_page_weighs_little(world: World, clients: dict[str, Client]) -> None:
    faults: list[str] = []
    for seen, _address, html in answers(world, clients):
        weight = weigh(clients[seen.who], html)
        sheets = sum(name.startswith("style ") for name in weight.parts)
        sizes = {
            "html": weight.html,
            "style" if sheets == 1 else "style with sheets": weight.of("style"),
            "script": weight.of("script"),
            "own script": weight.of("script", own=True),
            "font": weight.of("font"),
            "all": weight.total,
        }
        bounds, requests = BOUNDS | HEAVIER.get(seen.name, {}), 1 + len(weight.parts)
        faults += [
            f"{seen.name}: {what} {size / KB:.1f} KB" for what, size in sizes.items() if size > bounds[what] * KB
        ]
        faults += [f"{seen.name}: asks {one}" for one in weight.strangers]
        faults += [f"{seen.name}: {weight.again} files are asked for again"] if weight.again else []
        if requests > bounds.get("requests", MOST_REQUESTS):
            faults.append(f"{seen.name}: {requests} requests: {list(weight.parts)}")

    assert faults == [], "\n".join(faults)
