"""Calls of an exercise that calls back: from the script of a block in a page, to the block on the server."""

from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from exercises.hosting import CallFailed, CallRefused, Host, Memory, NotACall
from exercises.registry import Exercise
from learning.services import call
from learning.views.steps import Place, place_at

LIMIT = 256 * 1024  # bytes of one call
READING = ("GET", "HEAD")
SAID = "X-Exercise"  # for the script in the page: "done", or "refused"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take_call(
    request: HttpRequest, course_code: str, module_code: str, number: int, exercise_id: UUID, call_path: str
) -> HttpResponseBase:
    """One call. Who has not begun, another release, an unknown block or too large a body: refused before it is read.

    What is only asked for (GET) changes nothing: such an address can stand in a page of somebody else.
    """
    place = place_at(request, course_code, module_code, number)
    if place.study.enrolment is None:
        return _refused(_("Begin the course first."), 403)
    exercise = _exercise(place, exercise_id)
    if _size(request) > LIMIT:
        return _refused(_("This is too much to send at once."), 413)
    address = place.study.call_url(place.module, place.step.number, exercise)

    def work(exercise: Exercise, memory: Memory) -> HttpResponseBase:
        memory.is_read_only = request.method in READING
        return exercise.block.answer_call(exercise, Host(address, memory), request, call_path)

    try:
        response, answered = call(
            enrolment=place.study.enrolment,
            module=place.module,
            exercise_id=exercise.id,
            work=work,
            at=timezone.now(),
            study=place.study,
        )
    except NotACall as error:
        raise Http404("No such call.") from error
    except (CallRefused, RequestDataTooBig):
        return _refused(_("This cannot be kept."), 403)
    except CallFailed:
        return _refused(_("This part does not work now."), 500)
    if answered.outcome is not None and answered.outcome.completed:
        response.headers[SAID] = "done"
    return response


def _exercise(place: Place, exercise_id: UUID) -> Exercise:
    """The exercise of this step that is called. 404 for another, or for one that takes no calls."""
    for exercise in place.step.exercises:
        if exercise.id == exercise_id and exercise.block.calls:
            return exercise
    raise Http404("No such exercise.")


def _size(request: HttpRequest) -> int:
    """How much is sent, as far as the browser says; a server gives us no more than that."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return LIMIT + 1


def _refused(message: str, status: int) -> JsonResponse:
    return JsonResponse({"error": message}, status=status, headers={SAID: "refused"})
