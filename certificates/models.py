"""The certificate: a fact with a file; and what happens to it afterwards."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from certificates.accreditation import Accreditation
from certificates.codes import in_groups
from certificates.design import CertificateDesign, PrintedImage
from courses.models import Release
from learning.models import Enrolment

__all__ = [
    "Accreditation",
    "Certificate",
    "CertificateDesign",
    "CertificateEvent",
    "ExpiryReminder",
    "NameCorrection",
    "PrintedImage",
    "StoryChanged",
]


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Certificates, narrowed in the words of the house."""

    def of(self, learner: Any) -> Self:
        """The certificates of one learner; none without a learner."""
        return self.filter(enrolment__learner=learner) if learner is not None else self.none()

    def valid(self, at: datetime) -> Self:
        """Neither revoked nor replaced, nor past their date."""
        unexpired = Q(expires_at__isnull=True) | Q(expires_at__gt=at)
        return self.filter(unexpired, status=Certificate.Status.VALID)

    def expired(self, at: datetime) -> Self:
        """Neither revoked nor replaced, but past their date."""
        return self.filter(status=Certificate.Status.VALID, expires_at__lte=at)


class Certificate(models.Model):
    """Issued proof. Its facts are frozen in `payload` when it is issued; its file is made once, by a task.

    Its status is changed by `certificates.services` alone, and every change is told in its events.
    """

    class Status(models.TextChoices):
        VALID = "valid", _("valid")  # unless `expires_at` has passed: that is computed, see `state`
        REVOKED = "revoked", _("revoked")
        REPLACED = "replaced", _("replaced")

    class Reason(models.TextChoices):
        """Why it was revoked. Whoever checks it reads this, so it says nothing about a person."""

        MISTAKE = "mistake", _("issued by mistake")
        NOT_EARNED = "not_earned", _("not earned by the holder")
        ASKED = "asked", _("at the request of the holder")
        OTHER = "other", _("another reason")

    code = models.CharField(_("number"), max_length=26, unique=True, editable=False)
    # PROTECT: erasing a person first cuts this link, keeping what verification needs (accounts/retention.yaml).
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, null=True, related_name="certificates")
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    payload = models.JSONField(null=True)  # everything printed, name included; emptied when the person is erased
    payload_sha256 = models.CharField(max_length=64)
    course_title = models.CharField(max_length=255)
    completed_on = models.DateField()
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)  # the first moment at which it no longer holds
    status = models.CharField(_("state"), max_length=10, choices=Status, default=Status.VALID)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_because = models.CharField(_("reason"), max_length=12, choices=Reason, blank=True)
    # The new one points at the old, which so knows `replaced_by`. PROTECT: the paper of the old still leads here.
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    shared_at = models.DateTimeField(null=True, blank=True)  # the organisation of the enrolment may have it
    is_reminded = models.BooleanField(default=True)  # the holder wants mails before it expires
    register_number = models.CharField(max_length=40, blank=True)  # typed for the file, and gone once that is made
    shows_name = models.BooleanField(default=False)  # the holder's choice, for the check page
    pdf = models.FileField(upload_to="certificates/%Y/%m/", max_length=200, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True)
    # Proof, made along with the file: what is signed, with which key, and where its status is told.
    credential = models.JSONField(null=True)
    key_id = models.CharField(max_length=40, blank=True)
    status_list = models.PositiveIntegerField(null=True)
    status_index = models.PositiveIntegerField(null=True)
    mailed_at = models.DateTimeField(null=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at"]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(expires_at__isnull=False), name="certificate_by_last_day")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(status="valid"), name="one_valid_certificate_per_enrolment"
            ),
            models.CheckConstraint(
                condition=Q(status="revoked", revoked_at__isnull=False) & ~Q(revoked_because="")
                | ~Q(status="revoked") & Q(revoked_at__isnull=True, revoked_because=""),
                name="revoked_certificate_says_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")), name="certificate_does_not_replace_itself"
            ),
            models.CheckConstraint(
                condition=Q(register_number="") | Q(made_at__isnull=True), name="register_number_goes_with_the_file"
            ),
            models.UniqueConstraint(
                fields=["status_list", "status_index"], name="place_in_a_status_list_is_given_once"
            ),
            models.CheckConstraint(
                condition=Q(status_list__isnull=True, status_index__isnull=True)
                | Q(status_list__isnull=False, status_index__isnull=False),
                name="place_in_a_status_list_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def display_code(self) -> str:
        """The number in groups, as it is printed."""
        return in_groups(self.code)

    @property
    def is_made(self) -> bool:
        """Whether the file exists, so that it can be downloaded."""
        return self.made_at is not None

    def state(self, at: datetime) -> str:
        """“valid”, “expired”, “revoked” or “replaced”, at this moment. A status goes before a date."""
        is_past = self.expires_at is not None and self.expires_at <= at
        return "expired" if self.status == self.Status.VALID and is_past else self.status


class StoryChanged(TypeError):
    """Somebody tried to change what happened."""


class EventQuerySet(models.QuerySet["CertificateEvent"]):
    """Events are written once; only the words of an erased person's story are emptied, by `without_words`."""

    def update(self, **kwargs: Any) -> int:
        """Refuse."""
        raise StoryChanged("What happened to a certificate is only added to.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise StoryChanged("What happened to a certificate is only added to.")

    def without_words(self) -> int:
        """Empty what staff wrote, which may name the person. What happened and when stays."""
        return super().update(note="")

    update.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]
    without_words.alters_data = True  # type: ignore[attr-defined]


class CertificateEvent(models.Model):
    """One thing that happened to a certificate: what, when, who, why. Written once."""

    class Action(models.TextChoices):
        ISSUED = "issued", _("issued")
        REVOKED = "revoked", _("revoked")
        REPLACED = "replaced", _("replaced by another")
        CORRECTION_ASKED = "asked", _("another name asked for")
        CORRECTION_DECLINED = "declined", _("another name declined")
        NAME_SHOWN = "name_shown", _("name shown to who checks")
        NAME_HIDDEN = "name_hidden", _("name hidden from who checks")
        SHARED = "shared", _("organisation may have it")
        UNSHARED = "unshared", _("organisation may no longer have it")
        HANDED_OVER = "handed_over", _("given to the organisation")
        ERASED = "erased", _("name and file erased")

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="events")
    action = models.CharField(_("what happened"), max_length=12, choices=Action)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("who"), null=True, blank=True, related_name="+"
    )  # of staff; what the holder or the machine did has nobody here
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of a certificate")
        verbose_name_plural = _("events of certificates")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; refuse to update."""
        if not self._state.adding:
            raise StoryChanged("What happened to a certificate is only added to.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise StoryChanged("What happened to a certificate is only added to.")


class NameCorrection(models.Model):
    """A holder's wish for another name on a certificate. Staff approves, and a new certificate replaces the old."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("waiting")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")

    certificate = models.ForeignKey(Certificate, models.CASCADE, related_name="corrections")
    name = models.CharField(_("name asked for"), max_length=80)
    explanation = models.CharField(_("explanation"), max_length=300, blank=True)
    asked_at = models.DateTimeField(_("asked on"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.OPEN)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answer = models.CharField(_("answer to the holder"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("name correction")
        verbose_name_plural = _("name corrections")
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(outcome="open"), name="one_open_name_correction_per_certificate"
            ),
            models.CheckConstraint(
                condition=Q(outcome="open", decided_at__isnull=True) | ~Q(outcome="open") & Q(decided_at__isnull=False),
                name="decided_name_correction_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ExpiryReminder(models.Model):
    """That a holder was told, so many days before, that a certificate expires. Once for each number of days."""

    certificate = models.ForeignKey(Certificate, models.CASCADE, related_name="reminders")
    days = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reminder of expiry")
        verbose_name_plural = _("reminders of expiry")
        constraints = [
            models.UniqueConstraint(fields=["certificate", "days"], name="reminder_goes_out_once_per_number_of_days")
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id}: {self.days}"
