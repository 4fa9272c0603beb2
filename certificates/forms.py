"""What a learner types for a certificate."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from certificates.fonts import is_invisible, unprintable


class NameForm(forms.Form):
    """The name as it will be printed."""

    name = forms.CharField(
        label=gettext_lazy("Your name on the certificate"),
        max_length=80,
        help_text=gettext_lazy("This is how your name is printed."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Type the name that should be on your certificate.")},
    )

    def clean_name(self) -> str:
        """One line, single spaces, in letters that can be printed. What cannot is refused, never left out."""
        name = unicodedata.normalize("NFC", " ".join(self.cleaned_data["name"].split()))
        if any(is_invisible(letter) for letter in name):
            raise ValidationError(
                _("Your name contains a sign that you cannot see. Empty the field and type your name again.")
            )
        if letters := unprintable(name):
            raise ValidationError(
                ngettext(
                    "We cannot print this letter: %(letters)s. Type your name with another letter there.",
                    "We cannot print these letters: %(letters)s. Type your name with other letters.",
                    len(letters),
                )
                % {"letters": " ".join(letters)}
            )
        if not any(letter.isalpha() for letter in name):
            raise ValidationError(self.fields["name"].error_messages["required"])
        return name
