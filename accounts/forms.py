"""What people type at the door and on their account page."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from .managers import normalise_email
from .models import User


class AskForm(forms.Form):
    """One question: your e-mail address. It looks nobody up, so it cannot tell who is known."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(
            attrs={"class": "input", "autocomplete": "email", "inputmode": "email", "autofocus": True}
        ),
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("This is not a complete e-mail address. It looks like this: name@example.org"),
        },
    )

    def clean_email(self) -> str:
        """One spelling per mailbox."""
        return normalise_email(self.cleaned_data["email"])


class CodeForm(ConfirmLoginCodeForm):
    """The code from the mail. Spaces, dashes and capitals do not matter, so pasting works."""

    code = forms.CharField(
        label=_("Code from the mail"),
        widget=forms.TextInput(
            attrs={
                "class": "input input--code",
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "autofocus": True,
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Type the code that is in the mail.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_blank = self.is_bound and not (self.data.get("code") or "").strip()

    def clean_code(self) -> str:
        """allauth compares; we say it in words that help."""
        try:
            return super().clean_code()
        except forms.ValidationError as error:
            message = _("This is not the right code. Look at the newest mail and type the code again.")
            raise forms.ValidationError(message, code="incorrect_code") from error


class TypedCodeForm(forms.Form):
    """A code that was mailed for something weightier than signing in; `accounts.codes` compares it."""

    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "class": "input input--code",
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Type the code that is in the mail.")},
    )


class AddPasskeyForm(AddWebAuthnForm):
    """Makes a passkey unless somebody asks for less: a key that is only a second step."""

    name = forms.CharField(
        label=_("Name"), required=False, help_text=_("To tell your passkeys apart. For example: my phone")
    )
    passwordless = forms.BooleanField(
        label=_("Sign in with this passkey alone, without a code by mail"), required=False, initial=True
    )


class NameForm(forms.ModelForm):
    """How somebody wants to be called."""

    class Meta:
        model = User
        fields = ["name"]
        labels = {"name": _("Your name")}
        help_texts = {"name": _("We fill this in for you on your certificate. You can still change it there.")}
        widgets = {"name": forms.TextInput(attrs={"class": "input", "autocomplete": "name"})}
