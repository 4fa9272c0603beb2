"""What people type or tick before they are erased."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SureForm(forms.Form):
    """For a guest, who has no mailbox that we know: one tick, so that a finger that slips erases nothing."""

    sure = forms.BooleanField(
        label=_("Yes, erase everything. I know that this cannot be undone."),
        error_messages={"required": _("Tick that you are sure, or go back.")},
    )
