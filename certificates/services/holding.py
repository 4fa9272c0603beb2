"""What a holder decides: who sees the name, whether the organisation may have it, whether mails come."""

from datetime import datetime

from django.db import transaction

from certificates.models import Certificate, CertificateEvent

Action = CertificateEvent.Action


@transaction.atomic
def show_name(*, certificate: Certificate, is_shown: bool, at: datetime) -> None:
    """Let the check page show the name, or no longer. Nothing happens when it is so already."""
    changed = Certificate.objects.filter(pk=certificate.pk, shows_name=not is_shown).update(shows_name=is_shown)
    if changed:
        action = Action.NAME_SHOWN if is_shown else Action.NAME_HIDDEN
        CertificateEvent.objects.create(certificate=certificate, action=action, at=at)


@transaction.atomic
def share(*, certificate: Certificate, is_shared: bool, at: datetime) -> None:
    """Let the organisation through which the course was taken have this certificate, or no longer."""
    found = Certificate.objects.filter(pk=certificate.pk, shared_at__isnull=is_shared)
    if found.update(shared_at=at if is_shared else None):
        action = Action.SHARED if is_shared else Action.UNSHARED
        CertificateEvent.objects.create(certificate=certificate, action=action, at=at)


def want_reminders(*, certificate: Certificate, is_reminded: bool) -> None:
    """Switch the mails about this certificate's last day on or off."""
    Certificate.objects.filter(pk=certificate.pk).update(is_reminded=is_reminded)
