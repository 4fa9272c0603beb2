"""A certificate that nobody got, to see a design with: short, as usual, and as long as it comes."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from certificates.accreditation import has_test
from certificates.codes import ALPHABET
from certificates.design import CertificateDesign
from certificates.payload import CertificateFacts, PrintedAccreditation
from certificates.services.facts import check_url, issuer, look_of, months_later, statement_for
from courses.models import CoursePage, Release

CODE = (ALPHABET * 2)[:26]
NAMES = {
    "short": "Bo Li",
    "usual": "Aïsha de Vries-Çelik",
    "longest": "Maximiliaan Alexander van der Wouden-Hoogstraten tot Oldenzaal",
}
LONGEST_TITLE = 120  # letters; what editors write is shorter


def sample_facts(design: CertificateDesign, length: str) -> CertificateFacts:
    """What a certificate of this design's course would say, were it completed today. `length` is a key of NAMES."""
    course = design.course or CoursePage.objects.live().first()
    release = Release.objects.filter(edition__course=course).latest_first().first() if course else None
    today = timezone.localdate()
    is_tested = bool(release and has_test(release.edition))
    with override(design.language):
        return CertificateFacts(
            code=CODE,
            title=_("Certificate") if is_tested else _("Proof of participation"),
            name=NAMES[length],
            completed_on=today,
            issued_on=today,
            result=_("passed, %(percent)d%% right") % {"percent": 90} if is_tested else None,
            check_url=check_url(CODE),
            language=design.language,
            is_demo=True,
            valid_until=months_later(today, design.valid_months) if design.valid_months else None,
            **_of_course(release, length, is_tested=is_tested),
            **look_of(design),
            **issuer(),
        )


def _of_course(release: Release | None, length: str, *, is_tested: bool) -> dict[str, Any]:
    content = release.content if release else {}
    title = str(content.get("title", _("Title of the course")))
    goals = tuple(content.get("outcomes", []))
    accreditations = release.edition.accreditations.holding_on(timezone.localdate()) if release else []
    if length == "longest":
        title = (f"{title}, " * LONGEST_TITLE)[:LONGEST_TITLE].rstrip(", ")
        goals = goals or (_("What somebody can do after this course, in a sentence of a usual length."),)
        goals = (goals * 8)[: max(8, len(goals))]
    return {
        "course_title": title,
        "statement": content.get("proof_statement") or statement_for(has_test=is_tested),
        "edition": str(release) if release else "1.0",
        "minutes": sum(one.minutes for one in release.modules.all() if one.is_required) if release else 60,
        "goals": goals[:1] if length == "short" else goals,
        "accreditations": tuple(PrintedAccreditation(**one.as_printed()) for one in accreditations),
    }
