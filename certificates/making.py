"""The whole file of a certificate: its credential is signed, attached to the PDF that is drawn, and that is sealed."""

from dataclasses import dataclass, replace
from typing import Any

from certificates import credential, keys, seal, status
from certificates.models import Certificate
from certificates.payload import CertificateFacts


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is finished and not stored yet, with what is signed in it and by which key."""

    content: bytes
    credential: dict[str, Any]
    key_id: str


def load() -> None:
    """Load now what making takes: once for all processes that are forked from this one."""
    import fontTools.subset  # noqa: F401
    import pyhanko.sign  # noqa: F401
    import pyld.jsonld  # noqa: F401

    from certificates import pdf

    pdf.load()


def make(certificate: Certificate) -> Made:
    """Make it out of the frozen facts. A second time gives the same file, but for the seal and a key that was changed.

    Raises pdf.NotRendered, keys.NoKey and seal.NotSealed.
    """
    from certificates.pdf import render  # WeasyPrint is heavy: only who makes files pays for it

    assert certificate.payload is not None
    facts = CertificateFacts.from_payload(certificate.payload)
    signed = credential.build(
        facts,
        status=status.give_place(certificate),
        issued_at=certificate.issued_at,
        expires_at=certificate.expires_at,
    )
    facts = replace(facts, register_number=certificate.register_number)  # for paper alone, never in what is signed
    drawn = render(facts, credential=credential.as_file(signed))
    method = signed["proof"][0]["verificationMethod"]
    return Made(seal.put_on(drawn), signed, method.removeprefix(f"{keys.issuer()}#"))
