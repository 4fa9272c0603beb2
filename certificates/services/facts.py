"""Gathering what a certificate will say from what is frozen about a completed course."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Site

from certificates.codes import new_code
from certificates.payload import CertificateFacts
from cms.models import ThemeSettings
from courses.frozen import read_module
from courses.models import Release, ReleaseModule
from learning.models import Enrolment


def gather_facts(enrolment: Enrolment, release: Release, name: str, at: datetime) -> CertificateFacts:
    """What the certificate of this enrolment says, with a fresh number."""
    content, modules = release.content, list(release.modules.all())
    scores = _test_scores(enrolment, modules)
    site = Site.objects.filter(is_default_site=True).first()
    theme = ThemeSettings.for_site(site) if site else ThemeSettings()
    code = new_code()
    assert enrolment.completed_at is not None
    with override(settings.LANGUAGE_CODE):
        return CertificateFacts(
            code=code,
            title=_("Certificate") if scores else _("Proof of participation"),
            name=name,
            course_title=release.title,
            statement=content.get("proof_statement") or _statement(has_test=bool(scores)),
            edition=str(release),
            completed_on=timezone.localdate(enrolment.completed_at),
            issued_on=timezone.localdate(at),
            minutes=sum(module.minutes for module in modules if module.is_required),
            goals=tuple(content.get("outcomes", [])),
            result=_result(scores),
            issuer=theme.issuer,
            issuer_contact=theme.contact_email,
            check_url=settings.SITE_URL + reverse("certificates:check", args=[code]),
            language=settings.LANGUAGE_CODE,
            is_demo=settings.DEMO,
        )


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


def _statement(*, has_test: bool) -> str:
    if has_test:
        return _("followed this course, did all required exercises and passed the test")
    return _("followed this course and did all required exercises")


def _result(scores: list[float]) -> str | None:
    if not scores:
        return None
    if len(scores) > 1:
        return _("%(count)d tests passed") % {"count": len(scores)}
    return _("passed, %(percent)d%% right") % {"percent": round(100 * scores[0])}
