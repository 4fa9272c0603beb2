"""What can be said of a file that somebody holds: issued here byte for byte, its seal intact, its credential ours?"""

import hashlib
import io
import json
import zlib
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from certificates import proof, seal
from certificates.credential import FILE_NAME
from certificates.models import Certificate

LARGEST_CREDENTIAL = 100_000  # bytes


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
    """Compare a file with what was issued, its seal with our keys, and what is signed in it with our keys.

    Whether the certificate still holds is another question, which its row answers. Never raises.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    return FileFindings(
        certificate=Certificate.objects.select_related("release__edition").filter(pdf_sha256=sha256).first(),
        seal_intact=seal.is_intact(content),
        credential_valid=proof.is_ours(credential_in(content)),
    )


def credential_in(content: bytes) -> dict[str, Any]:
    """The credential that is attached to a PDF, whoever made it; empty when there is none."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    with suppress(Exception):  # whatever somebody drops on the page
        files = PdfFileReader(io.BytesIO(content)).root["/Names"]["/EmbeddedFiles"]["/Names"]
        for place in range(1, len(files), 2):
            if files[place]["/UF"] == FILE_NAME:
                found = json.loads(_unpacked(files[place]["/EF"]["/F"]))
                return found if isinstance(found, dict) else {}
    return {}


def _unpacked(stream: Any) -> bytes:
    """A stream's content, but never a gigabyte out of a few letters."""
    raw: bytes = stream.encoded_data
    if "/Filter" not in stream:
        return raw[:LARGEST_CREDENTIAL]
    return zlib.decompressobj().decompress(raw, LARGEST_CREDENTIAL)
