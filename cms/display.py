"""How somebody wants pages to look: letters and colours, kept in a cookie of this browser. No account, no session."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

COOKIE = "leerkring_display"
KEPT_FOR = 365 * 24 * 3600  # seconds
LIGHT, DARK = "light", "dark"
LARGER, LARGEST = "larger", "largest"
DEVICE, ORDINARY = "device", "ordinary"  # in the form alone: no choice


@dataclass(frozen=True, slots=True)
class Display:
    """What was chosen; empty is as the device has it. The words are those of `data-theme` and `data-text`."""

    theme: str = ""
    text: str = ""


class DisplayForm(forms.Form):
    """The choice, as a form that works without script."""

    text = forms.ChoiceField(
        label=_("Size of the letters"),
        choices=[(ORDINARY, _("Ordinary")), (LARGER, _("Larger")), (LARGEST, _("Largest"))],
        widget=forms.RadioSelect,
    )
    theme = forms.ChoiceField(
        label=_("Colours"),
        choices=[(DEVICE, _("As my device has it")), (LIGHT, _("Light")), (DARK, _("Dark"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, has_dark: bool, **kwargs: Any) -> None:
        """Where a house style is only light, the form says so and leaves an earlier choice as it was."""
        super().__init__(*args, **kwargs)
        if not has_dark:
            self.fields["theme"].disabled = True
            self.fields["theme"].help_text = _("The house style of this site has light colours only.")

    @property
    def choice(self) -> Display:
        """What was chosen, once the form is valid."""
        chosen = self.cleaned_data
        return Display(
            theme="" if chosen["theme"] == DEVICE else chosen["theme"],
            text="" if chosen["text"] == ORDINARY else chosen["text"],
        )


def display_of(request: HttpRequest) -> Display:
    """The choice in the cookie. What is not ours counts as no choice."""
    theme, _dot, text = request.COOKIES.get(COOKIE, "").partition(".")
    return Display(theme if theme in (LIGHT, DARK) else "", text if text in (LARGER, LARGEST) else "")


def keep_display(response: HttpResponse, display: Display) -> None:
    """Let this browser remember the choice; as the device has it is remembered by nothing."""
    if display == Display():
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    value = f"{display.theme}.{display.text}"
    secure = bool(settings.SESSION_COOKIE_SECURE)
    response.set_cookie(COOKIE, value, max_age=KEPT_FOR, secure=secure, httponly=True, samesite="Lax")
