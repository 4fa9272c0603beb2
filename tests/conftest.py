"""What every test may rely on: nothing remembered from the test before, and no file in the real folder."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from django.utils import timezone
from hypothesis import settings as hypothesis_settings

from certificates import keys
from cms.glossary import forget_glossary
from cms.theme import forget_themes

# Other work on a machine makes an example slow, not the code: how fast something is belongs in bench/.
hypothesis_settings.register_profile("leerkring", deadline=None)
hypothesis_settings.load_profile("leerkring")


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Forget what a process remembers between requests; the database is rolled back, a process is not."""
    forget_themes()
    forget_glossary()
    yield
    forget_themes()
    forget_glossary()


@pytest.fixture(scope="session")
def issuers_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the keys of an issuer, made once."""
    folder = tmp_path_factory.mktemp("keys")
    with override_settings(KEYS_DIR=folder):
        keys.create(at=timezone.now() - timedelta(days=400))
    return folder


@pytest.fixture(autouse=True)
def own_keys(settings: Any, issuers_keys: Path) -> None:
    """Certificates of a test are signed with keys of the tests."""
    settings.KEYS_DIR = issuers_keys


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Path) -> None:
    """Uploads and certificates of a test go into a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
