"""Certificates: what the whole file costs, what it weighs, how long many take on two cores."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.models import Learner, User
from bench.journey import finished
from bench.table import middle, slowest
from certificates import batch, credential, keys, seal, status
from certificates.making import make
from certificates.models import Certificate
from certificates.payload import CertificateFacts
from certificates.pdf import render
from certificates.services import issue
from learning.models import Enrolment

WARM_UP = 5
AT_ONCE = 2


def measure(wanted: int) -> list[dict[str, str]]:
    """One row a step of making, then one each for size, memory, a download and a batch."""
    keys.create(at=timezone.now())
    pattern = finished(Learner.objects.create())
    certificates = [issued(pattern, number) for number in range(wanted)]
    rows = [_row(name, step, wanted) for name, step in _steps(certificates[0]).items()]
    rows += _batch()
    rows += [_size()]
    rows += _download(certificates[0], wanted)
    return rows


def issued(pattern: Enrolment, number: int) -> Certificate:
    """A certificate of somebody else who finished the same course."""
    enrolment = Enrolment.objects.create(
        learner=Learner.objects.create(),
        edition=pattern.edition,
        course=pattern.course,
        started_at=pattern.started_at,
        completed_at=pattern.completed_at,
        completed_release=pattern.completed_release,
    )
    return issue(enrolment=enrolment, name=f"Noor de Vries-{number:04}", at=timezone.now())


def _steps(certificate: Certificate) -> dict[str, Callable[[], Any]]:
    assert certificate.payload is not None
    facts = CertificateFacts.from_payload(certificate.payload)
    entry = status.give_place(certificate)

    def signed() -> dict[str, Any]:
        return credential.build(facts, status=entry, issued_at=certificate.issued_at)

    attached = credential.as_file(signed())
    drawn = render(facts, credential=attached)
    return {
        "sign the credential": signed,
        "draw the PDF/A-3a and PDF/UA-1": lambda: render(facts, credential=attached),
        "seal it (B-B)": lambda: seal.put_on(drawn),
        "the whole certificate": lambda: make(certificate),
    }


def _row(name: str, step: Callable[[], Any], wanted: int) -> dict[str, str]:
    for _ in range(WARM_UP):
        step()
    spent = []
    for _ in range(wanted):
        before = time.process_time()
        step()
        spent.append(time.process_time() - before)
    return {"what": name, "median": f"{middle(spent)} CPU ms", "95 %": f"{slowest(spent)} CPU ms"}


def _size() -> dict[str, str]:
    """Of the files that the batch has stored."""
    sizes = [certificate.pdf.size for certificate in Certificate.objects.filter(made_at__isnull=False)]
    return {
        "what": "size of the file",
        "median": f"{median(sizes) / 1000:.1f} kB",
        "95 %": f"{max(sizes) / 1000:.1f} kB (largest)",
    }


def _batch() -> list[dict[str, str]]:
    """The pace once both processes are under way, and what it means for a thousand."""
    start, done = time.monotonic(), []
    for _certificate_id, fault in batch.make_files(batch.waiting(), processes=AT_ONCE):
        assert not fault, fault
        done.append(time.monotonic() - start)
    each = (done[-1] - done[9]) / (len(done) - 10)
    return [
        {
            "what": f"batch of {len(done)} in {AT_ONCE} processes",
            "median": f"{each * 1000:.0f} ms each; {done[0]:.1f} s to the first",
            "95 %": f"{done[0] + each * 1000:.0f} s for 1,000 (computed)",
        }
    ]


def _download(certificate: Certificate, wanted: int) -> list[dict[str, str]]:
    """Of the stored bytes, by its holder."""
    user = User.objects.create_user("holder@example.org", name="Noor")
    certificate.refresh_from_db()
    assert certificate.enrolment is not None
    Learner.objects.filter(pk=certificate.enrolment.learner_id).update(user=user)
    client = Client()
    client.force_login(user)

    def download() -> None:
        response = client.get(f"/mijn/bewijs/{certificate.code}/")
        assert response.status_code == 200, response.status_code
        assert b"".join(response.streaming_content).startswith(b"%PDF-")

    return [_row("download of the stored file", download, wanted)]
