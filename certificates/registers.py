"""What registers get to hear: who completed an accredited edition, as files that their own forms take."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from certificates.models import Accreditation, Certificate

MOST = 1000  # records that PE-online takes at once
RISKY = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would take such a cell for a formula
COLUMNS = ["nummer", "naam", "cursus", "editie", "activiteitnummer", "punten"]
COLUMNS += ["afgerond op", "toets", "registratienummer"]
# The names that PE-online gives to its fields. Who somebody is there we do not know, since we keep no register number:
# that column is filled in by hand. How records are wrapped is not public.
PE_COLUMNS = ["externalCourseID", "PECourseID", "externalmoduleID", "externalEditionID", "externalPersonID"]


def completions(*, accreditation: Accreditation, first: date, last: date) -> Iterator[Certificate]:
    """The certificates that carry this accreditation and still count, of who completed from `first` through `last`."""
    found = Certificate.objects.filter(
        release__edition=accreditation.edition_id,
        status=Certificate.Status.VALID,
        payload__isnull=False,
        completed_on__range=(max(first, accreditation.valid_from), min(last, accreditation.valid_until)),
    )
    for certificate in found.order_by("completed_on", "pk"):
        printed = (certificate.payload or {}).get("accreditations", [])
        if any(one["number"] == accreditation.activity_number for one in printed):
            yield certificate


def as_csv(accreditation: Accreditation, certificates: Iterable[Certificate]) -> bytes:
    """One row for each, for a person to read and to type over or upload. The register number is not ours to give."""
    points = accreditation.as_printed()["points"].replace(".", ",")
    rows = []
    for certificate in certificates:
        facts = certificate.payload or {}
        shared = [facts["course_title"], facts["edition"], accreditation.activity_number, points]
        shown = [f"{certificate.completed_on:%d-%m-%Y}", facts.get("result") or ""]
        rows.append([certificate.code, facts["name"], *shared, *shown, ""])
    return _csv(COLUMNS, rows)


def as_pe_files(accreditation: Accreditation, certificates: Iterable[Certificate]) -> bytes:
    """A ZIP of files of at most a thousand records each, with the names of PE-online's fields."""
    edition = accreditation.edition
    out, remaining, number = io.BytesIO(), iter(certificates), 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        while batch := list(islice(remaining, MOST)):
            number += 1
            rows = [
                [edition.course_uuid, accreditation.activity_number, "", str(edition.uuid), "", *_who(certificate)]
                for certificate in batch
            ]
            content = _csv([*PE_COLUMNS, "naam", "afgerond op", "nummer"], rows)
            archive.writestr(f"pe-online-{number:03}.csv", content)
    return out.getvalue()


def _who(certificate: Certificate) -> list[str]:
    return [(certificate.payload or {})["name"], f"{certificate.completed_on:%d-%m-%Y}", certificate.code]


def _csv(columns: list[str], rows: list[list[str]]) -> bytes:
    """For a Dutch spreadsheet: semicolons, and a byte order mark so that accents survive."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([[safe_cell(cell) for cell in row] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def safe_cell(cell: str) -> str:
    """The cell as text, whatever it begins with."""
    return f"'{cell}" if cell.startswith(RISKY) else cell
