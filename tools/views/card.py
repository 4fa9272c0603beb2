"""Observation cards: what to count on the pitch, on a phone or on paper. What is counted never leaves the page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tools import contents

SHEET = 4  # cards of A6 on a sheet of A4


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """The cards to choose from; printed, a sheet with one of each."""
    found = [{"name": name, "exercise": contents.card(name)} for name in contents.CARDS]
    return render(request, "tools/cards.html", {"cards": found})


@require_safe
def card(request: HttpRequest, name: str) -> HttpResponse:
    """One card to count with; printed, a sheet of the same."""
    if name not in contents.CARDS:
        raise Http404("No such card.")
    exercise = contents.card(name)
    rows = [
        {"place": place, "text": text, "dom_id": f"{exercise.dom_id}-{place}"}
        for place, text in enumerate(exercise.value["items"])
    ]
    return render(request, "tools/card.html", {"exercise": exercise, "rows": rows, "sheet": range(SHEET)})
