"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cms.theme import theme_for


def site(request: HttpRequest) -> dict[str, Any]:
    """The theme (asked for only when used), whether this is the demo, and the address of the site."""
    return {
        "theme": SimpleLazyObject(lambda: theme_for(request)),
        "is_demo": settings.DEMO,
        "site_url": settings.SITE_URL,
    }
