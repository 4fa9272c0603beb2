"""The finished file: archival, accessible, its credential in it, sealed; and what is found when somebody changed it."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from pypdf import PdfReader, PdfWriter

from certificates import credential, keys, seal
from certificates.models import Certificate
from certificates.payload import CertificateFacts
from certificates.pdf import render
from certificates.services import erase_holder, issue, make_file, revoke
from certificates.verifying import credential_in, verify_file
from tests.certificates.paper import reader
from tests.factories import make_course, make_enrolment, walk

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
STATUS = {
    "id": "http://testserver/status/1#5",
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "5",
    "statusListCredential": "http://testserver/status/1",
}


@pytest.fixture
def drawn(facts: CertificateFacts) -> bytes:
    """The file before its seal."""
    signed = credential.build(facts, status=STATUS, issued_at=AT)
    return render(facts, credential=credential.as_file(signed))


@pytest.fixture
def certificate() -> Certificate:
    enrolment = walk(make_enrolment(make_course(modules=1)))
    certificate = issue(enrolment=enrolment, name="Henk", at=enrolment.completed_at)
    make_file(certificate_id=certificate.pk)
    certificate.refresh_from_db()
    return certificate


def stored(certificate: Certificate) -> bytes:
    with certificate.pdf.open("rb") as file:
        return file.read()


def added_to(content: bytes) -> bytes:
    """The same file with a note appended, as an editor of PDFs saves it."""
    writer = PdfWriter(PdfReader(io.BytesIO(content)), incremental=True)
    writer.add_metadata({"/Note": "Geslaagd met lof"})
    changed = io.BytesIO()
    writer.write(changed)
    return changed.getvalue()


def flipped(content: bytes) -> bytes:
    """One bit of the drawing is another."""
    place = content.index(b"stream") + 40
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_metadata_promises_both_and_explains_the_word_for_it(drawn: bytes) -> None:
    said = reader(drawn).trailer["/Root"]["/Metadata"].get_data().decode()

    assert [word in said for word in ('pdfaid:part="3"', 'pdfaid:conformance="A"', 'pdfuaid:part="1"')] == [True] * 3
    assert "http://www.aiim.org/pdfua/ns/id/" in said


def test_credential_is_attached_as_the_source(drawn: bytes, facts: CertificateFacts) -> None:
    document = reader(drawn)

    [name, [content]] = next(iter(document.attachments.items()))
    associated = document.trailer["/Root"]["/AF"][0].get_object()
    assert (name, associated["/AFRelationship"]) == ("credential.json", "/Source")
    assert credential_in(drawn)["id"] == facts.check_url
    assert content == credential.as_file(credential_in(drawn))


def test_until_the_seal_the_same_facts_give_the_same_bytes(drawn: bytes, facts: CertificateFacts) -> None:
    signed = credential.build(facts, status=STATUS, issued_at=AT)

    assert render(facts, credential=credential.as_file(signed)) == drawn


def test_sealed_file_is_intact_until_it_is_touched(drawn: bytes) -> None:
    sealed = seal.put_on(drawn)

    changed = [drawn, flipped(sealed), added_to(sealed), sealed + b"%", b"", b"%PDF-1.7", drawn[:9000]]
    assert seal.is_intact(sealed)
    assert [seal.is_intact(one) for one in changed] == [False] * len(changed)
    assert len(sealed) < 40_000


def test_seal_of_somebody_else_is_not_ours(drawn: bytes, settings: Any, tmp_path: Path) -> None:
    ours = settings.KEYS_DIR
    settings.KEYS_DIR = tmp_path / "theirs"
    keys.create(at=AT)
    sealed = seal.put_on(drawn)
    assert seal.is_intact(sealed)

    settings.KEYS_DIR = ours

    assert not seal.is_intact(sealed)


def test_file_of_a_retired_seal_stays_intact(drawn: bytes, settings: Any, tmp_path: Path) -> None:
    settings.KEYS_DIR = tmp_path / "keys"
    keys.create(at=AT)
    sealed = seal.put_on(drawn)

    keys.rotate(at=AT)

    assert seal.is_intact(sealed)


def test_issuers_own_seal_is_used_and_remembered(drawn: bytes, settings: Any, tmp_path: Path) -> None:
    settings.KEYS_DIR = tmp_path / "keys"
    keys.create(at=AT)
    own = keys.active(keys.Purpose.SEAL)
    leaf, root = own.certificates
    locked = serialization.BestAvailableEncryption(b"geheim")
    packed = pkcs12.serialize_key_and_certificates(b"seal", keys.private(own), leaf, [root], locked)
    (tmp_path / "seal.p12").write_bytes(packed)
    settings.SEAL_P12, settings.SEAL_P12_PASSWORD = str(tmp_path / "seal.p12"), "geheim"
    settings.KEYS_DIR = tmp_path / "others"
    keys.create(at=AT)

    sealed = seal.put_on(drawn)
    settings.SEAL_P12 = ""

    assert seal.is_intact(sealed)
    assert [key.purpose for key in keys.known()] == ["credential", "seal", "own seal"]
    assert keys.active(keys.Purpose.SEAL).id != own.id or keys.active(keys.Purpose.SEAL).public != own.public


def test_own_seal_that_cannot_be_read_is_said(drawn: bytes, settings: Any, tmp_path: Path) -> None:
    settings.SEAL_P12 = str(tmp_path / "nothing.p12")

    with pytest.raises(seal.NotSealed, match="SEAL_P12_PASSWORD"):
        seal.put_on(drawn)


def test_time_stamp_server_that_is_away_leaves_the_file_unsealed(drawn: bytes, settings: Any) -> None:
    settings.TIMESTAMP_URL = "http://127.0.0.1:9/"

    with pytest.raises(seal.NotSealed, match=r"127\.0\.0\.1:9"):
        seal.put_on(drawn)


# --- What is found about a file ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_stored_file_is_known_intact_and_ours(certificate: Certificate) -> None:
    findings = verify_file(stored(certificate))

    assert (findings.certificate, findings.seal_intact, findings.credential_valid) == (certificate, True, True)
    assert credential_in(stored(certificate)) == certificate.credential
    assert certificate.key_id == keys.active(keys.Purpose.CREDENTIAL).id


@pytest.mark.django_db
@pytest.mark.parametrize("change", [flipped, added_to])
def test_changed_file_is_unknown_and_broken_though_its_credential_is_ours(
    certificate: Certificate, change: Any
) -> None:
    findings = verify_file(change(stored(certificate)))

    assert (findings.certificate, findings.seal_intact, findings.credential_valid) == (None, False, True)


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"x" * 5000, b"\x00" * 100])
def test_rubbish_is_nothing_of_ours(content: bytes) -> None:
    findings = verify_file(content)

    assert (findings.is_known, findings.seal_intact, findings.credential_valid) == (False, False, False)


@pytest.mark.django_db
def test_credential_on_a_sheet_of_somebody_else_is_ours_and_the_sheet_is_not(
    certificate: Certificate, facts: CertificateFacts
) -> None:
    assert certificate.credential is not None
    forged = render(replace(facts, name="Iemand Anders"), credential=credential.as_file(certificate.credential))

    findings = verify_file(forged)

    assert (findings.is_known, findings.seal_intact, findings.credential_valid) == (False, False, True)


@pytest.mark.django_db
def test_without_a_key_nothing_is_stored_and_a_later_round_makes_it(settings: Any, tmp_path: Path) -> None:
    enrolment = walk(make_enrolment(make_course(modules=1)))
    certificate = issue(enrolment=enrolment, name="Henk", at=enrolment.completed_at)
    settings.KEYS_DIR = tmp_path / "keys"

    with pytest.raises(keys.NoKey):
        make_file(certificate_id=certificate.pk)
    assert Certificate.objects.values_list("pdf", "credential").get() == ("", None)
    keys.create(at=AT)

    assert make_file(certificate_id=certificate.pk)


@pytest.mark.django_db
def test_file_that_a_killed_worker_left_is_replaced(settings: Any) -> None:
    enrolment = walk(make_enrolment(make_course(modules=1)))
    certificate = issue(enrolment=enrolment, name="Henk", at=enrolment.completed_at)
    orphan = Path(settings.MEDIA_ROOT) / certificate.pdf.field.generate_filename(certificate, f"{certificate.code}.pdf")
    orphan.parent.mkdir(parents=True)
    orphan.write_bytes(b"half")

    make_file(certificate_id=certificate.pk)

    assert [path.name for path in orphan.parent.iterdir()] == [f"{certificate.code}.pdf"]
    assert orphan.read_bytes().startswith(b"%PDF-")


@pytest.mark.django_db
def test_erasing_takes_the_credential_too_and_the_holders_copy_still_verifies(
    certificate: Certificate, django_capture_on_commit_callbacks: Any
) -> None:
    copy = stored(certificate)
    with django_capture_on_commit_callbacks(execute=True):
        erase_holder(learner=certificate.enrolment.learner, at=AT)

    findings = verify_file(copy)

    assert Certificate.objects.get().credential is None
    assert (findings.certificate, findings.seal_intact, findings.credential_valid) == (certificate, True, True)


@pytest.mark.django_db
def test_revoking_changes_neither_file_nor_credential(certificate: Certificate) -> None:
    before = stored(certificate)

    revoke(certificate=certificate, reason="mistake", at=AT)

    assert stored(Certificate.objects.get()) == before
    assert verify_file(before).seal_intact
