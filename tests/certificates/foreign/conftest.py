"""The files and credentials that are judged: made once, then changed on purpose."""

import base64
import copy
import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from certificates import credential, keys, pdf, proof, seal, status
from certificates.payload import CertificateFacts, Signatory
from certificates.pictures import LOGO, SIGNATURE, shrunk
from tests.certificates.foreign.learners import ALL, LEARNERS, USUAL
from tests.certificates.foreign.tools import attached, digitalbazaar, verapdf
from tests.certificates.stamping import TimeStampServer
from tests.certificates.test_pictures import READABLE, drawn, photo, saved
from tests.certificates.test_proof_of_file import added_to, flipped

SCAN = saved(drawn("RGBA"), "PNG")
LIST = "http://testserver/status/1"
AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
# What veraPDF has to find: the rule that is broken when this is taken out of the page.
CONTROLS = {
    "without language": ("7.2-29", re.compile(r'<html lang="\w+">'), "<html>"),
    "without alternative": ("7.3-1", re.compile(r'alt="[^"]*"'), ""),
    "without title": ("7.1-9", re.compile(r"<title>.*?</title>"), ""),
}


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What was made, and what the slow tools said of all of it at once."""

    files: dict[str, Path]
    verapdf: dict[tuple[str, str], tuple[str, list[str]]]
    credentials: dict[str, dict[str, Any]]
    documents: dict[str, Any]
    digitalbazaar: dict[str, dict[str, Any]]


@pytest.fixture(scope="session")
def verdicts(tmp_path_factory: pytest.TempPathFactory, issuers_keys: Path) -> Verdicts:
    """Every certificate made and judged."""
    folder = tmp_path_factory.mktemp("certificates")
    with override_settings(KEYS_DIR=issuers_keys):
        files = {
            name: written(folder, name, whole(facts, place)) for place, (name, facts) in enumerate(LEARNERS.items())
        }
        files |= {name: written(folder, name, without(*change)) for name, (_rule, *change) in CONTROLS.items()}
        sealed = files["usual"].read_bytes()
        files |= {
            "flipped": written(folder, "flipped", flipped(sealed)),
            "added to": written(folder, "added to", added_to(sealed)),
        }
        files |= {
            f"logo: {kind}": written(folder, f"logo: {kind}", with_pictures(USUAL, READABLE[kind](), [SCAN]))
            for kind in READABLE
        }
        name, noisy = "all of it, with photos", [photo(seed) for seed in range(3)]
        files[name] = written(folder, name, with_pictures(ALL, photo(), noisy))
        with TimeStampServer().running() as server, override_settings(TIMESTAMP_URL=server.address):
            files["stamped"] = written(folder, "stamped", whole(USUAL, 98))
        credentials = {name: attached(files[name], folder) for name in LEARNERS}
        changed = copy.deepcopy(credentials["usual"])
        changed["credentialSubject"]["creditsEarned"] = 40
        documents = open_documents(revoked=[list(LEARNERS).index("Greek")])
    asked = {name: {"credential": one} for name, one in credentials.items()}
    asked |= {"other hours": {"credential": changed}}
    return Verdicts(
        files=files,
        verapdf=verapdf(list(files.values()), tmp_path_factory.mktemp("classes")),
        credentials=credentials | {"other hours": changed},
        documents=documents,
        digitalbazaar=digitalbazaar(asked, documents),
    )


def whole(facts: CertificateFacts, place: int) -> bytes:
    """As `certificates.making` makes it, with a place in the list that the test knows."""
    entry = {
        "id": f"{LIST}#{place}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(place),
        "statusListCredential": LIST,
    }
    signed = credential.build(facts, status=entry, issued_at=AT)
    return seal.put_on(pdf.render(facts, credential=credential.as_file(signed)))


def without(part: re.Pattern[str], instead: str) -> bytes:
    """A file of which something was left out that a blind reader needs."""
    draw = pdf.render_to_string

    def damaged(name: str, context: dict[str, Any]) -> str:
        page, changes = part.subn(instead, draw(name, context), count=1)
        assert changes == 1
        return page

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "render_to_string", damaged)
        return whole(USUAL, 99)


def with_pictures(facts: CertificateFacts, logo: bytes, scans: list[bytes]) -> bytes:
    """A file with this logo and these signatures, as they are kept: nothing here is in a database."""
    uploads = {"logo": logo} | {f"scan {number}": scan for number, scan in enumerate(scans)}
    signatories = tuple(Signatory("Noor", "directeur", f"scan {number}") for number in range(len(scans)))

    def as_data(name: str) -> str:
        if not name:
            return ""
        content, media_type = shrunk(uploads[name], LOGO if name == "logo" else SIGNATURE)
        return f"data:{media_type};base64,{base64.b64encode(content).decode()}"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "as_data", as_data)
        return whole(replace(facts, logo="logo", signatories=signatories), 97)


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / f"{name}.pdf"
    path.write_bytes(content)
    return path


def open_documents(revoked: list[int]) -> dict[str, Any]:
    """What a verifier may load, as the site answers it."""
    did = json.loads(json.dumps(keys.did_document()))
    methods = {method["id"]: {"@context": keys.DID_CONTEXTS[1]} | method for method in did["verificationMethod"]}
    bits = {
        "@context": [proof.contexts.CREDENTIALS],
        "id": LIST,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": keys.issuer(),
        "validFrom": proof.moment(AT),
        "credentialSubject": {
            "id": f"{LIST}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": status.encode(revoked),
        },
    }
    return {did["id"]: did, LIST: proof.sign(bits, at=AT)} | methods
