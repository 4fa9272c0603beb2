"""Another name on a certificate: the holder asks, staff decides, a new certificate replaces the old."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from certificates.models import Certificate, CertificateEvent, NameCorrection
from certificates.services.ending import HasEnded, replace
from certificates.services.telling import tell_declined

Outcome = NameCorrection.Outcome


class AskedAlready(ValueError):
    """There is a wish that nobody decided on yet."""


class DecidedAlready(ValueError):
    """A colleague decided otherwise in the meantime."""


def ask_for_name(*, certificate: Certificate, name: str, explanation: str, at: datetime) -> NameCorrection:
    """Ask for another name, and have staff told. The same wish twice is one. Raises AskedAlready and HasEnded."""
    if certificate.status != Certificate.Status.VALID or certificate.payload is None:
        raise HasEnded(certificate.pk)
    try:
        with transaction.atomic():
            wish = NameCorrection.objects.create(
                certificate=certificate, name=name, explanation=explanation, asked_at=at
            )
            action = CertificateEvent.Action.CORRECTION_ASKED
            CertificateEvent.objects.create(certificate=certificate, action=action, at=at)
            _have_staff_told(wish)
    except IntegrityError as error:
        waiting = NameCorrection.objects.get(certificate=certificate, outcome=Outcome.OPEN)
        if waiting.name != name:
            raise AskedAlready(certificate.pk) from error
        return waiting
    return wish


@transaction.atomic
def approve_name(*, correction: NameCorrection, at: datetime, by: User | None = None) -> Certificate:
    """Issue the certificate anew with the name asked for. Twice is once. Raises DecidedAlready and HasEnded."""
    found = _locked(correction)
    if found.outcome == Outcome.DECLINED:
        raise DecidedAlready(found.pk)
    if found.outcome == Outcome.APPROVED:
        return found.certificate.replaced_by
    new = replace(certificate=found.certificate, name=found.name, at=at, by=by)
    _decide(found, Outcome.APPROVED, at, by)
    return new


@transaction.atomic
def decline_name(*, correction: NameCorrection, at: datetime, by: User | None = None, answer: str) -> None:
    """Leave the certificate as it is, and mail the holder why. Twice is once. Raises DecidedAlready."""
    found = _locked(correction)
    if found.outcome == Outcome.APPROVED:
        raise DecidedAlready(found.pk)
    if found.outcome == Outcome.DECLINED:
        return
    found.answer = answer
    _decide(found, Outcome.DECLINED, at, by)
    action = CertificateEvent.Action.CORRECTION_DECLINED
    CertificateEvent.objects.create(certificate=found.certificate, action=action, at=at, by=by)
    transaction.on_commit(lambda: tell_declined(correction=found))


def _have_staff_told(wish: NameCorrection) -> None:
    from certificates.tasks import tell_staff_of_wish  # tasks call the services

    transaction.on_commit(lambda: tell_staff_of_wish.enqueue(wish.pk))


def _locked(correction: NameCorrection) -> NameCorrection:
    found = NameCorrection.objects.select_for_update(of=("self",)).select_related("certificate")
    return found.get(pk=correction.pk)


def _decide(correction: NameCorrection, outcome: Outcome, at: datetime, by: User | None) -> None:
    correction.outcome, correction.decided_at, correction.decided_by = outcome, at, by
    correction.save()
