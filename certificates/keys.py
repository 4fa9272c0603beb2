"""The keys of the issuer: Ed25519 for credentials, P-256 for the seal. They lie in a folder, never in the database.

`keys.json` in that folder tells of every key that ever was, and holds public halves only; a private key is a file of
its own beside it, and goes when its key is retired. What was signed before then can still be verified for ever.
"""

import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.x509.oid import NameOID
from django.conf import settings

from certificates import base58

ED25519 = b"\xed\x01"  # how a Multikey begins: https://www.w3.org/TR/cid-1.0/#Multikey
ROOT_LASTS, SEAL_LASTS = timedelta(days=365 * 25), timedelta(days=365 * 15)
DID_CONTEXTS = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]


class NoKey(Exception):
    """There is no key to sign with: `manage.py keys create` makes one."""


class Purpose(StrEnum):
    """What a key is for."""

    CREDENTIAL = "credential"
    SEAL = "seal"
    FOREIGN_SEAL = "own seal"  # of the issuer, out of a .p12: remembered to recognise it, never signed with from here


OURS = (Purpose.CREDENTIAL, Purpose.SEAL)


@dataclass(frozen=True, slots=True)
class Key:
    """What anybody may know of a key. `public` is a Multikey, or a certificate with its root as PEM."""

    id: str
    purpose: Purpose
    public: str
    created_at: str
    retired_at: str | None = None

    @property
    def path(self) -> Path:
        """Where its private half lies, while it is in use."""
        return folder() / f"{self.id}.pem"

    @property
    def certificates(self) -> list[x509.Certificate]:
        """Of a seal: its certificate and the root above it."""
        return x509.load_pem_x509_certificates(self.public.encode())

    def verifier(self) -> Ed25519PublicKey:
        """Of a credential's key: what verifies."""
        return Ed25519PublicKey.from_public_bytes(base58.decode(self.public)[len(ED25519) :])


def folder() -> Path:
    """Where the keys lie: KEYS_DIR."""
    return Path(settings.KEYS_DIR)


def issuer() -> str:
    """The identity that signs: did:web with the host of SITE_URL, and its port where it has one."""
    return f"did:web:{quote(urlsplit(settings.SITE_URL).netloc, safe='')}"


def did_document() -> dict[str, Any]:
    """What `/.well-known/did.json` says: every key for credentials that ever was, so that old ones still verify."""
    keys = [key for key in known() if key.purpose is Purpose.CREDENTIAL]
    return {
        "@context": DID_CONTEXTS,
        "id": issuer(),
        "verificationMethod": [
            {
                "id": f"{issuer()}#{key.id}",
                "type": "Multikey",
                "controller": issuer(),
                "publicKeyMultibase": key.public,
            }
            for key in keys
        ],
        "assertionMethod": [f"{issuer()}#{key.id}" for key in keys],
    }


def known() -> tuple[Key, ...]:
    """Every key that ever was, the oldest first."""
    path = folder() / "keys.json"
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        return ()
    return _read(path, changed)


def active(purpose: Purpose) -> Key:
    """The key that signs now. Raises NoKey."""
    found = [key for key in known() if key.purpose is purpose and key.retired_at is None]
    if not found:
        raise NoKey(f"No key for {purpose} in {folder()}: make one with `manage.py keys create`.")
    return found[-1]


def private(key: Key) -> Ed25519PrivateKey | ec.EllipticCurvePrivateKey:
    """The half that signs. Raises NoKey when its file is gone."""
    return _private(key.path)


def create(*, at: datetime) -> list[Key]:
    """A key for each purpose that has none, and how it is called. Twice is once."""
    having = {key.purpose for key in known() if key.retired_at is None}
    return [_make(purpose, at) for purpose in OURS if purpose not in having]


def rotate(*, at: datetime) -> list[Key]:
    """New keys for both purposes; those that signed until now are retired."""
    before = [key for key in known() if key.retired_at is None and key.purpose in OURS]
    made = [_make(purpose, at) for purpose in OURS]
    for key in before:
        retire(key_id=key.id, at=at)
    return made


def retire(*, key_id: str, at: datetime) -> Key:
    """Stop signing with a key and destroy its private half. Its public half stays, in did.json too. Twice is once.

    Raises NoKey for a key that never was.
    """
    found = next((key for key in known() if key.id == key_id), None)
    if found is None:
        raise NoKey(f"There is no key {key_id}.")
    if found.retired_at is None:
        found = replace(found, retired_at=at.isoformat(timespec="seconds"))
        _write(tuple(found if key.id == key_id else key for key in known()))
    found.path.unlink(missing_ok=True)
    return found


def remember_seal(certificate: x509.Certificate, *, at: datetime) -> None:
    """Remember a certificate that seals from a .p12, so that its files are recognised after it was changed."""
    public = certificate.public_bytes(serialization.Encoding.PEM).decode()
    if not any(key.public == public for key in known()):
        key_id = f"own-seal-{certificate.fingerprint(hashes.SHA256()).hex()[:12]}"
        _make_folder()
        _write((*known(), Key(key_id, Purpose.FOREIGN_SEAL, public, at.isoformat(timespec="seconds"))))


def _make(purpose: Purpose, at: datetime) -> Key:
    word = "key" if purpose is Purpose.CREDENTIAL else "seal"
    taken = {key.id for key in known()}
    names = [f"{word}-{at.year}", *(f"{word}-{at.year}-{number}" for number in range(2, 1000))]
    key_id = next(name for name in names if name not in taken)
    secret, public = _credential_pair() if purpose is Purpose.CREDENTIAL else _seal_pair(at)
    key = Key(key_id, purpose, public, at.isoformat(timespec="seconds"))
    _make_folder()
    _store(key.path, secret)
    _write((*known(), key))
    return key


def _credential_pair() -> tuple[bytes, str]:
    key = Ed25519PrivateKey.generate()
    return _as_pem(key), base58.encode(ED25519 + key.public_key().public_bytes_raw())


def _seal_pair(at: datetime) -> tuple[bytes, str]:
    """A key with a certificate under a root of its own, whose private half is thrown away: it signs nothing else."""
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name = _name("root of certificates")
    root = _certificate(root_name, root_name, root_key.public_key(), at, ROOT_LASTS, is_root=True)
    leaf = _certificate(_name("certificates"), root_name, key.public_key(), at, SEAL_LASTS, is_root=False)
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    signed = [
        root.sign(root_key, hashes.SHA256()),
        leaf.add_extension(identifier, critical=False).sign(root_key, hashes.SHA256()),
    ]
    return _as_pem(key), "".join(one.public_bytes(serialization.Encoding.PEM).decode() for one in reversed(signed))


def _certificate(
    subject: x509.Name,
    issuer_name: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    at: datetime,
    lasts: timedelta,
    *,
    is_root: bool,
) -> x509.CertificateBuilder:
    usage = x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=not is_root,
        key_cert_sign=is_root,
        crl_sign=is_root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder(issuer_name, subject, public_key, x509.random_serial_number())
        .not_valid_before(at - timedelta(minutes=5))
        .not_valid_after(at + lasts)
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=0 if is_root else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _name(role: str) -> x509.Name:
    host = urlsplit(settings.SITE_URL).netloc[:64]
    said = f"Leerkring {'demonstratie ' if settings.DEMO else ''}{role}"
    return x509.Name(
        [x509.NameAttribute(NameOID.ORGANIZATION_NAME, host), x509.NameAttribute(NameOID.COMMON_NAME, said)]
    )


def _as_pem(key: Ed25519PrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _make_folder() -> None:
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)


def _store(path: Path, content: bytes) -> None:
    """Readable for this user alone, and whole or not at all."""
    draft = path.with_suffix(f"{path.suffix}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _write(keys: tuple[Key, ...]) -> None:
    _store(folder() / "keys.json", json.dumps([asdict(key) for key in keys], indent=2).encode() + b"\n")
    _read.cache_clear()


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> tuple[Key, ...]:
    return tuple(Key(**entry | {"purpose": Purpose(entry["purpose"])}) for entry in json.loads(path.read_bytes()))


@lru_cache(maxsize=8)
def _private(path: Path) -> Ed25519PrivateKey | ec.EllipticCurvePrivateKey:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError as error:
        raise NoKey(f"The private key {path} is gone.") from error
    assert isinstance(key, Ed25519PrivateKey | ec.EllipticCurvePrivateKey)
    return key
