"""Sources, contacts and the editors' guide in Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.guide import guide
from cms.mails import mail, mails
from cms.models import GlossaryTerm, LocalContact, Source


class SourceViewSet(SnippetViewSet):
    """Where facts come from."""

    model = Source
    icon = "openquote"
    menu_label = _("Sources")
    menu_name = "sources"
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["key", "title", "publisher", "year", "checked_on"]
    search_fields = ["key", "title", "publisher", "note"]
    ordering = ["key"]


class GlossaryTermViewSet(SnippetViewSet):
    """Difficult words and what they mean."""

    model = GlossaryTerm
    icon = "help"
    menu_label = _("Difficult words")
    menu_name = "glossary"
    menu_order = 215
    add_to_admin_menu = True
    list_display = ["term", "meaning"]
    search_fields = ["term", "forms", "meaning"]
    ordering = ["term"]


class LocalContactFilterSet(WagtailFilterSet):
    """By key and by organisation."""

    class Meta:
        model = LocalContact
        fields = ["key", "organisation"]


class LocalContactViewSet(SnippetViewSet):
    """Whom to turn to, for everybody or for one organisation."""

    model = LocalContact
    icon = "mobile-alt"
    menu_label = _("Contacts")
    menu_name = "contacts"
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["name", "key", "organisation", "phone", "checked_on"]
    filterset_class = LocalContactFilterSet
    search_fields = ["name", "key"]


register_snippet(SourceViewSet)
register_snippet(GlossaryTermViewSet)
register_snippet(LocalContactViewSet)


# -- The guide -----------------------------------------------------------------------------------------------------

WAGTAILS_OWN_HELP = ("editor-guide", "whats-new-in-wagtail-")


@hooks.register("register_admin_urls")
def register_guide() -> list[URLPattern]:
    """The pages of the guide."""
    return [path("handleiding/", guide, name="cms_guide"), path("handleiding/<slug:name>/", guide, name="cms_guide")]


@hooks.register("register_help_menu_item")
def register_guide_menu_item() -> MenuItem:
    """The first thing under “Help”."""
    return MenuItem(_("How it works here"), reverse_lazy("cms_guide"), name="guide", icon_name="help", order=100)


@hooks.register("construct_help_menu")
def leave_out_other_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's own guide is English, and about a site without editions, courses and exercises."""
    items[:] = [item for item in items if not item.name.startswith(WAGTAILS_OWN_HELP)]


# -- The first page ------------------------------------------------------------------------------------------------


MOST_DRAFTS = 5


class StartPanel(Component):
    """On the first page of the admin: drafts that wait, and what one may come here to do."""

    name = "start"
    order = 50
    template_name = "cms/admin/start_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The drafts that this editor may change, the newest first; each task as a place to go and a sentence."""
        own = page_permission_policy.instances_user_has_permission_for(parent_context["request"].user, "change")
        drafts = own.filter(has_unpublished_changes=True).order_by("-latest_revision_created_at")[:MOST_DRAFTS]
        courses = Page.objects.filter(content_type__model="courseindexpage").first()
        pages = reverse("wagtailadmin_explore", args=[courses.pk]) if courses else reverse("wagtailadmin_explore_root")
        tasks = [
            (pages, _("Mend or write a page"), _("Choose the course, then the module.")),
            (
                reverse("wagtailadmin_reports:aging_pages"),
                _("See what is old"),
                _("Which pages nobody has published for a long time."),
            ),
            (
                reverse("cms_guide", args=["publiceren-en-edities"]),
                _("Publish, and make an edition"),
                _("What learners see, and when they see it."),
            ),
            (
                reverse("cms_guide", args=["oefeningen"]),
                _("Make an exercise"),
                _("Which kinds there are, and what each is good for."),
            ),
            (reverse("cms_guide"), _("How it works here"), _("The whole guide, page by page.")),
        ]
        named = [{"url": url, "title": title, "text": text} for url, title, text in tasks]
        return {"drafts": drafts, "tasks": named}


@hooks.register("construct_homepage_panels")
def say_where_to_begin(request: HttpRequest, panels: list[Any]) -> None:
    """For who may change pages; drafts and what waits follow in panels of their own."""
    if page_permission_policy.user_has_any_permission(request.user, {"add", "change", "publish"}):
        panels.append(StartPanel())


@hooks.register("insert_global_admin_css")
def fit_a_phone() -> SafeString:
    """What Wagtail leaves out of reach on a phone: the bar to publish with, and titles in a list."""
    return format_html('<link rel="stylesheet" href="{}">', static("cms/phone.css"))


# -- The mails -----------------------------------------------------------------------------------------------------


@hooks.register("register_admin_urls")
def register_mails() -> list[URLPattern]:
    """The preview of every mail."""
    return [
        path("berichten/", mails, name="cms_mails"),
        path("berichten/<slug:name>/<slug:language>/<slug:tone>/", mail, name="cms_mail"),
    ]


@hooks.register("register_reports_menu_item")
def register_mails_menu_item() -> MenuItem:
    """Among the reports: whoever works here may see what learners are told."""
    return MenuItem(_("Mails"), reverse_lazy("cms_mails"), name="mails", icon_name="mail", order=760)
