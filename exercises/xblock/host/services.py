"""The services that blocks may ask for. What is not here is refused by the library, in clear words."""

import gettext
import importlib.resources
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as django_gettext
from django.utils.translation import ngettext as django_ngettext
from xblock.reference.user_service import UserService, XBlockUser

from exercises.hosting import Host

FOLDERS = ("translations", "locale", "conf/locale")
DOMAINS = ("text", "django", "djangojs")
FORMATS = {
    "SHORT_DATE": "SHORT_DATE_FORMAT",
    "LONG_DATE": "DATE_FORMAT",
    "TIME": "TIME_FORMAT",
    "DATE_TIME": "DATETIME_FORMAT",
}


def services_for(host: Host | None) -> dict[str, Any]:
    """Every service by its name, for one request."""
    return {
        # "i18n" is the library's own here, and made anew for each block by `HostRuntime.service`.
        "user": PseudonymService(host.memory.person if host else ""),
        "settings": SettingsService(),
        "replace_urls": ReplaceUrlsService(),
        "completion": CompletionService(),
    }


class I18nService:
    """Texts in the language of the page: from the block's own package, or else from the site."""

    def __init__(self, block: Any) -> None:
        package = type(block).__module__ if not hasattr(block, "unmixed_class") else block.unmixed_class.__module__
        self._own = _catalogue(package.rpartition(".")[0] or package, get_language() or "")
        self._catalog = getattr(self._own, "_catalog", None)  # what the library's own template tags look at
        self.plural = getattr(self._own, "plural", None)

    def __bool__(self) -> bool:
        """Without a catalogue there is nothing to merge, and the library's template tags are slow to find that out."""
        return self._catalog is not None

    def gettext(self, message: str) -> str:
        """The message in the language of the page."""
        if not message:  # which gettext takes for a question about the catalogue itself
            return ""
        found = self._own.gettext(message)
        return found if found != message else django_gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The message for this number."""
        found = self._own.ngettext(singular, plural, number)
        return found if found not in (singular, plural) else django_ngettext(singular, plural, number)

    ugettext, ungettext = gettext, ngettext  # their older names

    def strftime(self, moment: Any, format: str) -> str:
        """A date as people here write it, or by a format of strftime."""
        name = format.removesuffix("_FORMAT")
        return date_format(moment, FORMATS[name]) if name in FORMATS else moment.strftime(format)

    def get_javascript_i18n_catalog_url(self, block: Any) -> None:
        """None: blocks that have translations for script find them in their own folder."""


@lru_cache(maxsize=256)
def _catalogue(package: str, language: str) -> gettext.NullTranslations:
    """What the package of a block has in this language."""
    try:
        root = Path(str(importlib.resources.files(package)))
    except (ImportError, TypeError, ValueError):
        return gettext.NullTranslations()
    for folder in FOLDERS:
        for domain in DOMAINS:
            found = gettext.translation(domain, root / folder, [language], fallback=True)
            if type(found) is not gettext.NullTranslations:
                return found
    return gettext.NullTranslations()


class PseudonymService(UserService):
    """Who is learning, without saying who that is: no name, no address, a word that is always the same."""

    def __init__(self, person: str) -> None:
        super().__init__()
        self.person = person

    def get_current_user(self) -> Any:
        """The learner as blocks may know them."""
        user = XBlockUser(is_current_user=True, emails=[], full_name="")
        user.display_name = ""
        user.opt_attrs = {
            "edx-platform.user_id": self.person,
            "edx-platform.username": self.person,
            "edx-platform.anonymous_user_id": self.person,
            "edx-platform.is_authenticated": bool(self.person),
            "edx-platform.user_is_staff": False,
            "edx-platform.user_role": "student",
            "edx-platform.request_country_code": "",
            "edx-platform.user_preferences": {"pref-lang": get_language() or "", "time_zone": settings.TIME_ZONE},
        }
        return user

    def get_anonymous_user_id(self, username: str, course_id: Any) -> str:
        """The word for this learner; nothing of anybody else."""
        return self.person if username == self.person else ""

    def get_user_by_anonymous_id(self, uid: str | None = None) -> None:
        """Nobody: there is no way back from the word to a person."""


class SettingsService:
    """What the operator set for a block, in XBLOCK_SETTINGS."""

    def get_settings_bucket(self, block: Any, default: Any = None) -> Any:
        """The settings under the block's own key, or its class name."""
        if block is None:
            raise ValueError("Expected an XBlock instance.")
        name = getattr(block, "unmixed_class", type(block)).__name__
        key = getattr(block, "block_settings_key", name)
        return settings.XBLOCK_SETTINGS.get(key, {} if default is None else default)


class ReplaceUrlsService:
    """Open edX turns /static/ addresses into those of a course's uploads. Here an address is what it says."""

    def replace_urls(self, text: str, static_replace_only: bool = False) -> str:
        """The text as it is."""
        return text


class CompletionService:
    """That completion is kept, but by the host: blocks only report it."""

    def completion_tracking_enabled(self) -> bool:
        """Always."""
        return True

    def visual_progress_enabled(self) -> bool:
        """The page shows it, not the block."""
        return False

    def get_completions(self, candidates: Any) -> dict[Any, float]:
        """Nothing is told of other blocks."""
        return dict.fromkeys(candidates, 0.0)

    def get_complete_on_view_delay_ms(self) -> int:
        """Nothing is complete by being looked at."""
        return 0

    def blocks_to_mark_complete_on_view(self, blocks: Any) -> set[Any]:
        """None."""
        return set()
