"""Invitations and readers' remarks, in Wagtail's admin."""

from datetime import datetime
from typing import Any

from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from learning.admin_views import poster, revoke_invitation
from learning.invitations import new_code
from learning.models import Invitation, Remark


class InvitationIndexView(IndexView):
    """Every invitation with its poster and a way to end it."""

    def get_list_more_buttons(self, instance: Invitation) -> list[Any]:
        """Poster and revoke before Wagtail's own."""
        own = [
            MenuItem(
                _("Poster and link"),
                url=reverse("learning_admin:poster", args=[instance.pk]),
                icon_name="doc-full",
                priority=5,
            )
        ]
        if instance.revoked_at is None:
            own.append(
                MenuItem(
                    _("Revoke"),
                    url=reverse("learning_admin:revoke-invitation", args=[instance.pk]),
                    icon_name="cross",
                    priority=8,
                )
            )
        return own + super().get_list_more_buttons(instance)


class InvitationCreateView(CreateView):
    """Making one: the code is ours, and nobody can guess it."""

    def get_initial_form_instance(self) -> Invitation:
        """A new invitation with a code and its maker."""
        return Invitation(code=new_code(), created_by=self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Start from that invitation."""
        return super().get_form_kwargs() | {"instance": self.get_initial_form_instance()}


def _state(invitation: Invitation) -> str:
    now: datetime = timezone.now()
    if invitation.revoked_at is not None:
        return str(_("revoked"))
    return str(_("in use") if invitation.is_usable(now) else _("ended"))


class InvitationViewSet(ModelViewSet):
    """Join links, on posters or in mails."""

    model = Invitation
    name = "invitations"
    icon = "link"
    menu_label = _("Invitations")
    menu_order = 320
    add_to_admin_menu = True
    index_view_class = InvitationIndexView
    add_view_class = InvitationCreateView
    list_display = [
        "__str__",
        "organisation",
        Column("uses", label=_("Used")),
        "max_uses",
        "expires_at",
        Column("state", label=_("State"), accessor=_state),
    ]
    list_filter = ["organisation"]
    form_fields = ["organisation", "courses", "label", "expires_at", "max_uses"]
    copy_view_enabled = False


class RemarkViewSet(ModelViewSet):
    """“Klopt er iets niet?”: what readers told us, with the place."""

    model = Remark
    name = "remarks"
    icon = "comment"
    menu_label = _("Remarks")
    menu_order = 330
    add_to_admin_menu = True
    list_display = ["text", "module_title", "step_title", "created_at", "handled_at"]
    list_filter = ["module_title", "handled_at"]
    edit_handler = ObjectList(
        [
            *(FieldPanel(name, read_only=True) for name in ("text", "module_title", "step_title", "created_at")),
            HelpPanel(template="learning/admin/remark_place.html"),
            FieldPanel("handled_at"),
        ]
    )
    inspect_view_enabled = True
    inspect_view_fields = ["module_title", "step_title", "address", "text", "created_at", "handled_at"]
    copy_view_enabled = False


@hooks.register("register_admin_viewset")
def register_learning() -> list[ModelViewSet]:
    """Put both in the menu."""
    return [InvitationViewSet(), RemarkViewSet()]


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    """The poster, and the end of an invitation."""
    patterns = [
        path("<int:pk>/poster/", poster, name="poster"),
        path("<int:pk>/revoke/", revoke_invitation, name="revoke-invitation"),
    ]
    return [path("invitation/", include((patterns, "learning_admin")))]
