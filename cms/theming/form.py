"""The form of the theme: takes files with design tokens, and says what is wrong with them where they were chosen."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from cms.theming.sheet import stored

ACCEPTED = {"accept": ".json,.css"}


class ThemeForm(WagtailAdminModelForm):
    """Keeps the colours that were distilled, never the file."""

    tokens = forms.FileField(
        label=_("Design tokens"),
        required=False,
        widget=forms.FileInput(attrs=ACCEPTED),
        help_text=_("A .json or .css file. Leave this empty to keep the colours as they are."),
    )
    dark_tokens = forms.FileField(
        label=_("Design tokens for dark mode"),
        required=False,
        widget=forms.FileInput(attrs=ACCEPTED),
        help_text=_("Without these the site stays light for everybody."),
    )
    own_colours = forms.BooleanField(
        label=_("Back to Leerkring’s own colours"), required=False, help_text=_("Takes the house style away.")
    )

    def clean_tokens(self) -> Any:
        return self._palette("tokens", for_dark=False)

    def clean_dark_tokens(self) -> Any:
        return self._palette("dark_tokens", for_dark=True)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("dark_tokens") and not data.get("tokens") and "tokens" not in self.errors:
            self.add_error("tokens", _("Choose the tokens of light mode too: the two belong together."))
        return data

    def save(self, commit: bool = True) -> Any:
        data = self.cleaned_data
        if data.get("own_colours"):
            self.instance.palette = {}
        elif data.get("tokens"):
            self.instance.palette = stored(data["tokens"], data.get("dark_tokens") or None)
        return super().save(commit)

    def _palette(self, name: str, *, for_dark: bool) -> Any:
        """What the uploaded file comes down to. Raises ValidationError with everything that is wrong."""
        from cms.theming.distilling import Refused, distil  # brings coloraide, which no page needs
        from cms.theming.reading import Unreadable, read_tokens

        file = self.cleaned_data.get(name)
        if not isinstance(file, UploadedFile):
            return None
        try:
            return distil(read_tokens(file.read()), for_dark=for_dark)
        except Unreadable as error:
            raise ValidationError(str(error)) from error
        except Refused as error:
            raise ValidationError(error.reasons) from error
