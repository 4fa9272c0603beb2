"""An accessibility statement in the format of the Dutch government: it states what editors filled in, nothing else."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.documents import get_document_model_string
from wagtail.models import Page

from cms.blocks import StandardBlock
from cms.fields import UnmigratedStreamField

EVIDENCE_NEEDED = "ABC"  # statuses that rest on an inspection


class Status(models.TextChoices):
    """How far a site is, as the government counts. The editor chooses; nothing of ours ever does."""

    NONE = "", _("Not chosen yet: there is no statement")
    A = "A", _("A: complies fully")
    B = "B", _("B: complies partly")
    C = "C", _("C: first measures taken")
    D = "D", _("D: does not comply")
    E = "E", _("E: no statement, or one that is not complete")


class DeviationBlock(blocks.StructBlock):
    """What does not comply, what somebody notices of it, and what is done about it."""

    criterion = blocks.CharBlock(
        label=_("Criterion"), max_length=120, help_text=_("Number and name, for example: 1.4.3 Contrast (minimum)")
    )
    description = blocks.TextBlock(label=_("What does not comply"), rows=2)
    cause = blocks.TextBlock(label=_("Cause"), rows=2)
    effect = blocks.TextBlock(label=_("What somebody notices of it"), rows=2)
    alternative = blocks.TextBlock(
        label=_("Another way"), rows=2, required=False, help_text=_("How somebody gets there all the same.")
    )
    measure = blocks.TextBlock(label=_("Measure"), rows=2)
    planned_for = blocks.CharBlock(
        label=_("Planned for"), max_length=60, help_text=_("A month and year, or why there is none.")
    )

    class Meta:
        icon = "warning"
        label = _("Deviation")
        label_format = "{criterion}"
        template = "blocks/deviation.html"
        preview_value = {
            "criterion": "1.2.2 Ondertiteling",
            "description": "Een video heeft nog geen ondertiteling.",
            "cause": "De video is van voor de regel.",
            "effect": "Wie slecht hoort, mist wat er gezegd wordt.",
            "alternative": "De tekst staat onder de video.",
            "measure": "We maken ondertiteling.",
            "planned_for": "maart 2027",
        }


class InspectionBlock(blocks.StructBlock):
    """An inspection that was done: when, by whom, of what, and where its report is."""

    date = blocks.DateBlock(label=_("Date"))
    by = blocks.CharBlock(label=_("By whom"), max_length=120)
    what = blocks.CharBlock(
        label=_("Way of working"), max_length=200, help_text=_("For example: WCAG-EM by an independent office.")
    )
    report = blocks.URLBlock(label=_("Address of the report"), required=False)

    class Meta:
        icon = "search"
        label = _("Inspection")
        label_format = "{date} {by}"
        template = "blocks/inspection.html"
        preview_value = {"date": None, "by": "Bureau Voorbeeld", "what": "WCAG-EM", "report": ""}


class AccessibilityStatementPage(Page):
    """The statement of one site. Without a status it says that there is none yet, whatever else was filled in."""

    lead = models.TextField(_("lead"), max_length=300, blank=True)
    organisation = models.CharField(
        _("organisation"), max_length=120, blank=True, help_text=_("Who is responsible for this site.")
    )
    scope = models.CharField(
        _("what it is about"), max_length=250, blank=True, help_text=_("The address, and what falls outside of it.")
    )
    status = models.CharField(_("status"), max_length=1, blank=True, choices=Status, default=Status.NONE)
    norm = models.CharField(
        _("norm"), max_length=120, default="EN 301 549 versie 3.2.1, met WCAG 2.1 op niveau AA", blank=True
    )
    inspections = UnmigratedStreamField([("inspection", InspectionBlock())], verbose_name=_("inspections"), blank=True)
    deviations = UnmigratedStreamField([("deviation", DeviationBlock())], verbose_name=_("deviations"), blank=True)
    body = UnmigratedStreamField(StandardBlock(), verbose_name=_("what we do for it"), blank=True)
    contact = models.TextField(
        _("help and complaints"), blank=True, help_text=_("Whom to write to, and within how many days comes an answer.")
    )
    signed_by = models.CharField(_("established by"), max_length=120, blank=True, help_text=_("Name and function."))
    established_on = models.DateField(_("established on"), null=True, blank=True)
    revised_on = models.DateField(_("last revised on"), null=True, blank=True)
    next_on = models.DateField(_("next revision by"), null=True, blank=True, help_text=_("Within a year."))
    evidence = models.ForeignKey(
        get_document_model_string(),
        models.SET_NULL,
        verbose_name=_("evidence of the tests"),
        null=True,
        blank=True,
        related_name="+",
    )

    content_panels = [
        *Page.content_panels,
        HelpPanel(
            _(
                "Nothing here fills itself in. Choose a status only after an inspection, and register the statement "
                "where the government asks for it. What the automatic tests found is a separate file: it is evidence "
                "beside an inspection, never instead of one."
            )
        ),
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("organisation", "scope", "status", "norm")],
            heading=_("Whose, of what, how far"),
        ),
        FieldPanel("inspections"),
        FieldPanel("deviations"),
        FieldPanel("body"),
        FieldPanel("contact"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("signed_by", "established_on", "revised_on", "next_on")],
            heading=_("Established and revised"),
        ),
        FieldPanel("evidence"),
    ]
    parent_page_types = ["cms.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    template = "cms/accessibility_statement_page.html"

    class Meta:
        verbose_name = _("accessibility statement")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=Status.values), name="statement_has_a_status_of_the_government_or_none"
            )
        ]

    @property
    def status_name(self) -> str:
        """The status in words, without its letter."""
        return str(self.get_status_display()).partition(": ")[2]

    def clean(self) -> None:
        """A status needs what it rests on: who establishes it and when; for A, B and C an inspection."""
        super().clean()
        if not self.status:
            return
        errors: dict[str, Any] = {
            name: _("A statement with a status needs this.")
            for name in ("organisation", "scope", "signed_by", "established_on")
            if not getattr(self, name)
        }
        if self.status in EVIDENCE_NEEDED and not self.inspections:
            errors["inspections"] = _("Status A, B or C rests on an inspection: tell which.")
        if self.status == Status.A and self.deviations:
            errors["status"] = _("With a deviation, a site does not comply fully.")
        if errors:
            raise ValidationError(errors)
