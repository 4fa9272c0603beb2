"""A learner's way through a course: begin, go on, module done, course done, my courses."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.limits import within_limit
from accounts.models import Learner, User
from accounts.services import continue_as_guest, learner_for
from cms.contacts import with_contacts
from cms.queries import contacts_for
from learning.forms import EmailForm, RemarkForm
from learning.guests import guest_behind, leave_email, was_ours
from learning.models import Enrolment
from learning.moving import NothingNewer, courses_with_newer_edition, move_to_newest_edition, newer_edition
from learning.progress import what_is_left
from learning.remarks import keep_remark
from learning.services import complete_if_done, enrol
from learning.study import Study, course_study, enrolment_studies, enrolment_study

# A whole club or town hall may share a network address.
REMARKS = "60/h/ip"
LINKS_BACK = "60/h/ip,5/h/key"


@require_safe
@never_cache
def course(request: HttpRequest, course_code: str) -> HttpResponse:
    """A course's learning address, as it stands on posters: the page that says what it is, and how far you are."""
    return redirect(_study(request, course_code).course.address)


@require_POST
def begin(request: HttpRequest, course_code: str) -> HttpResponse:
    """Begin (again after finishing): the only moment at which an enrolment is made on purpose."""
    study = _study(request, course_code)
    enrolment = enrol(learner=learner_for(request), course=study.course, at=timezone.now())
    enrolment = Enrolment.objects.select_related("course").get(pk=enrolment.pk)
    return redirect(enrolment_study(enrolment).place_url())


@require_safe
@never_cache
def module(request: HttpRequest, course_code: str, module_code: str) -> HttpResponse:
    """A module's address leads to its first step that was not seen."""
    study = _study(request, course_code)
    return redirect(study.place_url(study.module(module_code)))


@require_safe
@never_cache
def module_done(request: HttpRequest, course_code: str, module_code: str) -> HttpResponse:
    """Done, or what is left; and what comes next. Also heals a completion that a correction made possible."""
    study = _study(request, course_code)
    release_module = study.module(module_code)
    if study.enrolment is None:
        return redirect(study.place_url(release_module))
    if complete_if_done(enrolment=study.enrolment, at=timezone.now(), study=study):
        return redirect(study.finish_url)
    frozen, progress = study.frozen(release_module), study.progress_in(release_module)
    following = study.after(release_module)
    is_complete = study.is_complete(release_module)
    left = [] if is_complete else what_is_left(frozen, progress.steps_seen, progress.exercises_done)
    context = {
        "study": study,
        "module": release_module,
        "is_complete": is_complete,
        "left": [(study.step_url(release_module, step.number), step, exercise) for step, exercise in left],
        "following": following,
        "following_url": study.place_url(following) if following else "",
        "share": study.share,
        "has_gist": not frozen.gist.is_empty,
        "sheet_url": study.url("module-sheet", release_module),
        "cards_url": study.url("module-cards", release_module),
    }
    return render(request, "learning/module_done.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_edition(request: HttpRequest, course_code: str) -> HttpResponse:
    """Says what moving to the newest edition means, and moves when asked."""
    study = _study(request, course_code)
    if study.enrolment is None:
        raise Http404("Not enrolled.")
    if request.method == "POST":
        try:
            moved = move_to_newest_edition(enrolment=study.enrolment, at=timezone.now())
        except NothingNewer:
            messages.info(request, _("You are on the newest edition already."))
            return redirect(study.url("course"))
        messages.success(request, _("You are on the new edition now. Your answers to unchanged exercises came along."))
        return redirect(enrolment_study(Enrolment.objects.select_related("course").get(pk=moved.pk)).place_url())
    edition = newer_edition(study.enrolment)
    if edition is None:
        return redirect(study.url("course"))
    fresh = course_study(learner=None, course_code=course_code)
    return render(request, "learning/new_edition.html", {"study": study, "fresh": fresh, "edition": edition})


@require_safe
@never_cache
def my_courses(request: HttpRequest) -> HttpResponse:
    """Everything a learner has begun, with one way on."""
    learner = request.learner  # type: ignore[attr-defined]
    enrolments = Enrolment.objects.of(learner).current().select_related("course", "edition").order_by("-last_active_at")
    studies = enrolment_studies(enrolments)
    under_way = [study for study in studies if study.enrolment and not study.enrolment.is_completed]
    context = {
        "finished": [study for study in studies if study.enrolment and study.enrolment.is_completed],
        "resume": under_way[0] if under_way else None,
        "others": under_way[1:],
        "newer": courses_with_newer_edition([study.enrolment for study in under_way if study.enrolment]),
        "coordinated": request.user.coordinated_organisations() if isinstance(request.user, User) else [],
    }
    return render(request, "learning/my_courses.html", context)


@require_safe
@never_cache
def notes(request: HttpRequest) -> HttpResponse:
    """What private exercises kept on this device. The browser fills the page: the server has none of it to give."""
    return render(request, "learning/notes.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remark(request: HttpRequest, course_code: str, module_code: str, number: int) -> HttpResponse:
    """A message to the editors with the place, and without the person."""
    study = _study(request, course_code)
    release_module = study.module(module_code)
    steps = study.frozen(release_module).steps
    if not 1 <= number <= len(steps):
        raise Http404("No such step.")
    back = study.step_url(release_module, number)
    form = RemarkForm(request.POST or None)
    if form.is_valid() and not within_limit(request, action="remark", rates=REMARKS):
        form.add_error(None, _("Many remarks came from here in a short time. Try again in an hour."))
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        keep_remark(module=release_module, step=steps[number - 1], address=back, text=text)
        messages.success(request, _("Thank you. The editors will read it."))
        return redirect(back)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "study": study, "module": release_module, "step": steps[number - 1], "back": back}
    return render(request, "learning/remark.html", context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave_address(request: HttpRequest, course_code: str) -> HttpResponse:
    """A guest leaves an e-mail address, as the finish page offers, and gets a link back."""
    study = _study(request, course_code)
    learner = request.learner  # type: ignore[attr-defined]
    if learner is None or not learner.is_guest:
        return redirect(study.finish_url)
    form = EmailForm(request.POST or None, initial={"email": learner.email})
    if form.is_valid() and _is_mailed(request, learner, form):
        messages.success(request, _("Look in your mail: the link back is on its way."))
        return redirect(study.finish_url)
    status = 422 if request.method == "POST" else 200
    return render(request, "learning/leave_address.html", {"form": form, "study": study}, status=status)


def _is_mailed(request: HttpRequest, learner: Learner, form: EmailForm) -> bool:
    """Mail the way back; or say in the form why not."""
    email = form.cleaned_data["email"]
    if not within_limit(request, action="link-back", rates=LINKS_BACK, key=email.casefold()):
        form.add_error("email", _("This address had a few links in a short time. Look in your mail, also under spam."))
        return False
    try:
        leave_email(learner=learner, email=email)
    except OSError:  # the mail server is away
        form.add_error("email", _("The mail could not be sent. Your address is kept: try again in a few minutes."))
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def come_back(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed link: after one click this device knows the guest again. GET changes nothing, mail scanners click."""
    guest = guest_behind(token)
    if guest is None:
        status = 410 if was_ours(token) else 404
        return render(request, "learning/link_ended.html", {"status": status}, status=status)
    if request.method == "POST":
        continue_as_guest(request, guest)
        return redirect("learning:my-courses")
    return render(request, "learning/come_back.html", {"token": token})


@require_safe
def print_module(request: HttpRequest, course_code: str, module_code: str) -> HttpResponse:
    """A whole module on paper: its prose, and every exercise by the texts its kind tells of itself."""
    study = _study(request, course_code)
    release_module = study.module(module_code)
    frozen = study.frozen(release_module)
    context = {"study": study, "module": release_module, "frozen": frozen}
    keys = {key for step in frozen.steps for key in step.contacts} | set(frozen.contacts)
    contacts = contacts_for(keys=keys, organisation=study.enrolment.organisation if study.enrolment else None)
    html = render_to_string("learning/print.html", context, request=request)
    return HttpResponse(with_contacts(html, contacts, language=frozen.language))


def _study(request: HttpRequest, course_code: str) -> Study:
    return course_study(learner=request.learner, course_code=course_code)  # type: ignore[attr-defined]
