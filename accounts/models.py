"""People and the organisations they belong to. Says nothing of courses: what was learned lives in `learning`."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .managers import LearnerQuerySet, UserManager, normalise_email


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account. The e-mail address is the name they sign in with; there is no password."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10, default="nl")
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Untick this instead of deleting somebody: they can no longer sign in."),
    )
    is_staff = models.BooleanField(_("staff"), default=False)
    date_joined = models.DateTimeField(_("joined on"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_is_unique_in_any_case"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        """Bring the address to its one spelling before it is checked for being unique."""
        super().clean()
        self.email = normalise_email(self.email)

    def get_full_name(self) -> str:
        """The name as Wagtail and allauth ask for it; empty when it was never given."""
        return self.name

    def get_short_name(self) -> str:
        """A name to greet with."""
        return self.name.split(" ", 1)[0]

    def coordinated_organisations(self) -> models.QuerySet["Organisation"]:
        """The organisations in which this user is a coordinator."""
        return Organisation.objects.filter(memberships__user=self, memberships__role=Membership.Role.COORDINATOR)


class Device(models.Model):
    """A browser in which somebody is signed in: just enough to recognise it, and to sign it out."""

    user = models.ForeignKey(User, models.CASCADE, related_name="devices")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(_("browser"), max_length=60, blank=True)  # such as "Firefox, Android"; never an address
    since = models.DateField(_("signed in since"))
    last_seen_on = models.DateField(_("last used on"))

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        ordering = ["-last_seen_on", "-pk"]

    def __str__(self) -> str:
        return self.browser


class Organisation(models.Model):
    """A municipality, team or club that people belong to. Its parent lends what it has not got itself."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("municipality")
        NEIGHBOURHOOD_TEAM = "neighbourhood_team", _("neighbourhood team")
        CLUB = "club", _("club")
        VOLUNTEER_ORGANISATION = "volunteer_organisation", _("volunteer organisation")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=150)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("part of"),
        null=True,
        blank=True,
        related_name="children",
        help_text=_("For example the municipality that a neighbourhood team belongs to."),
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="organisation_is_not_its_own_parent",
                violation_error_message=_("An organisation cannot be part of itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """That a user belongs to an organisation, and in which role."""

    class Role(models.TextChoices):
        MEMBER = "member", _("member")
        COORDINATOR = "coordinator", _("coordinator")

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    # PROTECT: an organisation with members is in use, and is not deleted by accident.
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MEMBER)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], name="membership_is_once_per_user_and_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation} ({self.get_role_display()})"


class Learner(models.Model):
    """Who learns: somebody with an account, or a guest whom only a signed cookie knows."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.OneToOneField(User, models.CASCADE, null=True, blank=True, related_name="learner")
    name = models.CharField(_("name"), max_length=120, blank=True, help_text=_("As last confirmed for a certificate."))
    email = models.EmailField(_("e-mail address"), blank=True, help_text=_("Left by a guest, to get a link back."))
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    last_seen_at = models.DateTimeField(_("last seen at"), default=timezone.now)

    objects = LearnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("learner")
        verbose_name_plural = _("learners")

    def __str__(self) -> str:
        return self.name or (str(self.user) if self.user else str(_("guest")))

    @property
    def is_guest(self) -> bool:
        """True while no account stands behind this learner."""
        return self.user_id is None


class InactivityMail(models.Model):
    """That somebody who no longer comes was told that their data will be erased. Gone as soon as they come back."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="inactivity_mails")
    learner = models.ForeignKey(Learner, models.CASCADE, null=True, related_name="inactivity_mails")  # a guest
    months = models.PositiveSmallIntegerField()  # without a visit
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("mail about inactivity")
        verbose_name_plural = _("mails about inactivity")
        constraints = [
            models.UniqueConstraint(fields=["user", "months"], name="inactivity_mail_is_once_per_user_and_month"),
            models.UniqueConstraint(fields=["learner", "months"], name="inactivity_mail_is_once_per_guest_and_month"),
            models.CheckConstraint(
                condition=Q(user__isnull=True, learner__isnull=False) | Q(user__isnull=False, learner__isnull=True),
                name="inactivity_mail_is_to_a_user_or_a_guest",
            ),
        ]

    def __str__(self) -> str:
        return str(self.months)
