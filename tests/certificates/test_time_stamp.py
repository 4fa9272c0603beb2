"""A seal with a time stamp (PAdES B-T): asked of a server over HTTP, and what happens when that does not stamp."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from asn1crypto import tsp
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from certificates import credential, seal
from certificates.models import Certificate
from certificates.payload import CertificateFacts
from certificates.pdf import render
from certificates.services import make_file
from certificates.verifying import verify_file
from tests.certificates.stamping import REPLY, TimeStampServer
from tests.certificates.test_proof_of_file import AT, STATUS, added_to, flipped, stored
from tests.factories import make_certificate

REFUSAL = bytes.fromhex("30053003020102")  # a TimeStampResp with nothing but the status "rejection"

IMPRINT = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": b"x" * 32}


@pytest.fixture(scope="module")
def running() -> Iterator[TimeStampServer]:
    with TimeStampServer().running() as server:
        yield server


@pytest.fixture
def server(running: TimeStampServer, settings: Any) -> TimeStampServer:
    running.answer, running.stamps_other = None, False
    running.asked.clear()
    settings.TIMESTAMP_URL = running.address
    return running


@pytest.fixture
def drawn(facts: CertificateFacts) -> bytes:
    signed = credential.build(facts, status=STATUS, issued_at=AT)
    return render(facts, credential=credential.as_file(signed))


def test_seal_has_a_stamp_of_the_server_over_this_very_signature(drawn: bytes, server: TimeStampServer) -> None:
    sealed = seal.put_on(drawn)

    [signature] = PdfFileReader(io.BytesIO(sealed)).embedded_signatures
    trust = ValidationContext(trust_roots=[*seal._roots(), server.certificate], allow_fetching=False)
    status = validate_pdf_signature(signature, trust, ts_validation_context=trust)
    stamp = status.timestamp_validity
    assert set(server.asked) == {"application/timestamp-query"}
    assert (stamp.intact, stamp.valid, stamp.trusted, status.bottom_line) == (True, True, True, True)
    assert abs(stamp.timestamp - datetime.now(UTC)) < timedelta(minutes=1)
    assert stamp.signing_cert.subject.native == {"common_name": "Tijdstempel Voorbeeld"}
    assert len(sealed) <= 40_000


def test_stamped_file_is_intact_for_us_though_we_know_nothing_of_the_server(
    drawn: bytes, server: TimeStampServer
) -> None:
    sealed = seal.put_on(drawn)

    assert seal.is_intact(sealed)
    assert [seal.is_intact(change(sealed)) for change in (flipped, added_to)] == [False, False]


@pytest.mark.parametrize(
    "answer",
    [
        (503, "text/html", b"Try later"),
        (200, "text/html", b"<p>Buy more stamps</p>"),
        (200, REPLY, b"rubbish"),
        (200, REPLY, b""),
        (200, REPLY, REFUSAL),
    ],
    ids=["down", "a page", "rubbish", "nothing", "refused"],
)
@pytest.mark.django_db
def test_server_that_does_not_stamp_leaves_the_file_for_a_later_round(
    server: TimeStampServer, answer: tuple[int, str, bytes]
) -> None:
    certificate = make_certificate()
    server.answer = answer

    with pytest.raises(seal.NotSealed, match="gave no time stamp"):
        make_file(certificate_id=certificate.pk)

    assert Certificate.objects.values_list("pdf", "made_at").get() == ("", None)
    server.answer = None
    assert make_file(certificate_id=certificate.pk)
    certificate.refresh_from_db()
    findings = verify_file(stored(certificate))
    assert (findings.is_known, findings.seal_intact, findings.credential_valid) == (True, True, True)


@pytest.mark.parametrize("nonce", [True, False], ids=["of another file", "of another request"])
def test_stamp_of_something_else_is_not_taken(drawn: bytes, server: TimeStampServer, nonce: bool) -> None:
    seal.put_on(drawn)
    if nonce:
        server.stamps_other = True
    else:
        other = tsp.TimeStampReq({"version": 1, "message_imprint": IMPRINT, "nonce": 1, "cert_req": True})
        server.answer = (200, REPLY, server.stamp(other.dump()))

    with pytest.raises(seal.NotSealed, match="gave no time stamp"):
        seal.put_on(drawn)
