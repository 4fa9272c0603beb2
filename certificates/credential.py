"""The credential of a certificate: Open Badges 3.0, which is a W3C Verifiable Credential 2.0.

https://www.imsglobal.org/spec/ob/v3p0 and https://www.w3.org/TR/vc-data-model-2.0/
"""

import json
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings

from certificates import contexts, keys, proof
from certificates.payload import CertificateFacts

FILE_NAME = "credential.json"


def build(
    facts: CertificateFacts, *, status: dict[str, str], issued_at: datetime, expires_at: datetime | None = None
) -> dict[str, Any]:
    """The signed credential. The same facts, status, moments and key give the same one. Raises keys.NoKey."""
    credential = {
        "@context": [contexts.CREDENTIALS, contexts.OPEN_BADGES],
        "id": facts.check_url,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{facts.title}: {facts.course_title}",
        "issuer": _issuer(facts),
        "validFrom": proof.moment(issued_at),
        "credentialSubject": _subject(facts),
        "credentialStatus": status,
    }
    if expires_at is not None:
        credential["validUntil"] = proof.moment(expires_at)
    return proof.sign(credential, at=issued_at)


def as_file(credential: dict[str, Any]) -> bytes:
    """The credential as it is attached to the file."""
    return json.dumps(credential, ensure_ascii=False, indent=1).encode() + b"\n"


def hours(minutes: int) -> float:
    """Net minutes as the hours that a credential counts; whole ones as integers, which is how JSON-LD signs them."""
    exact = round(minutes / 60, 2)
    return int(exact) if exact.is_integer() else exact


def _issuer(facts: CertificateFacts) -> dict[str, Any]:
    said = {"id": keys.issuer(), "type": ["Profile"], "name": facts.issuer or "Leerkring", "url": settings.SITE_URL}
    return said | ({"email": facts.issuer_contact} if facts.issuer_contact else {})


def _subject(facts: CertificateFacts) -> dict[str, Any]:
    """Who, and what was achieved. The name stands there in full, as on paper: the file belongs to its holder."""
    subject: dict[str, Any] = {
        "type": ["AchievementSubject"],
        "identifier": [{"type": "IdentityObject", "hashed": False, "identityHash": facts.name, "identityType": "name"}],
        "activityEndDate": f"{facts.completed_on.isoformat()}T00:00:00Z",  # a day; the schema wants a moment
        "creditsEarned": hours(facts.minutes),
        "achievement": _achievement(facts),
    }
    if facts.result:
        subject["result"] = [{"type": ["Result"], "value": facts.result}]
    return subject


def _achievement(facts: CertificateFacts) -> dict[str, Any]:
    edition = uuid5(NAMESPACE_URL, f"{settings.SITE_URL}/{facts.course_title}/{facts.edition}")
    learned = "".join(f"\n- {goal}" for goal in facts.goals)
    recognised = "".join(f"\n{one.register}: {one.number}, {one.points}" for one in facts.accreditations)
    said = {
        "id": f"urn:uuid:{edition}",
        "type": ["Achievement"],
        "achievementType": "CertificateOfCompletion",
        "name": facts.course_title,
        "description": facts.statement + learned,
        "criteria": {"narrative": facts.statement + learned + recognised},
        "creditsAvailable": hours(facts.minutes),
        "inLanguage": facts.course_language or facts.language,
        "version": facts.edition,
    }
    if facts.is_demo:
        said["tag"] = ["demonstratie"]
    return said
