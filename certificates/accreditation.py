"""A register's recognition of one edition of a course. Printed only when it held on the day of completion."""

from datetime import date, timedelta
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.models import Edition, Release

WARN_BEFORE = timedelta(days=90)


class AccreditationQuerySet(models.QuerySet["Accreditation"]):
    """Accreditations, narrowed in the words of the house."""

    def holding_on(self, day: date) -> Self:
        """Those that are valid on this day, its first and last day included."""
        return self.filter(valid_from__lte=day, valid_until__gte=day)

    def of_courses(self) -> Self:
        """Those of courses that are still there: of a deleted one nobody needs to mend anything."""
        return self.filter(edition__course__isnull=False)

    def running_out(self, day: date) -> Self:
        """Those that end within ninety days and that nothing follows for the same register and edition."""
        later = Accreditation.objects.filter(
            edition=OuterRef("edition"),
            register=OuterRef("register"),
            other_name=OuterRef("other_name"),
            valid_until__gt=OuterRef("valid_until"),
        )
        holding = self.holding_on(day).of_courses()
        return holding.filter(~Exists(later), valid_until__lte=day + WARN_BEFORE)

    def left_behind(self, day: date) -> Self:
        """Those of an edition that new learners no longer get, while the newest has none of that register."""
        newest = Edition.objects.filter(course=OuterRef("edition__course")).order_by("-number").values("pk")[:1]
        of_newest = Accreditation.objects.filter(
            edition=OuterRef("newest"), register=OuterRef("register"), other_name=OuterRef("other_name")
        )
        return (
            self.holding_on(day)
            .of_courses()
            .annotate(newest=newest)
            .filter(~Q(edition=F("newest")), ~Exists(of_newest))
        )


class Accreditation(models.Model):
    """That a register recognises an edition: under which number, for how many points, from when until when."""

    class Register(models.TextChoices):
        SKJ = "skj", "SKJ"
        REGISTERPLEIN = "registerplein", "Registerplein"
        OTHER = "other", gettext_lazy("another register")

    # A register recognises an identical course, and that is what an edition is.
    edition = models.ForeignKey(
        Edition, models.PROTECT, verbose_name=gettext_lazy("edition"), related_name="accreditations"
    )
    register = models.CharField(gettext_lazy("register"), max_length=15, choices=Register)
    other_name = models.CharField(
        gettext_lazy("name of the other register"), max_length=80, blank=True, help_text=gettext_lazy("In full.")
    )
    activity_number = models.CharField(
        gettext_lazy("activity number"),
        max_length=40,
        help_text=gettext_lazy("As the register gave it. Professionals type it in their own file there."),
    )
    points = models.DecimalField(
        gettext_lazy("points"), max_digits=6, decimal_places=2, validators=[MinValueValidator(0)]
    )
    valid_from = models.DateField(gettext_lazy("valid from"))
    valid_until = models.DateField(gettext_lazy("valid until"), help_text=gettext_lazy("The last day."))
    told_until = models.DateField(null=True, blank=True, editable=False)  # the last day that staff were mailed about

    objects = AccreditationQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("accreditation")
        verbose_name_plural = gettext_lazy("accreditations")
        ordering = ["-valid_until"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "register", "activity_number", "valid_from"],
                name="accreditation_is_once_per_edition_number_and_start",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")),
                name="accreditation_ends_after_it_begins",
                violation_error_message=gettext_lazy("The last day comes before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(register="other") | ~Q(other_name=""),
                name="other_register_has_a_name",
                violation_error_message=gettext_lazy("Type the name of the other register."),
            ),
            models.CheckConstraint(condition=Q(points__gte=0), name="accreditation_points_are_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.register_name} {self.activity_number}"

    def clean(self) -> None:
        """SKJ asks a final test of e-learning, so an edition without one is not accepted."""
        super().clean()
        if self.register == self.Register.SKJ and self.edition_id and not has_test(self.edition):
            raise ValidationError(
                {"register": _("SKJ asks a final test, and this edition has none that is required to finish.")}
            )

    @property
    def register_name(self) -> str:
        """How the register is called, on paper and on screen."""
        return self.other_name if self.register == self.Register.OTHER else str(self.get_register_display())

    def as_printed(self) -> dict[str, Any]:
        """What a certificate keeps of it."""
        return {
            "register": self.register_name,
            "number": self.activity_number,
            "points": f"{self.points:f}".rstrip("0").rstrip(".") if self.points % 1 else f"{self.points:.0f}",
            "valid_from": self.valid_from.isoformat(),
            "valid_until": self.valid_until.isoformat(),
        }


def has_test(edition: Edition) -> bool:
    """Whether finishing the newest release of this edition takes a test."""
    release = Release.objects.filter(edition=edition).latest_first().first()
    return release is not None and bool(release.content.get("has_test"))
