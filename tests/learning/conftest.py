"""What the tests of learning share."""

import pytest

from courses.models import CoursePage
from tests.factories import make_course


@pytest.fixture
def course(db: None) -> CoursePage:
    """A course with two modules and its first edition."""
    return make_course(modules=2)
