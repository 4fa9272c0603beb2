"""Editions and releases: what learners study and are judged by. Append-only; see docs/decisions/0001."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from courses.models.pages import CoursePage, ModulePage


class FrozenRowChanged(TypeError):
    """Somebody tried to change a row that is a promise."""


class FrozenQuerySet(models.QuerySet[Any]):
    """Rows that are written once: read and add, no more."""

    def update(self, **kwargs: Any) -> int:
        """Refuse."""
        raise FrozenRowChanged(f"{self.model.__name__} is frozen: make a new release instead.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise FrozenRowChanged(f"{self.model.__name__} is frozen: learners' records rely on it.")

    # Templates must not call these either.
    update.alters_data = True  # type: ignore[attr-defined]
    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class FrozenRow(models.Model):
    """A row that is written once. Its hash and its readers rely on that. Its manager is a FrozenQuerySet's."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; refuse to update."""
        if not self._state.adding:
            raise FrozenRowChanged(f"{type(self).__name__} {self.pk} is frozen: make a new release instead.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise FrozenRowChanged(f"{type(self).__name__} {self.pk} is frozen: learners' records rely on it.")


class Edition(models.Model):
    """What one generation of learners studies. A change of meaning, rules or structure makes the next one."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # None once the course is deleted: what was frozen stays, since certificates rest on it (docs/decisions/0016).
    course = models.ForeignKey(CoursePage, models.SET_NULL, null=True, related_name="editions")
    number = models.PositiveIntegerField(_("number"))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["course", "number"]
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="edition_number_is_once_per_course"),
        ]

    def __str__(self) -> str:
        return str(_("edition %(number)s") % {"number": self.number})

    @property
    def course_title(self) -> str:
        """What its course is called; of a deleted course, what it was called in the end. One query then."""
        return self.course.title if self.course else self._last_release.title

    @property
    def course_uuid(self) -> str:
        """Which course it is an edition of, also when that is deleted. One query then."""
        return str(self.course.uuid) if self.course else self._last_release.content["uuid"]

    @property
    def _last_release(self) -> "Release":
        return self.releases.latest_first()[:1].get()


class ReleaseQuerySet(FrozenQuerySet):
    """Questions about releases."""

    def latest_first(self) -> Self:
        """The newest edition first, and within it the newest release."""
        return self.order_by("-edition__number", "-number")


class Release(FrozenRow):
    """The frozen content of an edition: the first is 2.0, its third correction 2.3."""

    class Reason(models.TextChoices):
        FIRST = "first", _("new edition")
        CORRECTION = "correction", _("correction")
        CONFIRMED = "confirmed", _("other words, same meaning")
        TAKEN_BACK = "taken_back", _("taken back to an earlier release")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField(_("number"))
    reason = models.CharField(_("reason"), max_length=12, choices=Reason)
    note = models.CharField(_("note"), max_length=300, blank=True)
    content = models.JSONField()  # the course's own facts: title, goal, outcomes, rule, statement
    sha256 = models.CharField(max_length=64)  # of the course's facts and every module's hash, in order
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="release_number_is_once_per_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.edition.number}.{self.number}"

    @property
    def title(self) -> str:
        """The title of the course as it was frozen."""
        return self.content["title"]

    @property
    def language(self) -> str:
        """The language that its course was written in when it was frozen."""
        return self.content.get("language") or settings.LANGUAGE_CODE


class ReleaseModule(index.Indexed, FrozenRow):
    """One module as it was frozen, with everything needed to show and judge it without its page."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="modules")
    module_uuid = models.UUIDField()  # the page's uuid: the same module in every release
    page = models.ForeignKey(ModulePage, models.SET_NULL, null=True, related_name="+")  # provenance only
    revision = models.ForeignKey("wagtailcore.Revision", models.SET_NULL, null=True, related_name="+")  # likewise
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=255)
    slug = models.SlugField(max_length=255, allow_unicode=True)
    minutes = models.PositiveSmallIntegerField()
    is_required = models.BooleanField()
    content = models.JSONField()  # of the page's serializable_data what speaks of content; see courses.freezing
    sha256 = models.CharField(max_length=64)

    objects = FrozenQuerySet.as_manager()

    # By the beginning of words, and with the stems of the language where the database knows them.
    search_fields = [
        *(index.AutocompleteField(name) for name in ("title", "text")),
        *(index.SearchField(name) for name in ("title", "text")),
        index.FilterField("release"),
    ]

    class Meta:
        verbose_name = _("frozen module")
        verbose_name_plural = _("frozen modules")
        ordering = ["release", "position"]
        constraints = [
            models.UniqueConstraint(fields=["release", "module_uuid"], name="module_is_once_per_release"),
            models.UniqueConstraint(fields=["release", "position"], name="position_is_once_per_release"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        """The part of its address that never changes."""
        return self.module_uuid.hex[:8]

    @property
    def text(self) -> str:
        """What is read in it, for search: never answers or feedback."""
        from courses.frozen import read_module  # reads these rows

        frozen = read_module(self)
        return " ".join([frozen.summary, *(f"{step.title}. {step.text}" for step in frozen.steps)])


class ReleaseReference(FrozenRow):
    """That a release shows this image, document or snippet, so that it is not deleted under a learner's eyes."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="references")
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=64)

    objects = FrozenQuerySet.as_manager()

    class Meta:
        verbose_name = _("use in a release")
        verbose_name_plural = _("uses in a release")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "content_type", "object_id"], name="reference_is_once_per_release"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id}"
