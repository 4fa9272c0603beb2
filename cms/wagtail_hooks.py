"""Sources and contacts in Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

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
