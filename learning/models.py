"""A learner's records. They refer to releases, never to pages that may change tomorrow."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Learner, Organisation
from courses.models import CoursePage, Edition, Release


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Enrolments, narrowed in the words of the house."""

    def of(self, learner: Learner | None) -> Self:
        """The enrolments of one learner; none without a learner."""
        return self.filter(learner=learner) if learner is not None else self.none()

    def open(self) -> Self:
        """Not finished, and not replaced by another."""
        return self.filter(completed_at__isnull=True, closed_at__isnull=True)

    def current(self) -> Self:
        """Open or finished, but not replaced by another."""
        return self.filter(closed_at__isnull=True)


class Enrolment(models.Model):
    """A learner on an edition, possibly through an organisation."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    learner = models.ForeignKey(Learner, models.CASCADE, related_name="enrolments")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="enrolments")
    course = models.ForeignKey(CoursePage, models.SET_NULL, null=True, related_name="enrolments")  # None: deleted
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="enrolments")
    started_at = models.DateTimeField(default=timezone.now)
    last_active_at = models.DateTimeField(default=timezone.now)
    completed_at = models.DateTimeField(null=True, blank=True)  # earned: nothing an editor does empties it
    completed_release = models.ForeignKey(Release, models.PROTECT, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)  # kept as history: moved on, or merged into another

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["-last_active_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "course"],
                condition=Q(completed_at__isnull=True, closed_at__isnull=True),
                name="one_open_enrolment_per_learner_and_course",
            ),
            models.CheckConstraint(
                condition=Q(completed_at__isnull=True, completed_release__isnull=True)
                | Q(completed_at__isnull=False, completed_release__isnull=False),
                name="completed_enrolment_knows_its_release",
            ),
            models.CheckConstraint(  # so a course that learners are busy with cannot be deleted, by nobody
                condition=Q(course__isnull=False) | Q(completed_at__isnull=False) | Q(closed_at__isnull=False),
                name="open_enrolment_has_its_course",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.uuid}"

    @property
    def is_completed(self) -> bool:
        return self.completed_at is not None


class Attempt(models.Model):
    """One answer a learner gave to one exercise. Never changed afterwards."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="attempts")
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")  # what the learner had before them
    module_uuid = models.UUIDField()
    exercise_id = models.UUIDField()  # the StreamField block's id
    kind = models.CharField(max_length=30)
    submission_id = models.UUIDField()  # made with the page or by the browser: a replay counts once
    answer = models.JSONField()
    score = models.FloatField(null=True)  # None: this answer is not scored
    passed = models.BooleanField(null=True)  # None: nothing is right or wrong here
    is_completing = models.BooleanField()  # the exercise counts as done with this answer
    fingerprint = models.CharField(max_length=64)  # rules of the exercise: whether the answer may come along
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["created_at", "pk"]
        indexes = [models.Index(fields=["enrolment", "module_uuid", "exercise_id"], name="attempt_of_an_exercise")]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "submission_id"], name="submission_counts_once"),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__range=(0, 1)), name="attempt_score_is_between_0_and_1"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.exercise_id}"


class ExerciseState(models.Model):
    """What a kind keeps between answers, by scope, owner and target (the shape that XBlock fields need too)."""

    class Scope(models.TextChoices):
        EXERCISE = "exercise", _("one exercise of one enrolment")
        LEARNER = "learner", _("one learner, in every course")
        EVERYBODY = "everybody", _("one exercise, of all learners together")

    scope = models.CharField(max_length=20, choices=Scope, default=Scope.EXERCISE)
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, null=True, related_name="states")  # the owner
    learner = models.ForeignKey(Learner, models.CASCADE, null=True, related_name="states")  # the owner, beyond a course
    target = models.CharField(max_length=100)  # module uuid and exercise id; or what a kind calls it, for a learner
    data = models.JSONField(default=dict)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("state of an exercise")
        verbose_name_plural = _("states of exercises")
        indexes = [models.Index(fields=["target"], name="state_by_its_exercise")]  # to count the answers of everybody
        constraints = [
            models.UniqueConstraint(fields=["scope", "enrolment", "target"], name="state_is_once_per_owner_and_target"),
            models.UniqueConstraint(fields=["learner", "target"], name="state_is_once_per_learner_and_target"),
            models.UniqueConstraint(
                fields=["target"], condition=Q(scope="everybody"), name="state_of_everybody_is_once_per_target"
            ),
            models.CheckConstraint(
                condition=Q(scope="exercise", enrolment__isnull=False, learner__isnull=True)
                | Q(scope="learner", enrolment__isnull=True, learner__isnull=False)
                | Q(scope="everybody", enrolment__isnull=True, learner__isnull=True),
                name="state_has_the_owner_of_its_scope",
            ),
        ]

    def __str__(self) -> str:
        return self.target


class ModuleProgress(models.Model):
    """How far an enrolment is in one module. Percentages are computed from these rows, never stored."""

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="progress")
    module_uuid = models.UUIDField()
    steps_seen = models.JSONField(default=list)  # ids of steps
    exercises_done = models.JSONField(default=dict)  # exercise id -> best {"score", "passed", "fingerprint"}
    last_step = models.UUIDField(null=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("progress in a module")
        verbose_name_plural = _("progress in modules")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "module_uuid"], name="progress_is_once_per_module"),
        ]

    def __str__(self) -> str:
        return str(self.module_uuid)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, narrowed in the words of the house."""

    def usable(self, at: datetime) -> Self:
        """Not revoked, not past its date, not used up."""
        return self.filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=at),
            Q(max_uses__isnull=True) | Q(uses__lt=F("max_uses")),
            revoked_at__isnull=True,
        )


class Invitation(models.Model):
    """A join link, printed as a poster with a QR code or sent by mail, that leads into courses."""

    code = models.CharField(_("code"), max_length=26, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="invitations"
    )
    courses = models.ManyToManyField(CoursePage, verbose_name=_("courses"), related_name="+")
    label = models.CharField(
        _("label"), max_length=100, blank=True, help_text=_("For yourself. For example: poster in the canteen")
    )
    expires_at = models.DateTimeField(_("valid until"), null=True, blank=True)
    max_uses = models.PositiveIntegerField(_("at most how many people"), null=True, blank=True)
    uses = models.PositiveIntegerField(_("used"), default=0, editable=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(max_uses__isnull=True) | Q(uses__lte=F("max_uses")),
                name="invitation_is_not_used_more_often_than_allowed",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.code

    def has_ended(self, at: datetime) -> bool:
        """Whether it was revoked or is past its date."""
        return self.revoked_at is not None or (self.expires_at is not None and self.expires_at <= at)

    def is_usable(self, at: datetime) -> bool:
        """Whether somebody new can still join with it."""
        return not self.has_ended(at) and (self.max_uses is None or self.uses < self.max_uses)


class Remark(models.Model):
    """“Klopt er iets niet?”: what a reader told the editors, with the place. Without the reader."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="+")
    module_uuid = models.UUIDField()
    module_title = models.CharField(_("module"), max_length=255)
    step_title = models.CharField(_("step"), max_length=100)
    address = models.CharField(max_length=500)  # the path, to go and look
    text = models.TextField(_("remark"), max_length=2000)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    handled_at = models.DateTimeField(_("handled at"), null=True, blank=True)

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.module_title}, {self.step_title}"
