"""What staff types about certificates in Wagtail's admin."""

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.forms import NameForm
from certificates.models import Certificate


class NoteForm(forms.Form):
    """Words for colleagues, beside what is done."""

    note = forms.CharField(
        label=_("Note for colleagues"),
        max_length=300,
        required=False,
        help_text=_("Stays in the story of this certificate. Who checks it never sees this."),
    )


class RevokeForm(NoteForm):
    """Why a certificate no longer holds."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=Certificate.Reason.choices,
        widget=forms.RadioSelect,
        help_text=_("Who checks the certificate reads this, and the holder gets it in a mail."),
    )
    field_order = ("reason", "note")


class ReplaceForm(NoteForm, NameForm):
    """The name on the new certificate."""

    field_order = ("name", "note")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["name"].label = _("Name on the new certificate")
        self.fields["name"].help_text = _("All other facts stay as they are.")


class DeclineForm(forms.Form):
    """Why a name stays as it is."""

    answer = forms.CharField(
        label=_("Why not?"), max_length=300, help_text=_("The holder reads this in a mail. Two sentences at most.")
    )
