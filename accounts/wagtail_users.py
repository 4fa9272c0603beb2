"""Wagtail's pages for managing users, for a user model with one name, an address and no password."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, BulkActionsCheckboxColumn, Column, DateColumn
from wagtail.admin.utils import get_user_display_name
from wagtail.users.forms import UserCreationForm as WagtailUserCreationForm
from wagtail.users.forms import UserEditForm as WagtailUserEditForm
from wagtail.users.views import users

from .managers import normalise_email
from .models import User

FORM_FIELDS = ["email", "name", "is_superuser", "groups"]


class UserCreationForm(WagtailUserCreationForm):
    """Adds somebody who will sign in with a code."""

    first_name = None
    last_name = None

    class Meta(WagtailUserCreationForm.Meta):
        fields = FORM_FIELDS

    def clean_email(self) -> str:
        """One spelling per mailbox."""
        return normalise_email(self.cleaned_data["email"])

    def save(self, commit: bool = True) -> User:
        """An empty password field would count as a password that may be used."""
        self.instance.set_unusable_password()
        return super().save(commit=commit)


class UserEditForm(WagtailUserEditForm):
    """Changes somebody. A changed address is proven the next time they sign in."""

    first_name = None
    last_name = None

    class Meta(WagtailUserEditForm.Meta):
        fields = [*FORM_FIELDS, "is_active"]

    def clean_email(self) -> str:
        """One spelling per mailbox."""
        return normalise_email(self.cleaned_data["email"])


class IndexView(users.IndexView):
    """The list, sorted and searched by name and address."""

    search_fields = ["name", "email"]

    @cached_property
    def columns(self) -> list[Column]:
        """Name, address, rights, whether they may sign in, and when they last did."""
        user_column = self._get_title_column_class(users.UserColumn)
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="user"),
            user_column(
                "name",
                accessor=get_user_display_name,
                label=_("Name"),
                sort_key="name",
                get_url=self.get_edit_url,
                classname="name",
            ),
            Column("email", label=_("E-mail address"), sort_key="email", width="25%"),
            Column(
                "is_superuser",
                accessor=lambda user: _("Administrator") if user.is_superuser else None,
                label=_("Access"),
                sort_key="is_superuser",
                width="10%",
            ),
            BooleanColumn("is_active", label=_("Active"), sort_key="is_active", width="10%"),
            DateColumn("last_login", label=_("Last sign-in"), sort_key="last_login", width="15%"),
        ]

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        """People without a name come by their address."""
        direction = {"name": "", "-name": "-"}.get(self.ordering)
        if direction is None:
            return super().order_queryset(queryset)
        return queryset.order_by(f"{direction}name", f"{direction}email")


class UserViewSet(users.UserViewSet):
    """Named in `accounts.apps.UsersAdminConfig`."""

    index_view_class = IndexView
    template_prefix = "accounts/admin_users/"

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        """Ours for adding and for editing."""
        return UserEditForm if for_update else UserCreationForm
