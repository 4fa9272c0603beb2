"""Key pages in a browser on a slow phone: what they weigh, and how soon and how steadily they are there."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from django.core.signing import get_cookie_signer
from django.db import connections
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, CDPSession, Error, Page, sync_playwright

from accounts.guests import COOKIE_NAME, COOKIE_SALT
from accounts.models import Learner
from bench.journey import certificate
from bench.over_http import server
from bench.table import show
from courses.models import CoursePage
from exercises.registry import Exercise
from learning.services import enrol
from learning.study import Study, enrolment_study

# The “3G Slow” of WebPageTest: 400 kbit/s each way, 400 ms between asking and the first byte.
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER_CPU = 4
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "nl-NL",
    "service_workers": "block",  # its own fetching would not be slowed down
}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
SETTLED = 800  # ms; a response to a touch is painted by then, and is told
WAIT = 60_000  # ms
TARGETS = {"LCP": 2500, "CLS": 0.1, "INP": 200}  # ms, none, ms: "good" by web.dev

# Every entry is told to us as it comes: a touch may lead to another page, and the page then takes its list with it.
OBSERVE = """(() => {
    const tell = (kind, value) => window.toldToBench({kind, value, visit: performance.timeOrigin});
    const watch = (type, hear, more = {}) => new PerformanceObserver(list => list.getEntries().forEach(hear))
        .observe({type, buffered: true, ...more});
    watch("largest-contentful-paint", one => tell("LCP", one.startTime));
    watch("layout-shift", one => { if (!one.hadRecentInput) tell("CLS", one.value); });
    watch("event", one => { if (one.interactionId) tell("INP", one.duration); }, {durationThreshold: 16});
    watch("first-input", one => tell("INP", one.duration));
})()"""


@dataclass(frozen=True, slots=True)
class Visit:
    """A page that is measured, and the selector of the control that is touched; `typed` is typed into it and sent."""

    name: str
    address: str
    control: str
    typed: str = ""


@dataclass
class Seen:
    """What one visit came to: bytes as they travelled, requests that did, and the entries of the browser."""

    bytes: int = 0
    requests: int = 0
    told: dict[str, list[float]] = field(default_factory=dict)

    @property
    def lcp(self) -> float:
        """When the largest thing in sight was painted, in ms."""
        return self.told["LCP"][-1]

    @property
    def cls(self) -> float:
        """All unexpected shifts added up; the usual figure, of the worst five seconds, is never more."""
        return sum(self.told.get("CLS", []))

    @property
    def inp(self) -> float:
        """The slowest answer to a touch or key, in ms until the next paint; in steps of 8 ms."""
        return max(self.told["INP"])


def measure(wanted: int) -> list[dict[str, str]]:
    """One row a page: the medians of so many visits with an empty cache, and as many right after one."""
    learner = Learner.objects.create()
    visits = list(key_pages(learner))
    cookie = get_cookie_signer(salt=COOKIE_NAME + COOKIE_SALT).sign(str(learner.uuid))
    connections.close_all()
    rows = []
    with server("bench.compressed") as (port, _pid), browser() as chromium:
        for visit in visits:
            pairs = [_first_and_second(chromium, f"http://127.0.0.1:{port}", cookie, visit) for _ in range(wanted)]
            rows.append(_row(visit, [first for first, _ in pairs], [second for _, second in pairs]))
    return rows


def report(wanted: int) -> str:
    """The table, and which targets were not met."""
    rows = measure(wanted)
    load = os.getloadavg()[1]
    title = f"Pages on a slow phone (first visit · next visit; medians of {wanted})"
    return f"{show(title, rows)}\n{_missed(rows)} Load of the machine: {load:.1f}.\n"


def _missed(rows: list[dict[str, str]]) -> str:
    far = [
        f"{row['page']}: {name} {part.strip()}"
        for row in rows
        for name, target in TARGETS.items()
        for part in next(value for title, value in row.items() if title.startswith(name)).split("·")
        if float(part.strip(" <")) > target
    ]
    return "Not met: " + "; ".join(far) if far else "Every target is met."


# -- The pages -------------------------------------------------------------------------------------------------------


def key_pages(learner: Learner) -> Iterator[Visit]:
    """The pages that matter most, as a guest meets them who has begun every course that ships."""
    studies = [
        enrolment_study(enrol(learner=learner, course=course, at=timezone.now()))
        for course in CoursePage.objects.live().order_by("path")
    ]
    study = studies[0]
    submit, go_on = ".exercise button[type=submit]", ".step-nav button, .step-nav a"
    yield Visit("home", "/", "main .button--primary")
    yield Visit("catalogue", reverse("courses:catalogue"), "main h2 a, main h3 a")
    yield Visit("course", study.course.address, "main .button--primary")
    yield Visit("first step of a module", study.step_url(study.modules[0], 1), go_on)
    yield Visit("step to read", _step(studies, ""), go_on)
    yield Visit("exercise: choice", _step(studies, "choice"), ".exercise label")
    yield Visit("exercise: order", _step(studies, "order"), ".order__move--later")
    yield Visit("exercise: ecogram", _step(studies, "ecogram"), "[data-eco=quick]", "Samira")
    yield Visit("final test", _step(studies, "test"), submit)
    yield Visit("my courses", reverse("learning:my-courses"), "main .button--primary, main .button")
    yield Visit("check a certificate", reverse("certificates:check", args=[certificate().code]), "main input", "Noor")
    yield Visit("my data", reverse("privacy:my-data"), "main summary, main a")
    yield Visit("search", reverse("tools:search") + "?q=compliment", "main input[type=search]", "gezin")


def _step(studies: list[Study], kind: str) -> str:
    """The address of the first step with an exercise of this kind; of no kind: a later step with prose alone."""
    for study in studies:
        for module in study.modules:
            for step in study.frozen(module).steps[0 if kind else 1 :]:
                if _is_of(kind, step.exercises):
                    return study.step_url(module, step.number)
    raise LookupError(f"No step with {kind or 'prose alone'}.")


def _is_of(kind: str, exercises: tuple[Exercise, ...]) -> bool:
    return any(one.block.kind == kind for one in exercises) if kind else not exercises


# -- Visiting --------------------------------------------------------------------------------------------------------


@contextmanager
def browser() -> Iterator[Browser]:
    """The machine's own Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield chromium
        chromium.close()


def _first_and_second(chromium: Browser, host: str, cookie: str, visit: Visit) -> tuple[Seen, Seen]:
    context = chromium.new_context(base_url=host, **PHONE)
    context.add_cookies([{"name": COOKIE_NAME, "value": cookie, "url": host}])
    try:
        return _visit(context, visit), _visit(context, visit)
    finally:
        context.close()


def _visit(context: BrowserContext, visit: Visit) -> Seen:
    page, seen = context.new_page(), Seen()
    origins: list[float] = []  # one for each page: what a following page tells is not ours

    def hear(entry: dict[str, Any]) -> None:
        origins.append(entry["visit"])
        if entry["visit"] == origins[0]:
            seen.told.setdefault(entry["kind"], []).append(entry["value"])

    page.expose_function("toldToBench", hear)
    page.add_init_script(OBSERVE)
    wire = context.new_cdp_session(page)
    _slow_down(wire)
    sizes = _listen(wire)
    answer = page.goto(visit.address, wait_until="networkidle", timeout=WAIT)
    assert answer is not None
    assert answer.status == 200, (visit.name, answer.status)
    assert page.url.endswith(visit.address), (visit.name, page.url)
    seen.bytes, seen.requests = sum(sizes), len(sizes)
    page.wait_for_timeout(SETTLED)
    _touch(page, visit)
    page.close()
    return seen


def _slow_down(wire: CDPSession) -> None:
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})


def _listen(wire: CDPSession) -> list[int]:
    """Grows by the size of every file that comes over the wire, with its headers; what the cache had is no request."""
    sizes: list[int] = []
    kept: set[str] = set()
    wire.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
    wire.on(
        "Network.responseReceived",
        lambda event: kept.add(event["requestId"]) if event["response"].get("fromDiskCache") else None,
    )

    def count(event: dict[str, Any]) -> None:
        if event["requestId"] not in kept and event["encodedDataLength"] > 0:
            sizes.append(int(event["encodedDataLength"]))

    wire.on("Network.loadingFinished", count)
    return sizes


def _touch(page: Page, visit: Visit) -> None:
    """A finger on the control; typing where it is a field. The page may leave: that is no fault."""
    control = page.locator(visit.control).filter(visible=True).first
    try:
        control.tap(timeout=WAIT, no_wait_after=True)
        if visit.typed:
            control.press_sequentially(visit.typed, delay=100)
            control.press("Enter", no_wait_after=True)
        page.wait_for_timeout(SETTLED)
    except Error as fault:
        if "closed" in fault.message or "Timeout" in fault.message:
            raise


def _row(visit: Visit, first: list[Seen], second: list[Seen]) -> dict[str, str]:
    def both(show: Any, what: str) -> str:
        return " · ".join(show(median(getattr(one, what) for one in seen)) for seen in (first, second))

    return {
        "page": visit.name,
        "KB": both(lambda size: f"{size / 1024:.1f}", "bytes"),
        "requests": both(lambda count: f"{count:.0f}", "requests"),
        "LCP in ms": both(lambda time: f"{time:.0f}", "lcp"),
        "CLS": both(lambda shift: f"{shift:.3f}", "cls"),
        "INP in ms": both(lambda time: f"{time:.0f}", "inp"),
    }
