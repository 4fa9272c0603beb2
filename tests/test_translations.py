"""Django lays the catalogues of all apps over one another: where two differ, one would change the other's words."""

from gettext import GNUTranslations
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)


def test_no_text_has_two_translations() -> None:
    catalogues = [ROOT / "locale", *ROOT.glob("exercises/*/locale")]
    said: dict[object, dict[str, str]] = {}
    for folder in catalogues:
        with (folder / "nl" / "LC_MESSAGES" / "django.mo").open("rb") as compiled:
            words = GNUTranslations(compiled)._catalog
        for text, translation in words.items():
            if text:
                said.setdefault(text, {})[translation] = folder.parent.name

    assert len(catalogues) > 15
    assert {text: places for text, places in said.items() if len(places) > 1} == {}
