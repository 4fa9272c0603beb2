"""The pages that editors write. Learners see none of this until it is in a release."""

import uuid
from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import SHORT_TEXT, named
from cms.fields import UnmigratedStreamField
from cms.illustrations.choosing import SceneSelect, scene_or_none_choices, validate_scene
from courses.blocks import StepsBlock


class Level(models.TextChoices):
    """The level of the language, after the Common European Framework."""

    A2 = "A2", _("A2: simple")
    B1 = "B1", _("B1: plain")
    B2 = "B2", _("B2: professional")


class CourseIndexPage(Page):
    """The catalogue: every course that a learner can begin."""

    lead = models.TextField(_("lead"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["courses.CoursePage"]
    max_count = 1
    template = "courses/catalogue.html"

    class Meta:
        verbose_name = _("catalogue")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The courses with an edition that is open."""
        from courses.queries import open_courses  # queries read these models

        return super().get_context(request, *args, **kwargs) | {"courses": open_courses()}


class CoursePage(Page):
    """A whole training that leads to one certificate. Its modules are its child pages, in order."""

    admin_default_ordering = "ord"  # the list of its modules reads as the course does

    class Hue(models.TextChoices):
        NETWORK = "network", _("for professionals")
        CLUB = "club", _("for volunteers")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    summary = models.CharField(
        _("summary"),
        max_length=160,
        blank=True,
        help_text=_("One sentence. It shows in the catalogue and when somebody shares the link."),
    )
    goal = models.TextField(_("goal"), max_length=400, help_text=_("What is this course for? One sentence."))
    audience = models.CharField(
        _("audience"), max_length=200, help_text=_("For whom? For example: trainers of a club.")
    )
    outcomes = UnmigratedStreamField(
        [("outcome", named(blocks.CharBlock(label=_("After this course you can …"), max_length=200)))],
        verbose_name=_("what you can do afterwards"),
        blank=True,
    )
    introduction = RichTextField(_("introduction"), features=SHORT_TEXT, blank=True)
    level = models.CharField(_("language level"), max_length=2, choices=Level, default=Level.B1)
    hue = models.CharField(_("colour"), max_length=10, choices=Hue, default=Hue.NETWORK)
    picture = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, verbose_name=_("picture"), null=True, blank=True, related_name="+"
    )
    scene = models.CharField(
        _("illustration"),
        max_length=40,
        blank=True,
        validators=[validate_scene],
        help_text=_("Shows on the course's card and at the head of its page."),
    )
    right_needed = models.PositiveSmallIntegerField(
        _("right answers needed (%)"),
        default=0,
        validators=[MaxValueValidator(100)],
        help_text=_("0: doing the required exercises is enough. 80: with 5 judged exercises, 4 must be right."),
    )
    proof_statement = models.CharField(
        _("sentence on the certificate"),
        max_length=200,
        blank=True,
        help_text=_("Under the name. Empty: “followed this course and did all required exercises”."),
    )
    source_hash = models.CharField(max_length=64, blank=True, editable=False)  # of the file it was loaded from

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("goal"),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("level")]),
        FieldPanel("introduction"),
        FieldPanel("outcomes"),
        FieldRowPanel([FieldPanel("picture"), FieldPanel("hue")]),
        FieldPanel("scene", widget=SceneSelect(choices=scene_or_none_choices())),
        MultiFieldPanel([FieldPanel("right_needed"), FieldPanel("proof_statement")], heading=_("Finishing")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("goal")]
    parent_page_types = ["courses.CourseIndexPage"]
    subpage_types = ["courses.ModulePage", "cms.StandardPage"]
    exclude_fields_in_copy = ["uuid", "source_hash"]
    template = "courses/course_page.html"

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    @property
    def code(self) -> str:
        """The part of its learning address that never changes."""
        return self.uuid.hex[:8]

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """As Wagtail does it; but which file it was loaded from is known of the page, not of a revision put back."""
        page = super().with_content_json(content)
        page.source_hash = self.source_hash
        return page

    @property
    def address(self) -> str:
        """Its path on the site, from its own row alone: `url` asks the cache, which is the database by default."""
        return "/" + self.url_path.split("/", 2)[2]


class ModulePage(Page):
    """One sitting of 5 to 15 minutes, made of steps. What an editor writes; learners get it through a release."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    summary = models.CharField(
        _("summary"), max_length=200, blank=True, help_text=_("One sentence for the course page.")
    )
    warning = models.TextField(
        _("warning beforehand"),
        max_length=600,
        blank=True,
        help_text=_(
            "Only for a module that may hurt. It shows before anything else, with a choice not to do it now, and every"
            " step then has a way out. Two or three sentences: what it is about, and whom to talk to:"
            " [contact:luisterlijn]. Never type a number."
        ),
    )
    goals = UnmigratedStreamField(
        [("goal", named(blocks.CharBlock(label=_("Goal"), max_length=200)))],
        verbose_name=_("learning goals"),
        blank=True,
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=10, help_text=_("Net, for somebody who takes it calmly.")
    )
    is_required = models.BooleanField(_("required"), default=True, help_text=_("Needed to finish the course."))
    is_hidden = models.BooleanField(
        _("hidden"), default=False, help_text=_("Leave this module out of new editions, without unpublishing it.")
    )
    steps = UnmigratedStreamField(StepsBlock(), verbose_name=_("steps"))
    source_hash = models.CharField(max_length=64, blank=True, editable=False)

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("is_required"), FieldPanel("is_hidden")]),
        FieldPanel("warning"),
        FieldPanel("goals"),
        FieldPanel("steps"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary")]
    parent_page_types = ["courses.CoursePage"]
    subpage_types: list[str] = []
    exclude_fields_in_copy = ["uuid", "source_hash"]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """As Wagtail does it; but which file it was loaded from is known of the page, not of a revision put back."""
        page = super().with_content_json(content)
        page.source_hash = self.source_hash
        return page

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A module's own address shows no content: it leads to the frozen module, or else to its course."""
        from courses.views import module_address  # views render these pages

        return module_address(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The module as a learner sees it, with exercises that can be played and leave no record."""
        from courses.preview import preview_module  # views render these pages

        return preview_module(request, self)
