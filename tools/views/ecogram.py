"""The ecogram on a page of its own. Nobody's drawing reaches the server: the page asks for nothing once it is there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from exercises.ecogram.page import modules, tool_context


@require_safe
def ecogram(request: HttpRequest) -> HttpResponse:
    """The tool with nobody on it but oneself, in the middle."""
    tool = tool_context([pgettext("in the middle of an ecogram", "Me")])
    return render(request, "tools/ecogram.html", {"tool": tool, "scripts": modules()})
