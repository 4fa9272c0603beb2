"""The pages about editions in Wagtail's admin: what an update will do, the history, comparing and taking back."""

from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin import messages

from accounts.models import User
from courses.checking import live_errors
from courses.comparison import Change, Verdict, compare
from courses.content import released_content
from courses.freezing import live_warnings
from courses.models import CoursePage, Release
from courses.queries import current_release, history
from courses.sentences import what_taking_back_does, what_will_happen
from courses.services import (
    CannotBeReleased,
    ContentChanged,
    Mode,
    NeedsConfirmation,
    NotTheSame,
    publish_release,
    stays_in_edition,
    take_back,
    what_would_change,
)


class UpdateForm(forms.Form):
    """The editor's choice, and what they looked at when they chose."""

    mode = forms.ChoiceField(choices=[(mode.value, mode.value) for mode in Mode])
    note = forms.CharField(
        label=gettext_lazy("Note for your colleagues"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Optional. For example: who approved this."),
    )
    seen = forms.CharField(widget=forms.HiddenInput)


class NoteForm(forms.Form):
    """Why an earlier release comes back."""

    note = forms.CharField(label=gettext_lazy("Why?"), max_length=300, required=False)


@dataclass(frozen=True, slots=True)
class State:
    """A course in the list of editions."""

    course: CoursePage
    newest: Release | None
    verdict: Verdict | None  # None: its pages cannot be released as they are
    sentence: str


@dataclass(frozen=True, slots=True)
class Past:
    """A release in the history of a course."""

    release: Release
    previous: Release | None
    is_newest: bool
    under_way: int | None  # on the newest release of an edition: how many learners are under way in it


def publishable(request: HttpRequest, pk: int) -> CoursePage:
    """The course, for who may publish its page: the same people decide what learners get and what the site shows."""
    course = get_object_or_404(CoursePage, pk=pk)
    if not course.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    return course


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every course that this editor may publish, and whether something waits to go into an edition."""
    courses = CoursePage.objects.order_by("path")
    states = [_state(course) for course in courses if course.permissions_for_user(request.user).can_publish()]
    context = {"states": states, **_frame(_("Editions"))}
    return render(request, "courses/admin/index.html", context)


def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """What an update will do, in one sentence and in detail; the choice; and the history."""
    course = publishable(request, pk)
    form = UpdateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _update(request, course, form.cleaned_data)
    change, problems = _change(course)
    newest = current_release(course=course)
    context = {
        "course": course,
        "newest": newest,
        "change": change,
        "problems": problems,
        "sentence": what_will_happen(course, change.verdict) if change else "",
        "warnings": [*live_warnings(course), *live_errors(course)] if change else [],
        "form": form if form.errors else UpdateForm(initial={"seen": change.sha256 if change else ""}),
        "next_number": newest.edition.number + 1 if newest else 1,
        "history": _history(course),
        **_frame(_("Edition"), course),
    }
    return render(request, "courses/admin/edition.html", context, status=422 if form.errors else 200)


@require_safe
def compare_releases(request: HttpRequest, pk: int) -> HttpResponse:
    """What differs between any two releases of a course."""
    course = publishable(request, pk)
    releases = Release.objects.filter(edition__course=course).select_related("edition")
    pair = [get_object_or_404(releases, uuid=_uuid(request.GET.get(name, ""))) for name in ("a", "b")]
    older, newer = sorted(pair, key=lambda release: (release.edition.number, release.number))
    context = {
        "course": course,
        "older": older,
        "newer": newer,
        "change": compare(released_content(older), released_content(newer)),
        **_frame(_("Compare"), course),
    }
    return render(request, "courses/admin/compare.html", context)


def take_back_release(request: HttpRequest, pk: int, release_pk: int) -> HttpResponse:
    """Ask, and make an earlier release the newest again."""
    course = publishable(request, pk)
    release = get_object_or_404(Release.objects.select_related("edition"), edition__course=course, pk=release_pk)
    form = NoteForm(request.POST or None)
    newest = current_release(course=course)
    assert newest is not None  # `release` is one
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)  # the admin lets nobody else in
        made = take_back(release=release, by=request.user, note=form.cleaned_data["note"])
        messages.success(request, _("Release %(release)s holds this again.") % {"release": made})
        _tell_others(request, made, newest)
        return redirect("courses_admin:edition", course.pk)
    change = compare(released_content(newest), released_content(release))
    context = {
        "course": course,
        "release": release,
        "newest": newest,
        "change": change,
        "sentence": what_taking_back_does(course, stays_in_edition(release, newest, change)),
        "form": form,
        **_frame(_("Take back"), course),
    }
    return render(request, "courses/admin/take_back.html", context)


# -- One update ----------------------------------------------------------------------------------------------------


def _update(request: HttpRequest, course: CoursePage, choice: dict[str, Any]) -> HttpResponse:
    assert isinstance(request.user, User)  # the admin lets nobody else in
    before = current_release(course=course)
    try:
        release = publish_release(
            course=course,
            by=request.user,
            mode=choice["mode"],
            note=choice["note"],
            seen=choice["seen"],
        )
    except CannotBeReleased as refused:
        for problem in refused.problems:
            messages.error(request, problem)
    except ContentChanged:
        messages.warning(request, _("Somebody published in the meantime. Look again at what changed, then choose."))
    except NeedsConfirmation:
        messages.warning(request, _("Say whether the meaning is equal, or choose a new edition."))
    except NotTheSame:
        messages.warning(request, _("More than words changed, so this needs a new edition."))
    else:
        if release == before:
            messages.info(request, _("Nothing changed since release %(release)s.") % {"release": release})
        else:
            messages.success(request, _("Release %(release)s is what learners get now.") % {"release": release})
            _tell_others(request, release, before)
    return redirect("courses_admin:edition", course.pk)


def _tell_others(request: HttpRequest, release: Release, before: Release | None) -> None:
    """Let the other apps say what a new edition means for them: `after_new_edition(request, edition)`."""
    if before is None or release.edition_id == before.edition_id:
        return
    for tell in hooks.get_hooks("after_new_edition"):
        tell(request, release.edition)


def _history(course: CoursePage) -> list[Past]:
    releases: list[tuple[Release, int | None]] = []
    for edition in history(course):
        for place, release in enumerate(edition.releases.all()):
            releases.append((release, edition.under_way if place == 0 else None))
    earlier = [release for release, _under_way in releases[1:]]
    return [
        Past(release=release, previous=previous, is_newest=release is releases[0][0], under_way=under_way)
        for (release, under_way), previous in zip_longest(releases, earlier)
    ]


def _change(course: CoursePage) -> tuple[Change | None, tuple[str, ...]]:
    try:
        return what_would_change(course), ()
    except CannotBeReleased as refused:
        return None, refused.problems


def _state(course: CoursePage) -> State:
    change, problems = _change(course)
    newest = current_release(course=course)
    if change is None:
        return State(course, newest, None, problems[0])
    return State(course, newest, change.verdict, what_will_happen(course, change.verdict))


def _frame(title: str, course: CoursePage | None = None) -> dict[str, Any]:
    """What Wagtail's own page header needs."""
    items = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    items.append({"url": reverse("courses_admin:index"), "label": _("Editions")})
    if course is not None:
        items.append({"url": reverse("courses_admin:edition", args=[course.pk]), "label": course.title})
        items.append({"url": "", "label": title})
    return {"header_title": title, "page_title": title, "header_icon": "history", "breadcrumbs_items": items}


def _uuid(text: str) -> str | None:
    try:
        return str(forms.UUIDField().clean(text))
    except forms.ValidationError:
        return None
