"""Sources, contacts and the editors' guide in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.guide import guide
from cms.models import LocalContact, Source


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
