"""The theme of the site that is asked for, remembered in process: every page shows it, and it hardly ever changes."""

import time
from pathlib import Path

from django.http import HttpRequest
from wagtail.models import Site

from cms.models import ThemeSettings
from cms.theming.sheet import stored

INVENTED = Path(__file__).parent / "theming" / "invented"
INVENTED_THEMES = {"wilgenbeek": INVENTED / "wilgenbeek.json", "oeverland": INVENTED / "oeverland.css"}  # for the demo
REMEMBERED_FOR = 60  # seconds: after a change every process shows it within a minute
_remembered: dict[str, tuple[float, ThemeSettings]] = {}


def theme_for(request: HttpRequest) -> ThemeSettings:
    """The theme of the request's site, or our own where there is none. At most two queries a minute in each process."""
    host = request.get_host()
    found = _remembered.get(host)
    if found is None or time.monotonic() - found[0] > REMEMBERED_FOR:
        if len(_remembered) > 50:  # a stranger may send any host that is allowed
            _remembered.clear()
        site = Site.find_for_request(request)
        found = _remembered[host] = (time.monotonic(), ThemeSettings.for_site(site) if site else ThemeSettings())
    return found[1]


def wear(tokens: Path | None, *, site: Site) -> None:
    """Give a site the house style of a file with tokens, or our own colours. Raises Unreadable and Refused."""
    from cms.theming.distilling import distil  # brings coloraide, which no page needs
    from cms.theming.reading import read_tokens

    theme = ThemeSettings.for_site(site)
    theme.palette = stored(distil(read_tokens(tokens.read_bytes())), None) if tokens else {}
    theme.save(update_fields=["palette"])
    forget_themes()


def forget_themes() -> None:
    """Look again at the next request."""
    _remembered.clear()
