"""What every test may rely on: nothing remembered from the test before."""

from collections.abc import Iterator

import pytest

from cms.theme import forget_themes


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Forget what a process remembers between requests; the database is rolled back, a process is not."""
    yield
    forget_themes()
