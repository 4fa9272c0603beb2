"""Every page through Django's test client: its CPU time in this process and its queries. No network, no server."""

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Learner, User
from accounts.services import record_proven_address
from bench.journey import Page, certificate, pages
from bench.table import middle, slowest
from certificates.payload import CertificateFacts
from certificates.pdf import render

WARM_UP = 5
FRAGMENT = {"HX-Request": "true"}  # an answer is sent as htmx does it


def measure(wanted: int) -> list[dict[str, str]]:
    """One row a page, for somebody who is signed in; and one for making the file of a certificate."""
    user = User.objects.create_user("bench@example.org", name="Noor de Vries")
    record_proven_address(user=user)
    learner = Learner.objects.create(user=user)
    signed_in = Client()
    signed_in.force_login(user)
    rows = []
    for page in pages(learner):
        client = Client() if page.is_public else signed_in
        rows.append(_row(page.name, _asker(client, page), wanted))
    facts = CertificateFacts.from_payload(certificate().payload)
    rows.append(_row("draw a certificate (PDF/UA)", lambda: render(facts), max(5, wanted // 6)))
    return rows


def _asker(client: Client, page: Page) -> Callable[[], Any]:
    if not page.answers:
        return lambda: _ok(client.get(page.address))
    return lambda: _ok(client.post(page.address, page.answers[0] | {"submission": str(uuid4())}, headers=FRAGMENT))


def _ok(response: Any) -> None:
    assert response.status_code == 200, response.status_code


def _row(name: str, ask: Callable[[], Any], wanted: int) -> dict[str, str]:
    for _ in range(WARM_UP):
        ask()
    with CaptureQueriesContext(connection) as queries:
        ask()
    count = len(queries)  # now: the next request clears the log
    spent = []
    for _ in range(wanted):
        before = time.process_time()
        ask()
        spent.append(time.process_time() - before)
    return {
        "page": name,
        "CPU ms, median": middle(spent),
        "CPU ms, 95 %": slowest(spent),
        "queries": str(count),
    }
