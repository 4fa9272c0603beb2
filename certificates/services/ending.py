"""The two ways in which a certificate ends before its day: revoked, or replaced by another."""

import logging
from dataclasses import replace as changed
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Learner, User
from certificates.codes import new_code
from certificates.fonts import unprintable
from certificates.models import Certificate, CertificateEvent
from certificates.payload import CertificateFacts
from certificates.services.facts import check_url
from certificates.services.issuing import write_row
from certificates.services.telling import tell_revoked

logger = logging.getLogger(__name__)


class HasEnded(ValueError):
    """The certificate was revoked or replaced already, or its holder is erased."""


class NotPrintable(ValueError):
    """The name has letters that no packaged typeface has."""


@transaction.atomic
def revoke(
    *, certificate: Certificate, reason: Certificate.Reason | str, at: datetime, by: User | None = None, note: str = ""
) -> Certificate:
    """Let a certificate hold no longer. It stays to be checked, as revoked, with its reason. Twice is once.

    `note` is for colleagues; who checks never sees it. Raises HasEnded for one that was replaced.
    """
    found = _locked(certificate)
    if found.status == Certificate.Status.REVOKED:
        return found
    if found.status == Certificate.Status.REPLACED:
        raise HasEnded(_("This certificate was replaced. Revoke the one that replaced it."))
    found.status, found.revoked_at = Certificate.Status.REVOKED, at
    found.revoked_because = Certificate.Reason(reason)
    found.save(update_fields=["status", "revoked_at", "revoked_because"])
    _tell_story(found, CertificateEvent.Action.REVOKED, at=at, by=by, note=note)
    transaction.on_commit(lambda: tell_revoked(certificate=found))
    return found


@transaction.atomic
def replace(
    *,
    certificate: Certificate,
    at: datetime,
    name: str | None = None,
    register_number: str = "",
    by: User | None = None,
    note: str = "",
) -> Certificate:
    """Issue the same certificate anew, with another name or a register number; the old one then says so.

    All its other facts stay as they were frozen, the last day too. Twice for the same name is once. Raises HasEnded
    and NotPrintable.
    """
    found = _locked(certificate)
    if found.status == Certificate.Status.REPLACED and _name(found.replaced_by) == (name or _name(found)):
        return found.replaced_by
    if found.status != Certificate.Status.VALID or found.payload is None or found.enrolment is None:
        raise HasEnded(_("This certificate was revoked or replaced already, or its holder was erased."))
    if letters := unprintable(name or ""):
        raise NotPrintable(" ".join(letters))
    facts, code = CertificateFacts.from_payload(found.payload), new_code()
    facts = changed(
        facts, name=name or facts.name, code=code, check_url=check_url(code), issued_on=timezone.localdate(at)
    )
    found.status = Certificate.Status.REPLACED
    found.save(update_fields=["status"])
    new = write_row(
        facts,
        enrolment=found.enrolment,
        release=found.release,
        at=at,
        register_number=register_number,
        replaces=found,
    )
    kept = {"shows_name": found.shows_name, "shared_at": found.shared_at, "is_reminded": found.is_reminded}
    Certificate.objects.filter(pk=new.pk).update(**kept)
    Learner.objects.filter(pk=found.enrolment.learner_id).update(name=facts.name)
    _tell_story(found, CertificateEvent.Action.REPLACED, at=at, by=by, note=note)
    return new


def _locked(certificate: Certificate) -> Certificate:
    found = Certificate.objects.select_for_update(of=("self",)).select_related("enrolment", "release")
    return found.get(pk=certificate.pk)


def _name(certificate: Certificate) -> str:
    return str((certificate.payload or {}).get("name", ""))


def _tell_story(
    certificate: Certificate, action: CertificateEvent.Action, *, at: datetime, by: User | None, note: str
) -> None:
    CertificateEvent.objects.create(certificate=certificate, action=action, at=at, by=by, note=note)
    logger.info(f"certificate.{action}", extra={"certificate": certificate.pk})
