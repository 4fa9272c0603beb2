"""What courses add to Wagtail's admin: editions, their sentence after Publish, and refusals."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.documents import get_document_model
from wagtail.documents.views import documents
from wagtail.documents.views import multiple as many_documents
from wagtail.images import get_image_model
from wagtail.images.views import images
from wagtail.images.views import multiple as many_images
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from courses import admin_views
from courses.comparison import Verdict
from courses.models import CoursePage, ModulePage, Release
from courses.queries import current_release
from courses.refusals import guarded, refuse_move, refuse_objects, refuse_pages
from courses.sentences import what_will_happen
from courses.services import CannotBeReleased, what_would_change
from courses.translating import TranslateView

# -- Addresses, menu, buttons --------------------------------------------------------------------------------------


@hooks.register("register_admin_urls", order=-10)
def register_admin_urls() -> list[URLPattern | URLResolver]:
    """Ours, and in place of Wagtail's own: ways to delete an image or document, guarded, and to translate a page."""
    image, document = get_image_model(), get_document_model()
    own = [
        path("", admin_views.index, name="index"),
        path("<int:pk>/edition/", admin_views.edition, name="edition"),
        path("<int:pk>/edition/compare/", admin_views.compare_releases, name="compare"),
        path("<int:pk>/edition/<int:release_pk>/take-back/", admin_views.take_back_release, name="take-back"),
    ]
    guards = {
        "images/<int:image_id>/delete/": (images.DeleteView, image, "image_id", "wagtailimages:edit"),
        "images/multiple/<int:image_id>/delete/": (many_images.DeleteView, image, "image_id", "wagtailimages:edit"),
        "documents/delete/<int:document_id>/": (documents.DeleteView, document, "document_id", "wagtaildocs:edit"),
        "documents/multiple/<int:doc_id>/delete/": (many_documents.DeleteView, document, "doc_id", "wagtaildocs:edit"),
    }
    return [
        path("courses/", include((own, "courses_admin"))),
        path("translation/submit/page/<int:page_id>/", TranslateView.as_view()),
        *(path(where, guarded(view.as_view(), *rest)) for where, (view, *rest) in guards.items()),
    ]


class EditionsMenuItem(MenuItem):
    """The list of courses and their editions."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For who may publish at least one course."""
        return any(_may_publish(course, request.user) for course in CoursePage.objects.all())


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Editions, under the pages."""
    return EditionsMenuItem(
        gettext_lazy("Editions"), reverse("courses_admin:index"), name="editions", icon_name="history", order=150
    )


@hooks.register("register_page_header_buttons")
def header_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """The way to a course's editions, from its page and from its modules."""
    yield from _button(page, user)


@hooks.register("register_page_listing_more_buttons")
def listing_button(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """The same in the explorer."""
    yield from _button(page, user)


def _button(page: Page, user: Any) -> Iterator[Button]:
    course = course_of(page)
    if course is not None and _may_publish(course, user):
        address = reverse("courses_admin:edition", args=[course.pk])
        yield Button(_("Editions"), address, icon_name="history", priority=12)


def course_of(page: Page) -> CoursePage | None:
    """The course that this page is, or is a module of."""
    if issubclass(page.specific_class or Page, CoursePage):
        return CoursePage.objects.filter(pk=page.pk).first()
    if issubclass(page.specific_class or Page, ModulePage) and page.pk:
        return CoursePage.objects.parent_of(page).first()
    return None


def _may_publish(course: CoursePage, user: Any) -> bool:
    return course.permissions_for_user(user).can_publish()


# -- After Publish -------------------------------------------------------------------------------------------------


@hooks.register("after_publish_page")
def offer_after_publish(request: HttpRequest, page: Page) -> None:
    """One sentence that says what an update would do, with the way to it."""
    _offer(request, [page])


@hooks.register("after_unpublish_page")
def offer_after_unpublish(request: HttpRequest, page: Page) -> None:
    """The same when a module left."""
    _offer(request, [page])


@hooks.register("after_edit_page")
def offer_after_approval(request: HttpRequest, page: Page) -> None:
    """The same when approving published the page, which has no hook of its own."""
    if request.POST.get("action-workflow-action") and page.live and not page.has_unpublished_changes:
        _offer(request, [page])


@hooks.register("after_bulk_action")
def offer_after_bulk_action(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> None:
    """The same once for every course."""
    if action_type in {"publish", "unpublish"}:
        _offer(request, [page for page in objects if isinstance(page, Page)])


def _offer(request: HttpRequest, pages: Iterable[Page]) -> None:
    courses = {course.pk: course for page in pages if (course := course_of(page)) is not None}
    for course in courses.values():
        if _may_publish(course, request.user):
            _offer_course(request, course)


def _offer_course(request: HttpRequest, course: CoursePage) -> None:
    address = reverse("courses_admin:edition", args=[course.pk])
    try:
        verdict = what_would_change(course).verdict
    except CannotBeReleased as refused:
        buttons = [messages.button(address, _("Look"))]
        messages.warning(request, refused.problems[0], buttons=buttons)
        return
    if verdict == Verdict.NOTHING:
        return
    newest = current_release(course=course)
    label = _("Make edition %(number)s") % {"number": 1}
    if newest is not None:
        number = newest.edition.number
        label = {
            Verdict.CORRECTION: _("Update edition %(number)s") % {"number": number},
            Verdict.CONFIRM: _("Look at the words that changed"),
        }.get(verdict, _("Make edition %(number)s") % {"number": number + 1})
    messages.info(request, what_will_happen(course, verdict), buttons=[messages.button(address, label)])


# -- Refusals ------------------------------------------------------------------------------------------------------


@hooks.register("before_delete_page")
def refuse_to_delete_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A course or module that learners study stays."""
    return redirect("wagtailadmin_explore", page.get_parent().pk) if refuse_pages(request, [page]) else None


@hooks.register("before_move_page")
def refuse_to_move_page(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """A module that learners study stays in its course; another place within it is fine."""
    if refuse_move(request, [page], destination):
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("before_delete_snippet")
def refuse_to_delete_snippet(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """A source or contact that a release shows stays."""
    if instances and refuse_objects(request, instances):
        return redirect(instances[0].snippet_viewset.get_url_name("list"))
    return None


@hooks.register("before_bulk_action")
def refuse_bulk_action(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """The same for many at once: all stay when one of them must, and the message names which."""
    pages = [one for one in objects if isinstance(one, Page)]
    others = [one for one in objects if not isinstance(one, Page)]
    refused = False
    if action_type == "delete":
        refused = refuse_pages(request, pages) or refuse_objects(request, others)
    elif action_type == "move" and pages:
        refused = refuse_move(request, pages, action.cleaned_form.cleaned_data["chooser"])
    return redirect(action.next_url) if refused else None


# -- History -------------------------------------------------------------------------------------------------------


def _formatter(reason: Release.Reason) -> type[LogFormatter]:
    class ReleaseFormatter(LogFormatter):
        """Says which release was made, and why, in a page's history."""

        label = reason.label

        def format_message(self, log_entry: Any) -> str:
            return _("Release %(release)s: %(reason)s") % {"release": log_entry.data["release"], "reason": reason.label}

        def format_comment(self, log_entry: Any) -> str:
            return log_entry.data["note"]

    return ReleaseFormatter


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Every way a release is made, in the page's history with the name of who did it."""
    for reason in Release.Reason:
        actions.register_action(f"courses.release.{reason}")(_formatter(reason))
