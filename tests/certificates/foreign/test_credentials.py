"""The credentials, as verifiers of others judge them; what they read of a status is the site's own list."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openbadgeslib.ob3 import OB3LdpVerifier, OB3VerificationError

from certificates import keys
from certificates.models import Certificate
from certificates.services import issue, make_file, replace, revoke
from tests.certificates.foreign.conftest import Verdicts
from tests.certificates.foreign.learners import LEARNERS
from tests.certificates.foreign.tools import attached, digitalbazaar
from tests.factories import make_course, make_enrolment, walk

pytestmark = pytest.mark.foreign
EVERY = pytest.mark.parametrize("name", LEARNERS)


def downloading(verdicts: Verdicts) -> Callable[..., bytes]:
    """The only address that openbadgeslib may ask: our did.json."""

    def download(address: str, *args: Any, **kwargs: Any) -> bytes:
        assert address.endswith("testserver/.well-known/did.json")
        return json.dumps(verdicts.documents[keys.issuer()]).encode()

    return download


@EVERY
def test_digitalbazaar_verifies_it_and_reads_its_status(verdicts: Verdicts, name: str) -> None:
    said = verdicts.digitalbazaar[name]

    assert (said["verified"], said["errors"], said["revoked"]) == (True, [], [name == "Greek"])


def test_digitalbazaar_rejects_other_hours(verdicts: Verdicts) -> None:
    said = verdicts.digitalbazaar["other hours"]

    assert said["verified"] is False
    assert "Invalid signature." in said["errors"]


@EVERY
def test_openbadgeslib_verifies_it(verdicts: Verdicts, name: str) -> None:
    verifier = OB3LdpVerifier.for_issuer_did(keys.issuer())

    badge = verifier.verify(json.dumps(verdicts.credentials[name]), download=downloading(verdicts))

    assert badge.achievement.name == LEARNERS[name].course_title


def test_openbadgeslib_rejects_other_hours(verdicts: Verdicts) -> None:
    verifier = OB3LdpVerifier.for_issuer_did(keys.issuer())

    with pytest.raises(OB3VerificationError, match="signature mismatch"):
        verifier.verify(json.dumps(verdicts.credentials["other hours"]), download=downloading(verdicts))


@pytest.mark.django_db
def test_whole_story_is_seen_by_somebody_who_knows_nothing_of_us(client: Client, tmp_path: Path) -> None:
    now, course = timezone.now(), make_course(modules=1)
    kept, revoked, old, expired = (_issued(course, name) for name in ("Henk", "Ron", "Joice", "Ingrid"))
    Certificate.objects.filter(pk=expired.pk).update(expires_at=now + timedelta(days=30))
    for certificate in (kept, revoked, old, expired):
        make_file(certificate_id=certificate.pk)
    revoke(certificate=revoked, reason="mistake", at=now)
    new = replace(certificate=old, name="Joyce", at=now)
    make_file(certificate_id=new.pk)

    asked = {
        name: {"credential": _handed_over(certificate, tmp_path), "now": (now + timedelta(minutes=1)).isoformat()}
        for name, certificate in {"kept": kept, "revoked": revoked, "old": old, "new": new, "expired": expired}.items()
    }
    asked["expired later"] = asked["expired"] | {"now": (now + timedelta(days=31)).isoformat()}
    said = digitalbazaar(asked, _what_the_site_answers(client))

    assert {name: (one["verified"], one["revoked"]) for name, one in said.items() if name != "expired later"} == {
        "kept": (True, [False]),
        "revoked": (True, [True]),
        "old": (True, [True]),
        "new": (True, [False]),
        "expired": (True, [False]),
    }
    assert said["expired later"]["verified"] is False


def _issued(course: Any, name: str) -> Certificate:
    enrolment = walk(make_enrolment(course))
    return issue(enrolment=enrolment, name=name, at=timezone.now())


def _handed_over(certificate: Certificate, folder: Path) -> dict[str, Any]:
    """The credential out of the file that the holder has."""
    certificate.refresh_from_db()
    return attached(Path(certificate.pdf.path), folder)


def _what_the_site_answers(client: Client) -> dict[str, Any]:
    did = json.loads(client.get("/.well-known/did.json").content)
    methods = {method["id"]: {"@context": keys.DID_CONTEXTS[1]} | method for method in did["verificationMethod"]}
    return {did["id"]: did, "http://testserver/status/1": json.loads(client.get("/status/1").content)} | methods
