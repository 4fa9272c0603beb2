"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.device_key import device_key
from cms.display import display_of
from cms.theme import theme_for


def site(request: HttpRequest) -> dict[str, Any]:
    """The theme (asked for only when used), how pages are to look, whose device it is, the demo or not, the address."""
    return {
        "theme": SimpleLazyObject(lambda: theme_for(request)),
        "display": display_of(request),
        "is_demo": settings.DEMO,
        "site_url": settings.SITE_URL,
        "device_key": SimpleLazyObject(lambda: device_key(request)),
    }
