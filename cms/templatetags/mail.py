"""The house style in mails: no request stands behind one, so it is the default site's."""

from dataclasses import dataclass

from django import template
from wagtail.models import Site

from cms.models import ThemeSettings

register = template.Library()

# Those of tokens.css; a test keeps them equal.
LIGHT = {"ground": "#f6f4ef", "surface": "#ffffff", "text": "#17252a", "soft": "#46575c", "line": "#d9d5ca"}
LIGHT |= {"hue": "#0a5c63", "on-hue": "#ffffff"}
DARK = {"ground": "#10191b", "surface": "#18262a", "text": "#eef4f4", "soft": "#b3c3c6", "line": "#33454a"}
DARK |= {"hue": "#7fd6d9", "on-hue": "#06282b"}


@dataclass(frozen=True, slots=True)
class House:
    """Who sends, and in which colours; without dark colours a mail stays light."""

    name: str
    contact: str
    light: dict[str, str]
    dark: dict[str, str] | None


@register.simple_tag
def mail_house() -> House:
    """The house of the default site."""
    site = Site.objects.filter(is_default_site=True).first()
    theme = ThemeSettings.for_site(site) if site else ThemeSettings()
    light: dict[str, str] = LIGHT
    dark: dict[str, str] | None = DARK
    if palette := theme.palette:
        light, dark = LIGHT | palette["light"], (DARK | palette["dark"]) if palette.get("dark") else None
    return House(theme.site_name, theme.contact_email, _named(light), _named(dark) if dark else None)


def _named(colours: dict[str, str]) -> dict[str, str]:
    """Names that a template can ask for."""
    return {name.replace("-", "_"): value for name, value in colours.items()}
