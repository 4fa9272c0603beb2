"""The certificate: a fact with a file."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from certificates.codes import in_groups
from courses.models import Release
from learning.models import Enrolment


class Certificate(models.Model):
    """Issued proof. Its facts are frozen in `payload` when it is issued; its file is made once, by a task."""

    class Status(models.TextChoices):
        VALID = "valid", _("valid")
        REVOKED = "revoked", _("revoked")
        REPLACED = "replaced", _("replaced")

    code = models.CharField(_("number"), max_length=26, unique=True, editable=False)
    # PROTECT: erasing a person first cuts this link, keeping what verification needs (accounts/retention.yaml).
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, null=True, related_name="certificates")
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    payload = models.JSONField(null=True)  # everything printed, name included; emptied when the person is erased
    payload_sha256 = models.CharField(max_length=64)
    course_title = models.CharField(max_length=255)
    completed_on = models.DateField()
    issued_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status, default=Status.VALID)
    shows_name = models.BooleanField(default=False)  # the holder's choice, for the check page
    pdf = models.FileField(upload_to="certificates/%Y/%m/", max_length=200, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(status="valid"), name="one_valid_certificate_per_enrolment"
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
