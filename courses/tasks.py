"""Work of courses that a worker does."""

from django_tasks import task
from wagtail.search import index

from courses.models import ReleaseModule


@task()
def let_search_find(release_id: int) -> None:
    """Put the words of a release in the search index. Twice is no harm; `update_index` does it for all releases."""
    for module in ReleaseModule.objects.filter(release=release_id):
        index.insert_or_update_object(module)
