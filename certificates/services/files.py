"""The file of a certificate: asked for when the row is committed, made once."""

import hashlib
import logging

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from certificates.keys import NoKey
from certificates.making import Made, make
from certificates.models import Certificate
from certificates.seal import NotSealed

logger = logging.getLogger(__name__)


def enqueue_file(certificate: Certificate) -> None:
    """Ask for the file once the row is committed."""
    from certificates.tasks import make_certificate  # tasks call this module

    transaction.on_commit(lambda: make_certificate.enqueue(certificate.pk))


def make_file(*, certificate_id: int) -> bool:
    """Make and store the file of a certificate that has none. True when it was made now. Twice is once.

    Raises NotRendered, NoKey and NotSealed: nothing is stored then, and a later round tries again.
    """
    from certificates.pdf import NotRendered

    certificate = Certificate.objects.get(pk=certificate_id)
    if certificate.is_made or certificate.payload is None:
        return False
    try:
        made = make(certificate)
    except (NotRendered, NoKey, NotSealed) as error:
        logger.error("certificate.not_made", extra={"certificate": certificate_id, "reason": str(error)})
        raise
    is_stored = _store(certificate_id, made)
    if is_stored:
        logger.info("certificate.made", extra={"certificate": certificate_id})
    return is_stored


@transaction.atomic
def _store(certificate_id: int, made: Made) -> bool:
    """Keep the file and what is signed in it, unless somebody was first or the holder was erased meanwhile."""
    certificate = Certificate.objects.select_for_update().get(pk=certificate_id)
    if certificate.is_made or certificate.payload is None:
        return False
    name = f"{certificate.code}.pdf"
    # A worker that was killed just here left a file that no row names.
    certificate.pdf.storage.delete(certificate.pdf.field.generate_filename(certificate, name))
    certificate.pdf.save(name, ContentFile(made.content), save=False)
    certificate.pdf_sha256 = hashlib.sha256(made.content).hexdigest()
    certificate.credential, certificate.key_id = made.credential, made.key_id
    certificate.made_at = timezone.now()
    certificate.register_number = ""  # it was typed for the file, and stands there now
    certificate.save(update_fields=["pdf", "pdf_sha256", "credential", "key_id", "made_at", "register_number"])
    return True
