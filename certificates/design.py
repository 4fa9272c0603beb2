"""How the certificates of a course look and what is printed on them. What was issued does not change with it."""

from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import PreviewableMixin

from certificates.fonts import unprintable
from cms.fields import UnmigratedStreamField
from courses.models import CoursePage


class SignatoryBlock(blocks.StructBlock):
    """Who signs."""

    name = blocks.CharBlock(label=_("Name"), max_length=80)
    role = blocks.CharBlock(label=_("Role"), max_length=80, required=False, help_text=_("For example: director."))
    signature = ImageChooserBlock(
        label=_("Signature"),
        required=False,
        help_text=_("A scan on white or without background, wider than high. It is printed 14 mm high at most."),
    )

    class Meta:
        icon = "edit"
        label = _("Signatory")


class CertificateDesign(PreviewableMixin, models.Model):
    """The certificate of one course, or of every course that has none of its own."""

    class Layout(models.TextChoices):
        PORTRAIT = "portrait", _("upright")
        LANDSCAPE = "landscape", _("lying")

    course = models.OneToOneField(
        CoursePage,
        models.CASCADE,
        verbose_name=_("course"),
        null=True,
        blank=True,
        related_name="certificate_design",
        help_text=_("Empty: for every course that has no design of its own."),
    )
    layout = models.CharField(_("layout"), max_length=10, choices=Layout, default=Layout.PORTRAIT)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.INTERFACE_LANGUAGES, default=settings.LANGUAGE_CODE
    )
    logo = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        verbose_name=_("logo"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Printed 16 mm high at most. Empty: the name of the issuer in words."),
    )
    issuer_note = models.CharField(
        _("behind the issuer"),
        max_length=120,
        blank=True,
        help_text=_("What a register asks of the issuer, for example: KvK 12345678."),
    )
    signatories = UnmigratedStreamField(
        [("signatory", SignatoryBlock())],
        verbose_name=_("signatories"),
        blank=True,
        max_num=3,
        help_text=_("At most three."),
    )
    shows_goals = models.BooleanField(_("what was learned"), default=True)
    shows_minutes = models.BooleanField(_("study time"), default=True)
    shows_edition = models.BooleanField(_("edition"), default=True)
    valid_months = models.PositiveSmallIntegerField(
        _("valid for (months)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
        help_text=_("Counted from the day of completion. Empty: it does not expire."),
    )
    sends_reminders = models.BooleanField(
        _("mails before it expires"), default=True, help_text=_("90, 30 and 7 days before, once each.")
    )

    class Meta:
        verbose_name = _("design of certificates")
        verbose_name_plural = _("designs of certificates")
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(course__isnull=True),
                name="one_design_for_all_other_courses",
                violation_error_message=_("There is a design for all other courses already."),
            ),
        ]

    def __str__(self) -> str:
        return self.course.title if self.course else str(_("all other courses"))

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The real PDF, with little, as much as usual, and very much to say."""
        return [("usual", _("a usual certificate")), ("short", _("with little text")), ("longest", _("very long"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The PDF of somebody invented, drawn by what draws the real ones."""
        from certificates.design_admin import preview  # draws with WeasyPrint, which is heavy

        return preview(self, mode_name)

    def clean(self) -> None:
        """What cannot be printed is refused here, and not when somebody has earned a certificate."""
        super().clean()
        self._refuse_pictures()
        if letters := unprintable(self.issuer_note):
            raise ValidationError({"issuer_note": self._cannot_print(letters)})
        names = "".join(f"{block.value['name']}{block.value['role']}" for block in self.signatories)
        if letters := unprintable(names):
            raise ValidationError({"signatories": self._cannot_print(letters)})

    def _refuse_pictures(self) -> None:
        from certificates.pictures import NotReadable, normalised  # keeps pictures in a model of this module

        pictures = {"logo": [self.logo], "signatories": [block.value["signature"] for block in self.signatories]}
        for field, images in pictures.items():
            for image in filter(None, images):
                try:
                    normalised(image)
                except NotReadable as error:
                    said = gettext("The picture “%(title)s” cannot be read. Choose another one, or upload it again.")
                    raise ValidationError({field: said % {"title": image.title}}) from error

    @staticmethod
    def _cannot_print(letters: list[str]) -> str:
        return gettext("These letters cannot be printed: %(letters)s") % {"letters": " ".join(letters)}

    @classmethod
    def for_course(cls, course_id: int | None) -> Self:
        """The design of a course; else, and for a deleted one, that of all others; else what the house comes with."""
        found = cls.objects.filter(models.Q(course_id=course_id) | models.Q(course__isnull=True))
        return found.order_by(models.F("course_id").asc(nulls_last=True)).first() or cls()


class PrintedImage(models.Model):
    """A logo or signature as it was printed, by its hash: replacing the picture changes nothing that was issued."""

    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=20)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("printed picture")
        verbose_name_plural = _("printed pictures")

    def __str__(self) -> str:
        return self.sha256[:12]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; the hash is a promise."""
        if not self._state.adding:
            raise TypeError("A printed picture is written once.")
        super().save(*args, **kwargs)
