"""What every test may rely on: nothing remembered from the test before, and no file in the real folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cms.theme import forget_themes


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Forget what a process remembers between requests; the database is rolled back, a process is not."""
    forget_themes()
    yield
    forget_themes()


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Path) -> None:
    """Uploads and certificates of a test go into a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "media"
