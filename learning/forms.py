"""What a learner types outside exercises."""

from django import forms
from django.utils.translation import gettext_lazy as _


class EmailForm(forms.Form):
    """Where a guest wants the way back."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You get one mail with a link to your progress and your certificate."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("That is not an e-mail address. Look at it once more."),
        },
    )


class RemarkForm(forms.Form):
    """“Klopt er iets niet?”"""

    text = forms.CharField(
        label=_("What is wrong or unclear?"),
        max_length=2000,
        help_text=_("The editors read this, with the place where you are. Type no names."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write in a few words what is wrong.")},
    )
