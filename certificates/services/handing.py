"""Giving an organisation the certificates that their holders let it have."""

import csv
import io
import zipfile
from datetime import datetime
from typing import IO

from django.db import transaction

from accounts.models import Organisation, User
from certificates.models import Certificate, CertificateEvent, CertificateQuerySet
from certificates.registers import safe_cell


def may_be_given(organisation: Organisation, *, at: datetime) -> CertificateQuerySet:
    """The valid certificates, with a file, that holders share with this organisation at this moment."""
    return (
        Certificate.objects.valid(at)
        .filter(enrolment__organisation=organisation, shared_at__isnull=False, made_at__isnull=False)
        .order_by("course_title", "completed_on", "pk")
    )


@transaction.atomic
def hand_over(*, organisation: Organisation, to: IO[bytes], at: datetime, by: User) -> int:
    """Write a ZIP of their files and a list. Each certificate's story tells who took it. Counts them."""
    certificates = list(may_be_given(organisation, at=at))
    table = io.StringIO()
    writer = csv.writer(table, delimiter=";", lineterminator="\r\n")
    writer.writerow(["nummer", "naam", "cursus", "afgerond op", "bestand"])
    with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED) as archive:  # a PDF is compressed already
        for certificate in certificates:
            name = f"{certificate.code}.pdf"
            with certificate.pdf.open("rb") as file:
                archive.writestr(name, file.read())
            day = f"{certificate.completed_on:%d-%m-%Y}"
            row = [certificate.code, (certificate.payload or {}).get("name", ""), certificate.course_title, day, name]
            writer.writerow([safe_cell(cell) for cell in row])
        archive.writestr("bewijzen.csv", table.getvalue().encode("utf-8-sig"))
    action = CertificateEvent.Action.HANDED_OVER
    CertificateEvent.objects.bulk_create(
        CertificateEvent(certificate=certificate, action=action, at=at, by=by) for certificate in certificates
    )
    return len(certificates)
