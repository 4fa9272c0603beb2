"""The prose blocks: what an editor can put on a page or in a step beside exercises. They ask for meaning, not looks."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import CharField, CheckboxSelectMultiple, MultipleChoiceField
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.illustrations.choosing import SceneSelect, scene_choices

RICH_TEXT = ["h2", "bold", "italic", "ol", "ul", "link", "document-link"]
SHORT_TEXT = ["bold", "italic", "ol", "ul", "link"]


class RichTextBlock(blocks.RichTextBlock):
    """Wagtail's own, that also tells its label to who hears the editor: there, it stands beside it without a tie."""

    @cached_property
    def field(self) -> CharField:
        """The form field, with its label on the place to type."""
        field = super().field
        field.widget.options["ariaLabel"] = self.label
        return field


def named(block: blocks.FieldBlock) -> blocks.FieldBlock:
    """An item of a list with its label on the control, since Wagtail shows none there."""
    block.field.widget.attrs["aria-label"] = block.label
    return block


class TextBlock(RichTextBlock):
    """Running text. A source is named between square brackets: [S1]."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": RICH_TEXT, **kwargs})

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs and lists. Name a source with its key: [S1].")
        template = "blocks/text.html"
        preview_value = "<p>Ouders met een sterk netwerk ervaren vaak minder stress. [S1]</p>"


class DescribedImageBlock(ImageBlock):
    """Wagtail's own, with a label in the editor's language for the file, which has none there."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.child_blocks["image"].label = _("File")


class PictureBlock(blocks.StructBlock):
    """A picture with the text for who cannot see it."""

    image = DescribedImageBlock(
        label=_("Picture"), help_text=_("Say what matters in the picture, or tick “decorative”.")
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with a text for who cannot see it.")
        label_format = "{caption}"
        template = "blocks/picture.html"
        preview_template = "blocks/previews/picture.html"


class IllustrationBlock(blocks.StructBlock):
    """A picture of our own, in the colours of the site. It is decorative, or has a text for who cannot see it."""

    scene = blocks.ChoiceBlock(label=_("Picture"), choices=scene_choices, widget=SceneSelect)
    alt = blocks.CharBlock(
        label=_("Text for who cannot see it"),
        required=False,
        max_length=200,
        help_text=_("What happens in the picture, as the story needs it, in one sentence."),
    )
    is_decorative = blocks.BooleanBlock(
        label=_("Only decoration"), required=False, help_text=_("The text beside it says it all.")
    )

    def clean(self, value: Any) -> Any:
        """Ask for the text, or for the word that none is needed; never both. A draft may still lack a picture."""
        cleaned = super().clean(value)
        if cleaned["scene"] and cleaned["is_decorative"] == bool(cleaned["alt"]):
            message = _("Write what the picture shows, or tick “Only decoration”; not both.")
            raise StructBlockValidationError(block_errors={"alt": ValidationError(message)})
        return cleaned

    class Meta:
        icon = "image"
        label = _("Illustration")
        description = _("A picture of our own, with people and a place.")
        template = "blocks/illustration.html"
        preview_value = {"scene": "keukentafel", "alt": "Samira schenkt thee in.", "is_decorative": False}


class VideoBlock(blocks.StructBlock):
    """A video of one's own, with captions and a transcript: nobody is left out, nothing comes from elsewhere."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    video = DocumentChooserBlock(label=_("Video"), help_text=_("An MP4 or WebM file."))
    captions = DocumentChooserBlock(label=_("Captions"), help_text=_("A WebVTT file (.vtt) in Dutch."))
    transcript = RichTextBlock(label=_("Transcript"), features=SHORT_TEXT, help_text=_("Everything that is said."))

    def clean(self, value: Any) -> Any:
        """Refuse files of another kind than their field asks for. A draft may still lack them."""
        cleaned = super().clean(value)
        wanted = {"video": (".mp4", ".webm"), "captions": (".vtt",)}
        errors = {
            name: ValidationError(_("Choose a file that ends in %(ends)s.") % {"ends": " / ".join(endings)})
            for name, endings in wanted.items()
            if cleaned[name] and not cleaned[name].filename.lower().endswith(endings)
        }
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A video with captions and a transcript.")
        template = "blocks/video.html"
        preview_template = "blocks/previews/video.html"


class CalloutBlock(blocks.StructBlock):
    """Something that stands out: a tip, a note, a warning, or a card to take along on paper."""

    CARD = "card"
    tone = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("tip", _("Tip")), ("note", _("Note")), ("warning", _("Warning")), (CARD, _("Card to print"))],
        default="tip",
        help_text=_("“Card to print” also comes on a sheet of its own, four to an A4, with the pocket cards."),
    )
    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = RichTextBlock(label=_("Text"), features=SHORT_TEXT)

    class Meta:
        icon = "warning"
        label = _("Callout")
        description = _("A tip, a note, a warning, or a card to print.")
        label_format = "{title}"
        template = "blocks/callout.html"
        preview_value = {"tone": "tip", "title": "Klein beginnen", "text": "<p>Eén vraag is genoeg voor vandaag.</p>"}


class CaseBlock(blocks.StructBlock):
    """A situation from practice. It says whether the people are invented."""

    title = blocks.CharBlock(label=_("Title"), required=False, max_length=80)
    text = RichTextBlock(label=_("Text"), features=SHORT_TEXT)
    is_fictional = blocks.BooleanBlock(
        label=_("Invented people"), default=True, required=False, help_text=_("Never write about a real client.")
    )

    class Meta:
        icon = "group"
        label = _("Case")
        description = _("A situation from practice, with invented people.")
        label_format = "{title}"
        template = "blocks/case.html"
        preview_value = {"title": "Dinsdag, 16.00 uur", "text": "<p>Samira schenkt thee in.</p>", "is_fictional": True}


def example_source() -> Any:
    """A source for the editor's block picker, which is not in the database."""
    from cms.models import Source  # the models import these blocks

    return Source(key="S1", title="Samen opvoeden", publisher="Voorbeeld", year="2024")


class QuotationBlock(blocks.StructBlock):
    """The words of a source."""

    text = blocks.TextBlock(label=_("Quotation"), rows=3)
    source = SnippetChooserBlock("cms.Source", label=_("Source"))

    def get_preview_value(self) -> Any:
        """An example with a source that need not exist."""
        return blocks.StructValue(self, {"text": "Het hele dorp voedt mee op.", "source": example_source()})

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("A short quotation with its source.")
        template = "blocks/quotation.html"


class SourceListBlock(blocks.StructBlock):
    """The sources of a module, for who wants to read on."""

    sources = blocks.ListBlock(SnippetChooserBlock("cms.Source", label=_("Source")), label=_("Sources"), min_num=1)
    note = blocks.TextBlock(label=_("Note"), required=False, rows=2, help_text=_("What these sources do not prove."))

    def get_preview_value(self) -> Any:
        """An example with a source that need not exist."""
        sources = self.child_blocks["sources"]
        return blocks.StructValue(self, {"sources": ListValue(sources, [example_source()]), "note": ""})

    class Meta:
        icon = "list-ul"
        label = _("Source list")
        description = _("Where the facts of this module come from.")
        template = "blocks/sources.html"


class SummaryBlock(blocks.StructBlock):
    """“In het kort”: the module in a few plain sentences."""

    points = blocks.ListBlock(
        named(blocks.TextBlock(label=_("Sentence"), rows=2)),
        label=_("Sentences"),
        min_num=1,
        max_num=8,
        help_text=_("At most 15 words each."),
    )

    class Meta:
        icon = "clipboard-list"
        label = _("In short")
        description = _("The module in three to five plain sentences.")
        template = "blocks/summary.html"
        preview_value = {"points": ["Luister eerst.", "Stel daarna één open vraag."]}


class TakeawayBlock(blocks.StructBlock):
    """“Meenemen”: one thing to do tomorrow."""

    text = blocks.TextBlock(label=_("Take away"), rows=2, help_text=_("One thing to do tomorrow, in one sentence."))

    class Meta:
        icon = "pick"
        label = _("Take away")
        description = _("One thing to do tomorrow.")
        template = "blocks/takeaway.html"
        preview_value = {"text": "Zeg vandaag tegen één kind: ‘Fijn dat je er bent.’"}


def contact_choices() -> list[tuple[str, str]]:
    """The keys an editor can choose from, each with the name that holds for everybody."""
    from cms.models import LocalContact  # the models import these blocks

    found: dict[str, str] = {}
    for contact in LocalContact.objects.order_by("organisation_id"):
        found.setdefault(contact.key, contact.name)
    return sorted(found.items())


class AnyKeyField(MultipleChoiceField):
    """Offers the contacts that there are, and refuses none: a course may be loaded before its contacts are."""

    def valid_value(self, value: Any) -> bool:
        """Judged where a release is made, and where source files are read."""
        return True


class ContactKeysBlock(blocks.FieldBlock):
    """Some contacts by their keys, as boxes to tick. Which people they are depends on the learner's organisation."""

    def __init__(self, required: bool = True, help_text: Any = None, **kwargs: Any) -> None:
        self.field_options = {"required": required, "help_text": help_text}
        super().__init__(**{"default": [], **kwargs})

    @cached_property
    def field(self) -> AnyKeyField:
        """The form field; it asks which contacts there are when it is drawn."""
        return AnyKeyField(choices=contact_choices, widget=CheckboxSelectMultiple, **self.field_options)

    class Meta:
        icon = "mobile-alt"


class ContactBlock(blocks.StructBlock):
    """Whom to turn to. Which person that is depends on the learner's organisation, so it is filled in when shown."""

    contact = blocks.ChoiceBlock(
        label=_("Contact"),
        choices=contact_choices,
        help_text=_("A learner sees the contact of their own organisation. Change numbers under Contacts."),
    )

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """An example: which contacts there are differs per site."""
        from cms.models import LocalContact  # the models import these blocks

        example = LocalContact(key="wijkteam", name="Het wijkteam", when="Bij zorgen over een kind.", phone="14 010")
        return {**(parent_context or {}), "example": example}

    class Meta:
        icon = "mobile-alt"
        label = _("Contact card")
        description = _("Whom to turn to, filled in for the learner's organisation.")
        template = "blocks/contact.html"
        preview_template = "blocks/previews/contact.html"


PROSE = _("Texts")  # what the editor's block picker writes above these
PROSE_BLOCKS = [
    ("text", TextBlock(group=PROSE)),
    ("picture", PictureBlock(group=PROSE)),
    ("illustration", IllustrationBlock(group=PROSE)),
    ("video", VideoBlock(group=PROSE)),
    ("callout", CalloutBlock(group=PROSE)),
    ("case", CaseBlock(group=PROSE)),
    ("quotation", QuotationBlock(group=PROSE)),
    ("summary", SummaryBlock(group=PROSE)),
    ("takeaway", TakeawayBlock(group=PROSE)),
    ("sources", SourceListBlock(group=PROSE)),
    ("contact", ContactBlock(group=PROSE)),
]


class KeptBlock(blocks.StaticBlock):
    """What is kept about people and how long: drawn from the retention file, so it is always what holds."""

    class Meta:
        icon = "list-ul"
        label = _("What we keep")
        description = _("What is kept about people, what for and how long. Follows from the software.")
        admin_text = _("Here stands what is kept about people, what for and how long. It follows from the software.")
        template = "blocks/kept.html"


class HelpBlock(blocks.StaticBlock):
    """How to reach whoever runs the site."""

    class Meta:
        icon = "mail"
        label = _("Contact for help")
        description = _("The e-mail address for help, as it stands in the settings.")
        admin_text = _("Here stands the e-mail address for help, from Settings, Theme.")
        template = "blocks/help.html"


class StandardBlock(blocks.StreamBlock):
    """The text of an ordinary page."""

    text = TextBlock()
    picture = PictureBlock()
    illustration = IllustrationBlock()
    video = VideoBlock()
    callout = CalloutBlock()
    quotation = QuotationBlock()
    contact = ContactBlock()
    kept = KeptBlock()
    help = HelpBlock()
