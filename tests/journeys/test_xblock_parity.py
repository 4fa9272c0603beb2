"""The conformance blocks in our host and in Open edX's workbench, in one run. Only where `make workbench` was run."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any
from urllib.error import URLError

import pytest
from django.conf import settings as site
from playwright.sync_api import Browser, Page

from tests.journeys.test_xblock import ACID_PARENT, begin, course_with

HOME = site.BASE_DIR / "var" / "workbench"
PYTHON = HOME / "venv" / "bin" / "python"
MARKS = """() => Object.fromEntries(["pass", "fail", "error", "unknown"].map(
    (mark) => [mark, document.querySelectorAll(`i.${mark}`).length]))"""
FAILED = """() => [...document.querySelectorAll("i.fail")].map(
    (mark) => [mark.parentElement.className, mark.parentElement.textContent.trim()].join(" ").trim())"""

pytestmark = pytest.mark.skipif(not PYTHON.exists(), reason="`make workbench` was not run here")


@pytest.fixture
def workbench() -> Iterator[str]:
    """The address of a workbench that runs as long as the test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    around = {"DJANGO_SETTINGS_MODULE": "workbench_settings", "PYTHONPATH": str(HOME), "PYTHONWARNINGS": "ignore"}
    command = [str(PYTHON), "-m", "django", "runserver", "--noreload", address]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=HOME, env=os.environ | around, stdout=quiet, stderr=quiet)  # noqa: S603 -- fixed
    try:
        wait_for(f"http://{address}/")
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str) -> None:
    for _ in range(60):
        try:
            urllib.request.urlopen(address).close()  # noqa: S310 -- on this machine
        except URLError:
            time.sleep(0.5)
        else:
            return
    pytest.fail("The workbench did not start.")


def settled(page: Page) -> tuple[dict[str, int], list[str]]:
    """The marks, once no call is under way, and what failed."""
    page.wait_for_load_state("networkidle", timeout=60_000)
    page.wait_for_timeout(4000)
    marks: dict[str, int] = page.evaluate(MARKS)
    failed: list[str] = page.evaluate(FAILED)
    return marks, sorted(failed)


@pytest.mark.parametrize(("block", "olx"), [("acid", ""), ("acid_parent", ACID_PARENT)])
def test_nothing_fails_here_that_does_not_fail_in_the_workbench(
    page: Page,
    browser: Browser,
    open_browser: Callable[..., Page],
    workbench: str,
    settings: Any,
    block: str,
    olx: str,
) -> None:
    settings.XBLOCK_ASIDES = ["acid_aside"]
    begin(page, course_with(block, olx=olx))
    ours, our_failures = settled(page)
    other = browser.new_context().new_page()
    other.goto(f"{workbench}/scenario/{block}.0/")
    theirs, their_failures = settled(other)
    other.context.close()

    sys.stdout.write(
        f"\n{block}: here {ours}, in the workbench {theirs}; failed here {our_failures}, there {their_failures}\n"
    )
    assert our_failures == their_failures
    assert ours["fail"] <= theirs["fail"]
    assert ours["unknown"] == ours["error"] == 0  # the workbench passes more: it has one more aside around it
