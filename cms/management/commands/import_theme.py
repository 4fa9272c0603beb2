"""`manage.py import_theme tokens.json`: a municipality's design tokens become the house style of a site."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.models import ThemeSettings
from cms.theming.distilling import Palette, Refused, distil
from cms.theming.reading import Unreadable, read_tokens
from cms.theming.sheet import stored


class Command(BaseCommand):
    """Distils, checks every pair of colours, and says what was changed. A theme that cannot be read is refused."""

    help = "Take over the colours of a file with NL Design System tokens (JSON or CSS)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("tokens", type=Path, help="the file with tokens, .json or .css")
        parser.add_argument("--dark", type=Path, help="the tokens of dark mode; without them the site stays light")
        parser.add_argument("--site", help="host name of the site; the default site otherwise")
        parser.add_argument("--dry-run", action="store_true", help="say what would come of it")

    def handle(self, *, tokens: Path, dark: Path | None, site: str | None, dry_run: bool, **options: Any) -> None:
        light_palette = self._palette(tokens, for_dark=False)
        dark_palette = self._palette(dark, for_dark=True) if dark else None
        for palette in filter(None, [light_palette, dark_palette]):
            for change in palette.changes:
                self.stdout.write(change)
        for name, value in light_palette.colours.items():
            self.stdout.write(f"  --c-{name}: {value}")
        if dry_run:
            self.stdout.write(_("Nothing was saved."))
            return
        settings = ThemeSettings.for_site(_site(site))
        settings.palette = stored(light_palette, dark_palette)
        settings.save(update_fields=["palette"])
        self.stdout.write(_("Saved. Every page shows it within a minute."))

    def _palette(self, path: Path, *, for_dark: bool) -> Palette:
        try:
            return distil(read_tokens(path.read_bytes()), for_dark=for_dark)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except Unreadable as error:
            raise CommandError(f"{path}: {error}") from error
        except Refused as error:
            raise CommandError("\n".join([f"{path}:", *error.reasons])) from error


def _site(host: str | None) -> Site:
    found = Site.objects.filter(hostname=host) if host else Site.objects.filter(is_default_site=True)
    try:
        return found.get()
    except Site.DoesNotExist as error:
        names = ", ".join(Site.objects.values_list("hostname", flat=True))
        raise CommandError(_("There is no such site. There are: %(names)s.") % {"names": names}) from error
    except Site.MultipleObjectsReturned as error:
        raise CommandError(_("There are several sites with this host name.")) from error
