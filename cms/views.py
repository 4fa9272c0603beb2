"""Pages of the site that no editor writes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.models import Source


def sources(request: HttpRequest) -> HttpResponse:
    """Every source that a text may refer to, with what was read of it."""
    return render(request, "cms/sources.html", {"sources": Source.objects.all()})
