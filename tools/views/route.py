"""“Bij wie moet ik zijn?”: one question at a time to the right contact. The way there never leaves the browser."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.queries import contacts_for
from exercises.rendering import Shown
from tools.queries import organisation_by, organisation_of, signal_route

CLUB = "club"  # in the address: whose contacts, for a link or a poster of that club


@never_cache
@require_safe
def route(request: HttpRequest) -> HttpResponse:
    """All questions and outcomes, with the contacts of the visitor's organisation, or else of everybody."""
    exercise, code = signal_route(), request.GET.get(CLUB, "")
    organisation = organisation_by(code) or organisation_of(request.learner)  # type: ignore[attr-defined]
    contacts = contacts_for(keys=set(exercise.contacts), organisation=organisation)
    shown = Shown(exercise, action="", contacts=contacts, template="tools/route_alone.html")
    context = {
        "html": mark_safe(shown.render(request)),  # noqa: S308 -- a rendered template
        "organisation": organisation,
        "is_unknown_club": bool(code) and organisation is None,
        "club_url": f"{reverse('tools:route')}?{CLUB}={organisation.uuid}" if organisation else "",
        "styles": exercise.styles,  # no script: links do it all
    }
    return render(request, "tools/route.html", context)
