"""Joining through an invitation."""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import F

from accounts.models import Learner
from courses.models import CoursePage
from learning.models import Enrolment, Invitation
from learning.services import enrol

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: nothing that looks like something else
CODE_LENGTH = 26  # 130 bits


class InvitationUsedUp(LookupError):
    """Revoked, past its date or used by as many people as allowed."""


def new_code() -> str:
    """A code nobody can guess, for a link and a QR."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


@transaction.atomic
def join(*, invitation: Invitation, learner: Learner, course: CoursePage, at: datetime) -> Enrolment:
    """Enrol through an invitation, counting one use a person. Raises InvitationUsedUp; joining twice counts once."""
    known = Enrolment.objects.of(learner).filter(organisation=invitation.organisation_id).exists()
    if not known:
        counted = Invitation.objects.usable(at).filter(pk=invitation.pk).update(uses=F("uses") + 1)
        if not counted:
            raise InvitationUsedUp(invitation.code)
    elif invitation.has_ended(at):
        raise InvitationUsedUp(invitation.code)
    return enrol(learner=learner, course=course, at=at, organisation=invitation.organisation)


def revoke(*, invitation: Invitation, at: datetime) -> None:
    """End an invitation. Who joined stays joined."""
    Invitation.objects.filter(pk=invitation.pk, revoked_at__isnull=True).update(revoked_at=at)
