"""Gathering what a certificate will say from what is frozen about a completed course."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Site

from certificates.codes import new_code
from certificates.models import Accreditation, CertificateDesign
from certificates.payload import CertificateFacts, PrintedAccreditation, Signatory
from certificates.pictures import LOGO, SIGNATURE, printed_image
from cms.models import ThemeSettings
from courses.frozen import read_module
from courses.models import Release, ReleaseModule
from learning.models import Enrolment


def gather_facts(enrolment: Enrolment, release: Release, name: str, at: datetime) -> CertificateFacts:
    """What the certificate of this enrolment says, with a fresh number."""
    content, modules = release.content, list(release.modules.all())
    scores = _test_scores(enrolment, modules)
    design = CertificateDesign.for_course(enrolment.course_id)
    code = new_code()
    assert enrolment.completed_at is not None
    completed_on = timezone.localdate(enrolment.completed_at)
    language = language_for(design, release)
    with override(language):
        return CertificateFacts(
            code=code,
            title=_("Certificate") if scores else _("Proof of participation"),
            name=name,
            course_title=release.title,
            statement=content.get("proof_statement") or statement_for(has_test=bool(scores)),
            edition=str(release),
            completed_on=completed_on,
            issued_on=timezone.localdate(at),
            minutes=sum(module.minutes for module in modules if module.is_required),
            goals=tuple(content.get("outcomes", [])),
            result=_result(scores),
            **issuer(),
            check_url=check_url(code),
            language=language,
            course_language=content.get("language", ""),
            is_demo=settings.DEMO,
            **look_of(design),
            accreditations=_accreditations(release, completed_on, has_test=bool(scores)),
            valid_until=months_later(completed_on, design.valid_months) if design.valid_months else None,
        )


def language_for(design: CertificateDesign, release: Release) -> str:
    """A course's own design decides; else the language of the course, where the site speaks it."""
    is_spoken = release.language in dict(settings.INTERFACE_LANGUAGES)
    return (
        release.language
        if design.course_id is None and "language" in release.content and is_spoken
        else design.language
    )


def registers_of(enrolment: Enrolment) -> tuple[PrintedAccreditation, ...]:
    """The accreditations that a certificate of this completed enrolment carries."""
    release = enrolment.completed_release
    assert release is not None
    assert enrolment.completed_at is not None
    day = timezone.localdate(enrolment.completed_at)
    if not release.edition.accreditations.holding_on(day).exists():
        return ()
    has_test = bool(_test_scores(enrolment, list(release.modules.all())))
    return _accreditations(release, day, has_test=has_test)


def look_of(design: CertificateDesign) -> dict[str, Any]:
    """What a certificate takes from its design, frozen."""
    return {
        "layout": design.layout,
        "logo": printed_image(design.logo, LOGO),
        "issuer_note": design.issuer_note,
        "signatories": _signatories(design),
        "leaves_out": tuple(name for name in ("goals", "minutes", "edition") if not getattr(design, f"shows_{name}")),
    }


def issuer() -> dict[str, Any]:
    """Who issues, as the theme says."""
    site = Site.objects.filter(is_default_site=True).first()
    theme = ThemeSettings.for_site(site) if site else ThemeSettings()
    return {"issuer": theme.issuer, "issuer_contact": theme.contact_email}


def check_url(code: str) -> str:
    """Where anybody checks the certificate with this number."""
    return str(settings.SITE_URL + reverse("certificates:check", args=[code]))


def months_later(day: date, months: int) -> date:
    """The same day so many months on; where that month is shorter, its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_of(day: date | None) -> datetime | None:
    """The first moment after this day, here in the Netherlands."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time())) if day else None


def _signatories(design: CertificateDesign) -> tuple[Signatory, ...]:
    blocks = [block.value for block in design.signatories]
    return tuple(Signatory(one["name"], one["role"], printed_image(one["signature"], SIGNATURE)) for one in blocks)


def _accreditations(release: Release, day: date, *, has_test: bool) -> tuple[PrintedAccreditation, ...]:
    """Those that held on the day of completion; SKJ's only after a final test."""
    holding = release.edition.accreditations.holding_on(day).order_by("register", "activity_number")
    skj = Accreditation.Register.SKJ
    return tuple(PrintedAccreditation(**one.as_printed()) for one in holding if has_test or one.register != skj)


def _test_scores(enrolment: Enrolment, modules: list[ReleaseModule]) -> list[float]:
    """The best scores at the tests that finishing took; none when there is no such test, or one was not passed."""
    tests = [
        (module.module_uuid, str(exercise.id))
        for module in modules
        for exercise in read_module(module).exercises
        if module.is_required and exercise.block.is_test and exercise.is_required
    ]
    if not tests:
        return []
    done = dict(enrolment.progress.values_list("module_uuid", "exercises_done"))
    results = [done.get(module, {}).get(exercise, {}) for module, exercise in tests]
    return [result["score"] for result in results] if all(result.get("passed") for result in results) else []


def statement_for(*, has_test: bool) -> str:
    """The sentence under the name, where the course has none of its own."""
    if has_test:
        return _("followed this course, did all required exercises and passed the test")
    return _("followed this course and did all required exercises")


def _result(scores: list[float]) -> str | None:
    if not scores:
        return None
    if len(scores) > 1:
        return _("%(count)d tests passed") % {"count": len(scores)}
    return _("passed, %(percent)d%% right") % {"percent": round(100 * scores[0])}
