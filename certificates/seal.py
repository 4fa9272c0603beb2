"""The seal on the file: a PAdES signature over every byte, after which nothing may be changed.

By the site's own key, which proves that the file is as it was made here; or by a seal of the issuer's own (SEAL_P12),
which programmes that read PDF trust by themselves. B-B, and B-T where a time-stamp server is set.
"""

import io
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates import keys

FIELD = "Seal"
BESIDE_CERTIFICATES = 640  # bytes: what is signed and an ECDSA signature of P-256, which is 72 bytes at most
# What an answer that is no time stamp provokes in pyHanko; the last when it is a stamp of something else.
_FAULTS_OF_A_STAMP = (OSError, ValueError, TypeError, KeyError, AttributeError)


class NotSealed(Exception):
    """The seal could not be put on: the .p12 cannot be read, or the time-stamp server does not answer."""


def put_on(content: bytes) -> bytes:
    """The file with its seal. Never twice the same: each signature is another. Raises keys.NoKey and NotSealed."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import PdfSigner, fields

    own = settings.SEAL_P12 == ""
    signer = _own(keys.active(keys.Purpose.SEAL)) if own else _customers(settings.SEAL_P12, settings.SEAL_P12_PASSWORD)
    sealer = PdfSigner(
        _metadata(),
        signer,
        timestamper=_timestamper(settings.TIMESTAMP_URL),
        new_field_spec=fields.SigFieldSpec(FIELD, readable_field_name=_("Seal of the issuer")),
    )
    sealed = io.BytesIO()
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(content))
        sealer.sign_pdf(writer, output=sealed, bytes_reserved=_room(signer) if own else None)
    except _FAULTS_OF_A_STAMP as error:
        if not settings.TIMESTAMP_URL:  # all that is written is in memory: a fault of ours, then
            raise
        raise NotSealed(f"{settings.TIMESTAMP_URL} gave no time stamp: {error}") from error
    if settings.TIMESTAMP_URL and not is_intact(sealed.getvalue()):
        raise NotSealed(f"{settings.TIMESTAMP_URL} gave no time stamp of this file")
    return sealed.getvalue()


def is_intact(content: bytes) -> bool:
    """Whether the file is sealed by us, now or ever, and not one byte was changed since. Never raises.

    Of a time stamp only that it is of this seal: whom its server belongs to is for others to trust.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    with suppress(Exception):  # whatever somebody drops on the page; a file that cannot be read has no seal
        signatures = PdfFileReader(io.BytesIO(content)).embedded_signatures
        if len(signatures) != 1:
            return False
        context = ValidationContext(
            trust_roots=_roots(), allow_fetching=False, moment=signatures[0].self_reported_timestamp
        )
        status = validate_pdf_signature(signatures[0], context)
        stamp = status.timestamp_validity
        return bool(
            (status.intact and status.valid and status.trusted and status.docmdp_ok)
            and (stamp is None or (stamp.intact and stamp.valid))
            and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        )
    return False


def _metadata() -> Any:
    from pyhanko.sign import PdfSignatureMetadata, fields

    return PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        location=settings.SITE_URL,
    )


def _room(signer: Any) -> int | None:
    """How many hexadecimal signs a seal by our own key takes at most; None where only pyHanko can guess it.

    Its guess is half as large again, which is more than a kilobyte of nothing in each file.
    """
    if settings.TIMESTAMP_URL:
        return None
    certificates = [signer.signing_cert, *signer.cert_registry]
    return 2 * (sum(len(one.dump()) for one in certificates) + BESIDE_CERTIFICATES)


@lru_cache(maxsize=4)
def _own(key: keys.Key) -> Any:
    """The site's own seal, with the certificates that lead to its root."""
    from asn1crypto import keys as asn1_keys
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    secret = keys.private(key).private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    leaf, root = _as_asn1(key)
    return SimpleSigner(
        signing_cert=leaf,
        signing_key=asn1_keys.PrivateKeyInfo.load(secret),
        cert_registry=SimpleCertificateStore.from_certs([root]),
    )


@lru_cache(maxsize=2)
def _customers(path: str, password: str) -> Any:
    """The issuer's own seal, whose certificate is remembered among the keys. Raises NotSealed."""
    from pyhanko.sign.signers import SimpleSigner

    try:
        signer = SimpleSigner.load_pkcs12_data(
            Path(path).read_bytes(), other_certs=[], passphrase=password.encode() or None
        )
    except (OSError, ValueError) as error:
        raise NotSealed(f"{path} cannot be read with this password (SEAL_P12, SEAL_P12_PASSWORD)") from error
    keys.remember_seal(x509.load_der_x509_certificate(signer.signing_cert.dump()), at=timezone.now())
    return signer


def _roots() -> list[Any]:
    """Whom we trust: the roots of every seal of our own, and each certificate of an issuer's own that sealed here."""
    return [_as_asn1(key)[-1] for key in keys.known() if key.purpose is not keys.Purpose.CREDENTIAL]


@lru_cache(maxsize=8)
def _as_asn1(key: keys.Key) -> tuple[Any, ...]:
    from asn1crypto import x509 as asn1_x509

    return tuple(asn1_x509.Certificate.load(one.public_bytes(serialization.Encoding.DER)) for one in key.certificates)


@lru_cache(maxsize=2)
def _timestamper(address: str) -> Any:
    from pyhanko.sign.timestamps import HTTPTimeStamper

    return HTTPTimeStamper(address, timeout=10) if address else None
