"""The file of a certificate: asked for when the row is committed, made once."""

import hashlib
import logging
from dataclasses import replace

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from certificates.models import Certificate
from certificates.payload import CertificateFacts

logger = logging.getLogger(__name__)


def enqueue_file(certificate: Certificate) -> None:
    """Ask for the file once the row is committed."""
    from certificates.tasks import make_certificate  # tasks call this module

    transaction.on_commit(lambda: make_certificate.enqueue(certificate.pk))


def make_file(*, certificate_id: int) -> bool:
    """Make and store the file of a certificate that has none. True when it was made now. Twice is once.

    Raises NotRendered.
    """
    from certificates.pdf import NotRendered, render  # WeasyPrint is heavy: only who makes files pays for it

    certificate = Certificate.objects.get(pk=certificate_id)
    if certificate.is_made or certificate.payload is None:
        return False
    try:
        facts = CertificateFacts.from_payload(certificate.payload)
        content = render(replace(facts, register_number=certificate.register_number))
    except NotRendered as error:
        logger.error("certificate.not_rendered", extra={"certificate": certificate_id, "reason": str(error)})
        raise
    with transaction.atomic():
        certificate = Certificate.objects.select_for_update().get(pk=certificate_id)
        if certificate.is_made:
            return False
        certificate.pdf.save(f"{certificate.code}.pdf", ContentFile(content), save=False)
        certificate.pdf_sha256 = hashlib.sha256(content).hexdigest()
        certificate.made_at = timezone.now()
        certificate.register_number = ""  # it was typed for the file, and stands there now
        certificate.save(update_fields=["pdf", "pdf_sha256", "made_at", "register_number"])
    logger.info("certificate.made", extra={"certificate": certificate_id})
    return True
