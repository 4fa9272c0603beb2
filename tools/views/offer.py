"""The page that offers the tools."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tools.offer import TOOLS


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every tool, with the moment to use it."""
    return render(request, "tools/index.html", {"tools": TOOLS})
