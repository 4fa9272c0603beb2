"""The database is really away: nothing listens, or somebody listens and never answers."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.signing import get_cookie_signer

from accounts.guests import COOKIE_NAME, COOKIE_SALT

QUICK, BEARABLE = 2, 10  # seconds for one page
PAGES = ["/", "/cursussen/", "/mijn/", "/account/login/", "/c/", "/begin-opnieuw/", "/bestaat-niet/", "/static/no.css"]
STEP = "/leren/een-12345678/twee-12345678/1/"
AS_VISITOR = ""
AS_MEMBER = f"sessionid={'s' * 32}"
AS_GUEST = f"{COOKIE_NAME}={get_cookie_signer(salt=COOKIE_NAME + COOKIE_SALT).sign(str(uuid4()))}"


@pytest.fixture
def closed_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes a call and says nothing: a database server that hangs."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        yield int(listener.getsockname()[1])


def ask(port: int, *requests: tuple[str, str, str]) -> list[dict[str, Any]]:
    """What a site answers whose database should be at this port."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings_test",
        "DATABASE_URL": f"postgres://somebody:secret@127.0.0.1:{port}/leerkring",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.config.away"],
        input=json.dumps(requests),
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        env=environment,
        check=True,
        timeout=120,
    )
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


def words(body: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_every_page_says_in_dutch_that_we_will_be_back(closed_port: int) -> None:
    requests = [("GET", page, cookie) for page in [*PAGES, STEP] for cookie in (AS_VISITOR, AS_MEMBER, AS_GUEST)]
    requests += [("POST", STEP, AS_VISITOR), ("POST", STEP, AS_GUEST), ("GET", "/admin/", AS_MEMBER)]

    answers = ask(closed_port, *requests)

    for request, answer in zip(requests, answers, strict=True):
        assert (request, answer["status"]) == (request, 503)
        assert "We zijn zo terug" in words(answer["body"])
        assert '<html lang="nl">' in answer["body"]
        assert (answer["headers"]["Retry-After"], answer["headers"]["Cache-Control"]) == ("30", "no-store")
        assert answer["seconds"] < QUICK


def test_the_process_is_alive_but_not_ready(closed_port: int) -> None:
    alive, ready = ask(closed_port, ("GET", "/healthz", AS_VISITOR), ("GET", "/readyz", AS_VISITOR))

    assert (alive["status"], alive["body"]) == (200, "ok")
    assert (ready["status"], json.loads(ready["body"])) == (503, {"ready": False, "why": "database"})


def test_a_database_that_hangs_is_not_waited_for(silent_port: int) -> None:
    requests = [("GET", "/healthz", AS_VISITOR), ("GET", "/readyz", AS_VISITOR), ("GET", "/mijn/", AS_MEMBER)]

    answers = ask(silent_port, *requests, ("GET", "/", AS_GUEST))

    assert [answer["status"] for answer in answers] == [200, 503, 503, 503]
    assert max(answer["seconds"] for answer in answers) < BEARABLE
