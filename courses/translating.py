"""Translating a course from Wagtail's own menu: the translation stands beside the course it was made from.

Wagtail expects a tree of pages for each language. We have one tree: see docs/decisions/0015.
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.admin import messages
from wagtail.contrib.simple_translation.forms import SubmitTranslationForm
from wagtail.contrib.simple_translation.views import SubmitPageTranslationView
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page

from courses.models import CoursePage


class CopyCourseForTranslation(CopyPageForTranslationAction):
    """A draft of a page in another language: of a course under the same parent, of its pages under its translation."""

    def _copy_for_translation(
        self, page: Page, locale: Locale, copy_parents: bool, alias: bool, exclude_fields: Any
    ) -> Page:
        if not issubclass(page.specific_class or Page, CoursePage):
            return super()._copy_for_translation(page, locale, copy_parents, alias, exclude_fields)
        parent = page.get_parent()
        slug = find_available_slug(parent, f"{page.slug}-{locale.language_code}")
        return page.copy(
            to=parent,
            update_attrs={"locale": locale, "slug": slug},
            copy_revisions=False,
            keep_live=False,
            reset_translation_key=False,
            exclude_fields=exclude_fields,
            log_action="wagtail.copy_for_translation",
        )


class TranslateForm(SubmitTranslationForm):
    """Which languages, and whether the modules come along."""

    def __init__(self, instance: Page, *args: Any, **kwargs: Any) -> None:
        super().__init__(instance, *args, **kwargs)
        locales = self.fields["locales"]
        if isinstance(instance, CoursePage):
            locales.widget.disabled_values, locales.help_text, self.show_submit = [], "", True
            self.fields["include_subtree"].initial = True
        else:  # a module goes under the translation of its course, so that comes first
            locales.queryset = locales.queryset.exclude(pk__in=locales.widget.disabled_values)


class TranslateView(SubmitPageTranslationView):
    """Stands for Wagtail's own view of the same address."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Courses and the pages under them; the site around them speaks its languages by itself."""
        page = get_object_or_404(Page, pk=kwargs["page_id"])
        if not page.is_root() and not CoursePage.objects.ancestor_of(page, inclusive=True).exists():
            messages.warning(
                request, _("Only courses and their modules are translated. The site around them stays one.")
            )
            return redirect("wagtailadmin_explore", page.get_parent().pk)
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> TranslateForm:
        """The form, filled in when it was sent."""
        return TranslateForm(self.object, self.request.POST if self.request.method == "POST" else None)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Make the drafts, all or none."""
        form = self.get_form()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(**kwargs))
        with transaction.atomic():
            made = [
                self._translate(locale, form.cleaned_data["include_subtree"]) for locale in form.cleaned_data["locales"]
            ]
        names = ", ".join(str(locale.get_display_name()) for locale in form.cleaned_data["locales"])
        messages.success(request, self.get_success_message(names))
        return redirect(self.get_success_url(made[0] if len(made) == 1 else None))

    def _translate(self, locale: Locale, include_subtree: bool) -> Page:
        action = CopyCourseForTranslation(
            page=self.object, locale=locale, include_subtree=include_subtree, user=self.request.user
        )
        return action.execute(skip_permission_checks=True)
