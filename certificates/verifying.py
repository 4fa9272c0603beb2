"""What can be said of a file that somebody holds: is it, byte for byte, one that was issued here?"""

import hashlib
from dataclasses import dataclass

from certificates.models import Certificate


@dataclass(frozen=True, slots=True)
class FileFindings:
    """What was found about a file. Nothing is said of what was not looked at (None)."""

    certificate: Certificate | None  # whose stored file has the same hash
    seal_intact: bool | None = None
    credential_valid: bool | None = None

    @property
    def is_known(self) -> bool:
        """Whether this very file was issued here."""
        return self.certificate is not None


def verify_file(content: bytes) -> FileFindings:
    """Compare a file with what was issued."""
    sha256 = hashlib.sha256(content).hexdigest()
    return FileFindings(Certificate.objects.select_related("release__edition").filter(pdf_sha256=sha256).first())
