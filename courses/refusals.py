"""What learners use is not deleted: a kind word in the admin instead, for one thing and for many at once.

The database refuses too (an open enrolment has its course), but only with an error; and images, documents and
snippets that a release shows are known to it by their key alone.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from courses.models import ModulePage
from courses.queries import in_releases, pages_in_use

MOST_NAMED = 5
View = Callable[..., HttpResponse]


def refuse_pages(request: HttpRequest, pages: Iterable[Page]) -> bool:
    """Whether these pages must stay. Says so to the editor, with what to do instead."""
    used = pages_in_use(pages)
    if not used:
        return False
    text = _(
        "%(pages)s cannot be deleted while learners study it. Unpublish it instead: it leaves the site, and who began"
        " with it can finish. When nobody is busy with it any more, it can be deleted."
    )
    buttons = [
        messages.button(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), _("Unpublish “%s”") % page.title)
        for page in used
        if page.live
    ]
    messages.error(request, text % {"pages": _names(used)}, buttons=buttons[:1])
    return True


def refuse_objects(request: HttpRequest, objects: Iterable[Model]) -> bool:
    """Whether these images, documents or snippets must stay."""
    used = in_releases(objects)
    if used:
        messages.error(request, refusal_of(used))
    return bool(used)


def refusal_of(used: list[Any]) -> str:
    """Why they must stay."""
    text = _(
        "%(names)s cannot be deleted, because a course that learners study shows it. Change its text instead; that is"
        " seen everywhere."
    )
    return text % {"names": _names(used)}


def refuse_move(request: HttpRequest, pages: Iterable[Page], destination: Page) -> bool:
    """Whether one of these is a module that learners study, on its way to another course."""
    leaving = [page for page in pages if page.get_parent().pk != destination.pk]
    used = [page for page in pages_in_use(leaving) if isinstance(page, ModulePage)]
    used = [page for page in used if any(page.pk == other.pk for other in leaving)]
    if used:
        text = _(
            "%(pages)s cannot move to another course, because learners study it here. Copy it to the other course, and"
            " hide it here."
        )
        messages.error(request, text % {"pages": _names(used)})
    return bool(used)


def guarded(view: View, model: type[Model], argument: str, edit_url: str) -> View:
    """Wagtail's delete view of an image or document, which has no hook of its own, behind our refusal."""

    def delete(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        one = get_object_or_404(model, pk=kwargs[argument])
        if in_releases([one]):
            if request.headers.get("X-Requested-With") == "XMLHttpRequest":
                return JsonResponse({"success": False, "error_message": refusal_of([one])}, status=409)
            refuse_objects(request, [one])
            return redirect(edit_url, one.pk)
        return view(request, **kwargs)

    return delete


def _names(used: list[Any]) -> str:
    names = [f"“{one}”" for one in used[:MOST_NAMED]]
    if len(used) > MOST_NAMED:
        names.append(_("%(count)s more") % {"count": len(used) - MOST_NAMED})
    return get_text_list(names, _("and"))
