"""Addresses of courses that Wagtail does not serve by itself, and the door to playing an exercise in a preview."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses import addresses
from courses.models import CourseIndexPage, CoursePage, ModulePage
from courses.preview import NotFromAPreview, play
from courses.queries import current_release
from courses.trying import find_try
from exercises.hosting import CallFailed, CallRefused, NotACall


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue page, without Wagtail's search through the tree: it is the page that most people open."""
    page = CourseIndexPage.objects.live().public().first()
    if page is None:
        raise Http404("No catalogue page was published.")
    return page.serve(request)


def module_address(request: HttpRequest, page: ModulePage) -> HttpResponse:
    """From a module's page to the frozen module that a learner studies, or to its course while there is none."""
    course = CoursePage.objects.parent_of(page).first()
    if course is None:
        raise Http404("A module stands under a course.")
    release = current_release(course=course)
    module = release.modules.filter(module_uuid=page.uuid).first() if release else None
    if module is None:
        return redirect(course.get_url(request))
    return redirect(addresses.module_address(course=course, module=module))


@require_POST
@never_cache
def exercise_try(request: HttpRequest) -> HttpResponse:
    """One answer in a preview: graded for real, recorded nowhere. A fragment for htmx, a small page without script."""
    context = {"message": "", "exercise": ""}
    try:
        shown = play(request.POST, request.user)
        status = 422 if shown.errors else 200
        context["exercise"] = mark_safe(shown.render(request))  # noqa: S308 -- a rendered template
    except NotFromAPreview as refused:
        status, context["message"] = 422, refused.message
    template = "courses/try_part.html" if request.headers.get("HX-Request") else "courses/try.html"
    return render(request, template, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def try_call(request: HttpRequest, word: str, call_path: str) -> HttpResponseBase:
    """A call of an exercise that an editor tries: taken for real, recorded nowhere."""
    found = find_try(word, request.user) if request.user.is_authenticated else None
    if found is None:
        raise Http404("Nobody tries this, or not any more.")
    memory = found.memory
    memory.is_read_only = request.method != "POST"
    try:
        response = found.exercise.block.answer_call(found.exercise, found.host, request, call_path)
        memory.check_size()
    except NotACall as error:
        raise Http404("No such call.") from error
    except (CallFailed, CallRefused) as error:
        status = 403 if isinstance(error, CallRefused) else 500
        return JsonResponse({"error": str(error)}, status=status, headers={"X-Exercise": "refused"})
    if memory.is_changed:
        heard = found.exercise.block.heard(found.exercise, memory)
        memory.state = heard.state
        found.keep()
        if heard.outcome.completed:
            response.headers["X-Exercise"] = "done"
    return response
