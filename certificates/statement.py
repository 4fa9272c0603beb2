"""What is said of a certificate to whoever checks it: as a page and as JSON, from the same facts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.utils import timezone

from certificates.models import Certificate
from certificates.payload import CertificateFacts


@dataclass(frozen=True, slots=True)
class Statement:
    """A certificate at a moment. Without the name, unless the holder lets everybody see it."""

    certificate: Certificate
    state: str  # "valid", "expired", "revoked" or "replaced"
    facts: CertificateFacts | None  # None when the holder was erased

    @property
    def name(self) -> str:
        """The printed name, where the holder shows it; otherwise empty."""
        return self.facts.name if self.facts and self.certificate.shows_name else ""

    @property
    def is_demo(self) -> bool:
        """Whether it was issued in a demonstration, and proves nothing."""
        return bool(self.facts and self.facts.is_demo)

    @property
    def revoked_on(self) -> date | None:
        """The day on which it was revoked."""
        return timezone.localdate(self.certificate.revoked_at) if self.certificate.revoked_at else None

    @property
    def expired_on(self) -> date | None:
        """The first day on which it no longer holds."""
        return timezone.localdate(self.certificate.expires_at) if self.certificate.expires_at else None

    @property
    def minutes(self) -> int | None:
        """Net study minutes, where they are printed."""
        return self.facts.minutes if self.facts and "minutes" not in self.facts.leaves_out else None

    @property
    def edition(self) -> str:
        """The edition, where it is printed; of an erased holder it is always said."""
        if self.facts is None:
            return str(self.certificate.release)
        return "" if "edition" in self.facts.leaves_out else self.facts.edition

    @property
    def goals(self) -> tuple[str, ...]:
        """What was learned, where it is printed."""
        return self.facts.goals if self.facts and "goals" not in self.facts.leaves_out else ()

    def as_json(self) -> dict[str, Any]:
        """The same for machines. What does not apply is left out."""
        certificate = self.certificate
        told: dict[str, Any] = {
            "number": certificate.code,
            "state": self.state,
            "is_demonstration": self.is_demo,
            "course": certificate.course_title,
            "edition": self.edition,
            "completed_on": certificate.completed_on,
            "revoked_on": self.revoked_on,
            "revoked_because": certificate.revoked_because,
            "name": self.name,
            "file_sha256": certificate.pdf_sha256,
        }
        if self.facts:
            told |= {
                "kind": self.facts.title,
                "statement": self.facts.statement,
                "issued_by": self.facts.issuer,
                "issued_on": self.facts.issued_on,
                "valid_until": self.facts.valid_until,
                "minutes": self.minutes,
                "result": self.facts.result,
                "goals": list(self.goals),
                "accreditations": [
                    {name: getattr(one, name) for name in ("register", "number", "points", "valid_from", "valid_until")}
                    for one in self.facts.accreditations
                ],
                "signed_by": [{"name": one.name, "role": one.role} for one in self.facts.signatories],
                "language": self.facts.language,
                "course_language": self.facts.course_language,
            }
        return {name: value for name, value in told.items() if value not in ("", None, [])}

    @classmethod
    def of(cls, certificate: Certificate, *, at: datetime) -> Self:
        """What is said of this certificate at this moment."""
        facts = CertificateFacts.from_payload(certificate.payload) if certificate.payload else None
        return cls(certificate, certificate.state(at), facts)
