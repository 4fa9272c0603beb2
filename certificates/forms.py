"""What a learner types for a certificate."""

import unicodedata
from collections.abc import Collection
from typing import Any

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


class NameWishForm(NameForm):
    """Another name on a certificate that exists, and why."""

    explanation = forms.CharField(
        label=gettext_lazy("What was wrong?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("One sentence, for who looks at it. For example: my surname was misspelt."),
    )


class RegisterNumberForm(forms.Form):
    """A number in a professional register, for the paper alone."""

    register_number = forms.RegexField(
        label=gettext_lazy("Your register number"),
        regex=r"^[A-Za-z0-9][A-Za-z0-9 ./-]{2,39}$",
        max_length=40,
        help_text=gettext_lazy("For example: SKJ 100123456. It is printed on the PDF. We do not keep it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Type your register number."),
            "invalid": gettext_lazy("A register number has letters, digits and spaces, at least three."),
        },
    )


class FirstForm(NameForm, RegisterNumberForm):
    """What is asked before the first certificate: the name, and a register number where a register asks for one."""

    field_order = ("name", "register_number")

    def __init__(self, *args: Any, registers: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        number = self.fields["register_number"]
        number.required = False
        if registers:
            names = ", ".join(registers)
            number.help_text = _("For %(registers)s. It is printed on the PDF. We do not keep it.") % {
                "registers": names
            }
        else:
            del self.fields["register_number"]
