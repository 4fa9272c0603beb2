"""Signing JSON-LD and verifying it: Data Integrity with `eddsa-rdfc-2022`.

https://www.w3.org/TR/vc-di-eddsa/#eddsa-rdfc-2022
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from certificates import base58, contexts, keys

SUITE = "eddsa-rdfc-2022"


def sign(document: dict[str, Any], *, at: datetime) -> dict[str, Any]:
    """The document with a proof by the key that signs now. The same document, moment and key give the same proof.

    Raises keys.NoKey.
    """
    key = keys.active(keys.Purpose.CREDENTIAL)
    secret = keys.private(key)
    assert isinstance(secret, Ed25519PrivateKey)
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": moment(at),
        "verificationMethod": f"{keys.issuer()}#{key.id}",
        "proofPurpose": "assertionMethod",
    }
    signature = secret.sign(_signed_bytes(document, proof))
    # An array: the schema of Open Badges 3.0 wants one, verifiers take both.
    return document | {"proof": [proof | {"proofValue": base58.encode(signature)}]}


def is_ours(document: dict[str, Any]) -> bool:
    """Whether a key of ours, retired or not, signed exactly this document. Never raises for what others wrote."""
    proofs = document.get("proof")
    proof = proofs[0] if isinstance(proofs, list) and len(proofs) == 1 else None
    if not isinstance(proof, dict) or not _names_us(document) or not _has_our_words(document):
        return False
    key = next(
        (key for key in _credential_keys() if f"{keys.issuer()}#{key.id}" == proof.get("verificationMethod")), None
    )
    if key is None or proof.get("cryptosuite") != SUITE or proof.get("proofPurpose") != "assertionMethod":
        return False
    try:
        signature = base58.decode(proof["proofValue"])
        unsigned = {name: value for name, value in document.items() if name != "proof"}
        options = {name: value for name, value in proof.items() if name != "proofValue"}
        key.verifier().verify(signature, _signed_bytes(unsigned, options))
    except _faults():
        return False
    return True


def moment(at: datetime) -> str:
    """A moment as credentials write it: to the second, in UTC."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _names_us(document: dict[str, Any]) -> bool:
    issuer = document.get("issuer")
    return (issuer.get("id") if isinstance(issuer, dict) else issuer) == keys.issuer()


def _has_our_words(document: dict[str, Any]) -> bool:
    """A context of somebody else's could give other words the meaning that was signed."""
    known = [[contexts.CREDENTIALS, contexts.OPEN_BADGES], [contexts.CREDENTIALS]]
    return document.get("@context") in known and json.dumps(document).count('"@context"') == 1


def _credential_keys() -> Iterable[keys.Key]:
    return (key for key in keys.known() if key.purpose is keys.Purpose.CREDENTIAL)


def _signed_bytes(document: dict[str, Any], proof: dict[str, Any]) -> bytes:
    options = {"@context": document["@context"]} | proof
    return _digest(options) + _digest(document)


def _digest(document: dict[str, Any]) -> bytes:
    """The hash of what a document says, whatever the order of its words: RDFC-1.0, which pyld calls by its old name."""
    from pyld.jsonld import JsonLdProcessor  # only who signs or verifies pays for it

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": contexts.load}
    said = JsonLdProcessor(on_property_dropped=_refuse_word).normalize(document, options)
    return hashlib.sha256(said.encode()).digest()


def _refuse_word(word: Any) -> None:
    """What no context knows would be left out of the signature without a word."""
    raise ValueError(f"{word} means nothing in the contexts of this document")


def _faults() -> tuple[type[Exception], ...]:
    """What a document made by others may provoke."""
    from pyld.jsonld import JsonLdError

    words = (contexts.UnknownContext, KeyError, TypeError, ValueError, AttributeError, RecursionError)
    return (JsonLdError, InvalidSignature, *words)
