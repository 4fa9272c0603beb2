"""The same pages from a real server: how long an answer takes, and what CPU time the server spends on it."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from django.core.signing import get_cookie_signer
from django.db import connections

from accounts.guests import COOKIE_NAME, COOKIE_SALT
from accounts.models import Learner
from bench.journey import Page, pages
from bench.table import middle, slowest

ROOT = Path(__file__).resolve().parent.parent
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TICKS = os.sysconf("SC_CLK_TCK")
WARM_UP = 5


def measure(wanted: int) -> list[dict[str, str]]:
    """One row a page, for a guest who is known by the cookie."""
    learner = Learner.objects.create()
    found = pages(learner)
    connections.close_all()
    with server() as (port, pid):
        guest, stranger = Visitor(port, learner), Visitor(port)
        return [_row(stranger if page.is_public else guest, page, pid, wanted) for page in found]


class Visitor:
    """A browser with one connection, and with a guest's cookie when it has been here before."""

    def __init__(self, port: int, learner: Learner | None = None) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies: dict[str, str] = {}
        if learner is not None:
            self.cookies[COOKIE_NAME] = get_cookie_signer(salt=COOKIE_NAME + COOKIE_SALT).sign(str(learner.uuid))
        self.token = ""

    def ask(self, page: Page) -> None:
        """One request, read to its end. Raises AssertionError unless it went well."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if page.answers:
            fields = page.answers[0] | {"submission": str(uuid4()), "csrfmiddlewaretoken": self.token}
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
            self.connection.request("POST", page.address, urlencode(fields), headers)
        else:
            self.connection.request("GET", page.address, headers=headers)
        response = self.connection.getresponse()
        body = response.read().decode()
        assert response.status == 200, (page.name, response.status)
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if found := TOKEN.search(body):
            self.token = found.group(1)


def _row(visitor: Visitor, page: Page, pid: int, wanted: int) -> dict[str, str]:
    for _ in range(WARM_UP):
        visitor.ask(page)
    waited = []
    cpu = _cpu_seconds(pid)
    for _ in range(wanted):
        before = time.perf_counter()
        visitor.ask(page)
        waited.append(time.perf_counter() - before)
    spent = (_cpu_seconds(pid) - cpu) / wanted
    return {
        "page": page.name,
        "answer in ms, median": middle(waited),
        "answer in ms, 95 %": slowest(waited),
        "server's CPU ms a request": f"{spent * 1000:.1f}",
    }


# -- The server ------------------------------------------------------------------------------------------------------


@contextmanager
def server(application: str = "config.wsgi") -> Iterator[tuple[int, int]]:
    """gunicorn with one worker on a free port: its port and the process of the worker."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "1", "--threads", "4", "--keep-alive", "30", "--log-level", "error", "--pid", ""]
    process = subprocess.Popen(command, cwd=ROOT)  # noqa: S603 -- our own server
    try:
        _wait_until_up(port)
        yield port, _child_of(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_up(port: int) -> None:
    for _ in range(300):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("The server did not start.")


def _child_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/task/{pid}/children").read_text().split()[0])


def _cpu_seconds(pid: int) -> float:
    """User and system time of a process so far; the 14th and 15th field of its stat, counted behind its name."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
