"""Two editors at the same moment: one release, whatever the database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from courses.models import Edition, Release
from courses.services import publish_release
from tests.courses.conftest import edit, first_module
from tests.courses.test_editions import mend_typo, other_key
from tests.factories import make_course

EDITORS = 4


@pytest.mark.postgres
@pytest.mark.parametrize("change", [mend_typo, other_key])
@pytest.mark.django_db(transaction=True)
def test_editors_who_publish_at_once_make_one_release(change: object) -> None:
    course = make_course()
    edit(first_module(course), change)
    barrier = Barrier(EDITORS)

    def publish(_number: int) -> str:
        try:
            barrier.wait()
            return str(publish_release(course=course))
        finally:
            connection.close()

    with ThreadPoolExecutor(EDITORS) as editors:
        releases = set(editors.map(publish, range(EDITORS)))

    assert len(releases) == 1
    assert Release.objects.count() == 2
    assert Edition.objects.count() == (1 if change is mend_typo else 2)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_first_edition_is_made_once() -> None:
    course = make_course(publish=False)
    barrier = Barrier(EDITORS)

    def publish(_number: int) -> str:
        try:
            barrier.wait()
            return str(publish_release(course=course))
        finally:
            connection.close()

    with ThreadPoolExecutor(EDITORS) as editors:
        assert set(editors.map(publish, range(EDITORS))) == {"1.0"}
    assert Release.objects.count() == 1
