"""Wagtail's "account" page, for users who have one name and change their address at the door."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views import account

from .models import User


class NameAdminForm(forms.ModelForm):
    """Only the name: an address is changed by proving to read the new one."""

    class Meta:
        model = User
        fields = ["name"]


class NamePanel(account.BaseSettingsPanel):
    """Stands where Wagtail asks for first name, last name and e-mail."""

    name = "name"
    title = _("Name")
    order = 100
    form_class = NameAdminForm


class AccountView(account.AccountView):
    """Wagtail's own page with that one panel exchanged."""

    def get_panels(self) -> list[Any]:
        """Every panel of Wagtail's and of others', but our name."""
        return [
            NamePanel(panel.request, panel.user, panel.profile)
            if isinstance(panel, account.NameEmailSettingsPanel)
            else panel
            for panel in super().get_panels()
        ]
