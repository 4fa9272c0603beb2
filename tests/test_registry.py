"""The matrix sees every page that a learner may come to: each address is in its registry, or it says why not."""

from collections import Counter
from collections.abc import Iterator

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page

from tests.journeys.matrix.registry import NOT_SEEN, PAGES


def routes(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """The name of every address but the admin's; its pattern where it has no name."""
    for pattern in resolver.url_patterns:
        if str(pattern.pattern).startswith("admin/"):
            continue
        if isinstance(pattern, URLPattern):
            yield space + (pattern.name or str(pattern.pattern))
        else:
            yield from routes(pattern, space + (f"{pattern.namespace}:" if pattern.namespace else ""))


def page_types() -> set[str]:
    return {f"page:{model.__name__}" for model in apps.get_models() if issubclass(model, Page) and model is not Page}


def test_every_address_is_seen_or_there_is_a_reason() -> None:
    exist = {*routes(get_resolver()), *page_types()}
    known = {seen.route for seen in PAGES} | set(NOT_SEEN)

    assert len(exist) > 60
    assert exist - known == set(), "give these a line in tests/journeys/matrix/registry.py"
    assert known - exist == set(), "these are in tests/journeys/matrix/registry.py and exist no more"
    assert {seen.route for seen in PAGES} & set(NOT_SEEN) == set()


def test_every_page_has_a_name_of_its_own() -> None:
    assert [name for name, times in Counter(seen.name for seen in PAGES).items() if times > 1] == []
