"""Issuing proof and making its file. Rows are the truth; a task is only a hint to make the file now."""

import hashlib
import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Site

from accounts.models import Learner
from certificates.codes import new_code
from certificates.fonts import unprintable
from certificates.models import Certificate
from certificates.payload import CertificateFacts
from cms.models import ThemeSettings
from courses.frozen import read_module
from courses.models import Release, ReleaseModule
from learning.guests import way_back
from learning.models import Enrolment

logger = logging.getLogger(__name__)


TELL_WITHIN = timedelta(days=3)  # a mail that could not be sent for longer would only surprise


class NotCompleted(ValueError):
    """A certificate was asked for before the course was completed."""


@transaction.atomic
def issue(*, enrolment: Enrolment, name: str, at: datetime) -> Certificate:
    """The certificate of a completed enrolment, issued once: its facts are frozen now, its file follows by a task.

    Twice, or by eight at once, is once: the lock makes them wait, and the constraint holds where there is no lock.
    Raises NotCompleted.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("learner", "completed_release__edition")
        .get(pk=enrolment.pk)
    )
    if enrolment.completed_at is None or enrolment.completed_release is None:
        raise NotCompleted(enrolment.uuid)
    found = Certificate.objects.filter(enrolment=enrolment).order_by("-issued_at").first()
    if found is not None:
        return found
    facts = _facts(enrolment, enrolment.completed_release, name, at)
    try:
        with transaction.atomic():
            certificate = Certificate.objects.create(
                code=facts.code,
                enrolment=enrolment,
                release=enrolment.completed_release,
                payload=facts.to_payload(),
                payload_sha256=facts.sha256,
                course_title=facts.course_title,
                completed_on=facts.completed_on,
                issued_at=at,
            )
    except IntegrityError:
        return Certificate.objects.get(enrolment=enrolment, status=Certificate.Status.VALID)
    Learner.objects.filter(pk=enrolment.learner_id).update(name=name)
    logger.info("certificate.issued", extra={"certificate": certificate.pk})
    enqueue_file(certificate)
    return certificate


def issue_if_named(*, enrolment: Enrolment, at: datetime) -> Certificate | None:
    """Issue at once where the learner confirmed a name before; otherwise the finish page asks for it."""
    name = enrolment.learner.name
    return issue(enrolment=enrolment, name=name, at=at) if name and not unprintable(name) else None


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
        content = render(CertificateFacts.from_payload(certificate.payload))
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
        certificate.save(update_fields=["pdf", "pdf_sha256", "made_at"])
    logger.info("certificate.made", extra={"certificate": certificate_id})
    return True


def tell_holder(*, certificate_id: int) -> bool:
    """Mail “your certificate is ready” where an address is known; once, by a guarded update. True when sent."""
    certificate = Certificate.objects.select_related("enrolment__learner__user").get(pk=certificate_id)
    learner = certificate.enrolment.learner if certificate.enrolment else None
    if learner is None or not certificate.is_made:
        return False
    address = learner.user.email if learner.user else learner.email
    if not address:
        return False
    claimed = Certificate.objects.filter(pk=certificate_id, mailed_at__isnull=True).update(mailed_at=timezone.now())
    if not claimed:
        return False
    with override(learner.user.language if learner.user else settings.LANGUAGE_CODE):
        check = settings.SITE_URL + reverse("certificates:check", args=[certificate.code])
        context = {"course": certificate.course_title, "link": way_back(learner), "check": check}
        text = render_to_string("emails/certificate_ready.txt", context)
        try:
            send_mail(_("Your certificate is ready"), text, settings.DEFAULT_FROM_EMAIL, [address])
        except OSError:  # the mail server is away: give the claim back, the worker tries again later
            Certificate.objects.filter(pk=certificate_id).update(mailed_at=None)
            raise
    return True


def issue_missing(*, at: datetime, resting: Collection[int] = ()) -> int:
    """Repair what a crash or a silent mail server left: no certificate, no file, nobody told. Counts them.

    Certificates that are resting, by their keys, are left for a later round.
    """
    completed = Enrolment.objects.filter(
        completed_at__isnull=False, certificates__isnull=True, closed_at__isnull=True
    ).exclude(learner__name="")
    asked = [issue_if_named(enrolment=enrolment, at=at) for enrolment in completed.select_related("learner")]
    issued = [certificate.pk for certificate in asked if certificate]
    without_file = Certificate.objects.filter(made_at__isnull=True, payload__isnull=False).exclude(pk__in=issued)
    has_address = Q(enrolment__learner__user__isnull=False) | ~Q(enrolment__learner__email="")
    untold = Certificate.objects.filter(
        has_address, made_at__isnull=False, mailed_at__isnull=True, made_at__gt=at - TELL_WITHIN
    )
    due = [certificate for certificate in [*without_file, *untold] if certificate.pk not in resting]
    for certificate in due:
        enqueue_file(certificate)
    return len(issued) + len(due)


def _facts(enrolment: Enrolment, release: Release, name: str, at: datetime) -> CertificateFacts:
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
