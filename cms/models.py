"""Pages, settings and snippets of the site around the courses."""

from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page
from wagtail.search import index

from accounts.models import Organisation
from cms.blocks import StandardBlock
from cms.fields import UnmigratedStreamField
from cms.statement import AccessibilityStatementPage
from cms.theming.form import ThemeForm
from cms.theming.sheet import Sheet

__all__ = ["AccessibilityStatementPage", "HomePage", "LocalContact", "Source", "StandardPage", "ThemeSettings"]


class HomePage(Page):
    """The front door: what this is for, and the way to the courses."""

    lead = models.TextField(_("lead"), max_length=300, blank=True, help_text=_("One or two sentences under the title."))
    body = UnmigratedStreamField(StandardBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.StandardPage", "cms.AccessibilityStatementPage", "courses.CourseIndexPage"]
    max_count = 1
    template = "cms/home_page.html"

    class Meta:
        verbose_name = _("home page")


class StandardPage(Page):
    """A page of text: about, privacy, help; or, under a course, for who leads a group through it."""

    lead = models.TextField(_("lead"), max_length=300, blank=True)
    body = UnmigratedStreamField(StandardBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    parent_page_types = ["cms.HomePage", "cms.StandardPage", "courses.CoursePage"]
    subpage_types = ["cms.StandardPage"]
    template = "cms/standard_page.html"

    class Meta:
        verbose_name = _("page")

    @property
    def address(self) -> str:
        """Its path on the site, from its own row alone: `url` asks the cache, which is the database by default."""
        return "/" + self.url_path.split("/", 2)[2]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page it belongs to, where that is another than the front door."""
        parent = self.get_parent()
        is_deeper = parent is not None and parent.specific_class is not HomePage
        return super().get_context(request, *args, **kwargs) | {"part_of": parent.specific if is_deeper else None}


@register_setting(icon="view")
class ThemeSettings(BaseSiteSetting):
    """How the site is called and whom a visitor can write to."""

    site_name = models.CharField(_("name of the site"), max_length=60, default="Leerkring")
    issuer = models.CharField(
        _("issuer"), max_length=120, default="Leerkring", help_text=_("Printed on certificates as who issued them.")
    )
    contact_email = models.EmailField(_("e-mail address for help"), blank=True)
    logo = models.ForeignKey("wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+")
    palette = models.JSONField(default=dict, blank=True, editable=False)  # as `cms.theming.sheet` keeps it; {}: our own

    base_form_class = ThemeForm
    panels = [
        MultiFieldPanel([FieldPanel("site_name"), FieldPanel("logo")], heading=_("Name")),
        MultiFieldPanel([FieldPanel("issuer"), FieldPanel("contact_email")], heading=_("Contact")),
        MultiFieldPanel(
            [FieldPanel("tokens"), FieldPanel("dark_tokens"), FieldPanel("own_colours")],
            heading=_("House style"),
            help_text=_(
                "Design tokens of the NL Design System, from your municipality’s designers. Only colours and the "
                "roundness of buttons are taken over. Every pair of colours is checked for contrast."
            ),
        ),
    ]

    class Meta:
        verbose_name = _("theme")

    @property
    def sheet(self) -> Sheet | None:
        """The house style's own style sheet; None for our own colours."""
        return Sheet.from_palette(self.palette) if self.palette else None


class Source(index.Indexed, models.Model):
    """Where a fact comes from. Text refers to it by its key between square brackets: [S1]."""

    key = models.CharField(
        _("key"), max_length=30, unique=True, help_text=_("Write this between square brackets in a text: [S1]")
    )
    title = models.CharField(_("title"), max_length=250)
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)
    year = models.CharField(_("year"), max_length=20, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    note = models.TextField(
        _("note"), blank=True, help_text=_("For the reader: what was read, what it does not prove.")
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    panels = [
        FieldPanel("key"),
        FieldPanel("title"),
        FieldPanel("publisher"),
        FieldPanel("year"),
        FieldPanel("url"),
        FieldPanel("note"),
        FieldPanel("checked_on"),
    ]

    search_fields = [
        index.SearchField("title"),
        *(index.AutocompleteField(name) for name in ("key", "title", "publisher")),
    ]

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.key}: {self.title}"


class GlossaryTerm(index.Indexed, models.Model):
    """A difficult word and what it means. In a lesson the first of it on a screen opens its meaning."""

    key = models.SlugField(
        _("key"), max_length=40, unique=True, help_text=_("Part of the address of its meaning: never change it.")
    )
    term = models.CharField(_("word"), max_length=60, help_text=_("As it mostly stands in a text: VCP, ecogram"))
    forms = models.CharField(
        _("other forms"),
        max_length=200,
        blank=True,
        help_text=_("With a comma between them, plurals too: ecogrammen, netwerktekening"),
    )
    meaning = models.TextField(
        _("meaning"),
        validators=[RegexValidator(r"(?:\S+\s+){40}\S", _("Use at most 40 words."), inverse_match=True)],
        help_text=_("In plain words, at most 40: what is it, and what is it good for?"),
    )
    source = models.ForeignKey(
        Source, models.SET_NULL, verbose_name=_("source"), null=True, blank=True, related_name="+"
    )

    panels = [
        FieldPanel("term"),
        FieldPanel("forms"),
        FieldPanel("meaning"),
        FieldPanel("source"),
        FieldPanel("key"),
    ]

    search_fields = [index.AutocompleteField(name) for name in ("term", "forms", "meaning")] + [
        index.SearchField(name) for name in ("term", "forms", "meaning")
    ]

    class Meta:
        verbose_name = _("difficult word")
        verbose_name_plural = _("difficult words")
        ordering = ["term"]

    def __str__(self) -> str:
        return self.term

    @property
    def address(self) -> str:
        """Where it is explained."""
        return f"{reverse('cms:glossary')}#{self.key}"

    @property
    def all_forms(self) -> list[str]:
        """The word and its other forms."""
        return [form for form in (self.term, *(form.strip() for form in self.forms.split(","))) if form]


class LocalContact(models.Model):
    """Whom to turn to. Without an organisation it holds for everybody; an organisation's own goes before it."""

    key = models.SlugField(_("key"), max_length=40, help_text=_("The same for every organisation: vcp, wijkteam"))
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), null=True, blank=True, related_name="contacts"
    )
    name = models.CharField(_("name"), max_length=120, help_text=_("For example: Veilig Thuis"))
    when = models.TextField(_("when"), blank=True, help_text=_("One sentence: when does somebody call?"))
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    url = models.URLField(_("website"), blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    panels = [
        FieldPanel("key"),
        FieldPanel("organisation"),
        FieldPanel("name"),
        FieldPanel("when"),
        FieldPanel("phone"),
        FieldPanel("email"),
        FieldPanel("url"),
        FieldPanel("checked_on"),
    ]

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["key", "organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["key", "organisation"], name="contact_is_once_per_key_and_organisation"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(organisation__isnull=True), name="contact_is_once_per_key_for_everybody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation})" if self.organisation else self.name
