"""The page of searching. What somebody looks for stands in the address, and in no log and no record of ours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.limits import within_limit_here
from tools.search import LONGEST_WISH, Findings, Wish, find

SEARCHES = 120  # a minute: a whole club or town hall may share a network address


@never_cache
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The form, and with words in it what was found."""
    wish = Wish(" ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST_WISH])
    found: Findings | None = None
    status = 200
    if wish.words:
        if within_limit_here(request, action="search", a_minute=SEARCHES):
            found = find(wish, request.learner)  # type: ignore[attr-defined]
        else:
            status = 429
    context = {"wish": wish, "found": found, "is_too_often": status == 429}
    return render(request, "tools/search.html", context, status=status)
