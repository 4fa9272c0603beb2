"""The theme of the site that is asked for, remembered in process: every page shows it, and it hardly ever changes."""

import time

from django.http import HttpRequest

from cms.models import ThemeSettings

REMEMBERED_FOR = 60  # seconds: after a change every process shows it within a minute
_remembered: dict[str, tuple[float, ThemeSettings]] = {}


def theme_for(request: HttpRequest) -> ThemeSettings:
    """The theme of the request's site. At most two queries a minute in each process."""
    host = request.get_host()
    found = _remembered.get(host)
    if found is None or time.monotonic() - found[0] > REMEMBERED_FOR:
        if len(_remembered) > 50:  # a stranger may send any host that is allowed
            _remembered.clear()
        found = _remembered[host] = (time.monotonic(), ThemeSettings.for_request(request))
    return found[1]


def forget_themes() -> None:
    """Look again at the next request."""
    _remembered.clear()
