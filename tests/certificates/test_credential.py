"""The credential: what it says, that nobody can change it, that nothing is fetched for it."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from certificates import contexts, credential, proof
from certificates.checks import contexts_are_there
from certificates.payload import CertificateFacts, PrintedAccreditation

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
STATUS = {
    "id": "http://testserver/status/1#5",
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "5",
    "statusListCredential": "http://testserver/status/1",
}


def made(facts: CertificateFacts, **more: Any) -> dict[str, Any]:
    """As somebody reads it from the file."""
    return json.loads(credential.as_file(credential.build(facts, status=STATUS, issued_at=AT, **more)))


def test_credential_says_what_the_paper_says(facts: CertificateFacts) -> None:
    recognised = PrintedAccreditation("SKJ", "304712", "2.5", "2026-01-01", "2028-12-31")
    said = made(replace(facts, result="Geslaagd", accreditations=(recognised,)), expires_at=AT.replace(year=2031))

    subject, achievement = said["credentialSubject"], said["credentialSubject"]["achievement"]
    assert said["id"] == facts.check_url
    assert said["issuer"]["id"] == "did:web:testserver"
    assert (said["validFrom"], said["validUntil"]) == ("2026-05-04T09:30:00Z", "2031-05-04T09:30:00Z")
    assert subject["identifier"][0]["identityHash"] == facts.name
    assert (subject["creditsEarned"], achievement["creditsAvailable"]) == (2.25, 2.25)
    assert subject["result"] == [{"type": ["Result"], "value": "Geslaagd"}]
    assert subject["activityEndDate"] == "2026-05-03T00:00:00Z"
    assert (achievement["name"], achievement["version"]) == (facts.course_title, "2.3")
    assert [goal for goal in facts.goals if goal not in achievement["criteria"]["narrative"]] == []
    assert "SKJ: 304712, 2.5" in achievement["criteria"]["narrative"]


def test_every_word_that_the_standard_requires_is_there(facts: CertificateFacts) -> None:
    said = made(facts)

    subject = said["credentialSubject"]
    required = [
        (said, "@context id type credentialSubject issuer validFrom"),
        (subject, "type achievement"),
        (subject["achievement"], "id type criteria description name"),
        (said["issuer"], "id type"),
        (subject["identifier"][0], "type hashed identityHash identityType"),
        (said["credentialStatus"], "type statusPurpose statusListIndex statusListCredential"),
    ]
    assert [word for thing, words in required for word in words.split() if word not in thing] == []
    assert said["@context"] == [contexts.CREDENTIALS, contexts.OPEN_BADGES]
    assert isinstance(said["proof"], list)


def test_same_facts_give_the_same_credential(facts: CertificateFacts) -> None:
    assert made(facts) == made(facts)


def test_only_a_demonstration_says_that_it_is_one(facts: CertificateFacts) -> None:
    tags = [made(replace(facts, is_demo=is_demo))["credentialSubject"]["achievement"].get("tag") for is_demo in (0, 1)]

    assert tags == [None, ["demonstratie"]]


@pytest.mark.parametrize(("minutes", "hours"), [(45, 0.75), (60, 1), (100, 1.67), (1200, 20)])
def test_hours_are_signed_as_they_are_written(facts: CertificateFacts, minutes: int, hours: float) -> None:
    said = made(replace(facts, minutes=minutes))

    assert said["credentialSubject"]["creditsEarned"] == hours
    assert proof.is_ours(said)


def other_hours(said: dict[str, Any]) -> None:
    said["credentialSubject"]["creditsEarned"] = 40


def other_name(said: dict[str, Any]) -> None:
    said["credentialSubject"]["identifier"][0]["identityHash"] = "Iemand Anders"


def word_without_meaning(said: dict[str, Any]) -> None:
    said["diploma"] = "cum laude"


def context_of_its_own(said: dict[str, Any]) -> None:
    said["credentialSubject"]["@context"] = {"diploma": "https://example.org/diploma"}


def other_issuer(said: dict[str, Any]) -> None:
    said["issuer"]["id"] = "did:web:example.org"


def other_moment(said: dict[str, Any]) -> None:
    said["proof"][0]["created"] = "2020-01-01T00:00:00Z"


def other_key(said: dict[str, Any]) -> None:
    said["proof"][0]["verificationMethod"] = "did:web:testserver#key-1900"


def other_purpose(said: dict[str, Any]) -> None:
    said["proof"][0]["proofPurpose"] = "authentication"


def no_proof(said: dict[str, Any]) -> None:
    del said["proof"]


def rubbish_for_a_proof(said: dict[str, Any]) -> None:
    said["proof"][0]["proofValue"] = ["z"]


@pytest.mark.parametrize(
    "change",
    [
        other_hours, other_name, word_without_meaning, context_of_its_own, other_issuer, other_moment, other_key,
        other_purpose, no_proof, rubbish_for_a_proof,
    ],
)  # fmt: skip
def test_changed_credential_is_not_ours(facts: CertificateFacts, change: Callable[[dict[str, Any]], None]) -> None:
    said = made(facts)
    changed = copy.deepcopy(said)
    change(changed)

    assert [proof.is_ours(said), proof.is_ours(changed)] == [True, False]


def test_address_that_is_not_packaged_is_an_error() -> None:
    with pytest.raises(contexts.UnknownContext, match="nothing is fetched"):
        contexts.load("https://www.w3.org/2018/credentials/v1")


def test_packaged_context_that_is_another_than_was_tried_is_refused(settings: Any, tmp_path: Any) -> None:
    settings.NODE_MODULES = tmp_path
    contexts.read.cache_clear()
    path = contexts.file_of(contexts.OPEN_BADGES)
    path.parent.mkdir(parents=True)
    path.write_text("module.exports = {}")

    with pytest.raises(contexts.UnknownContext, match="another file"):
        contexts.read(contexts.OPEN_BADGES)


def test_missing_contexts_are_named_with_what_mends_it(settings: Any, tmp_path: Any) -> None:
    assert contexts_are_there(None) == []
    settings.NODE_MODULES = tmp_path

    [error] = contexts_are_there(None)

    assert error.id == "certificates.E002"
    assert "credentials-v2.jsonld" in error.msg
