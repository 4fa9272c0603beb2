"""What the courses that ship add to Wagtail's admin: the report of what an expert must still check."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy

from curriculum.expert import rows_for


class ExpertMenuItem(MenuItem):
    """The way to the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        """For who may edit pages. Asked for on every page of the admin, so of the user's permissions alone."""
        return page_permission_policy.user_has_permission(request.user, "change")


@hooks.register("register_reports_menu_item")
def register_expert_menu_item() -> MenuItem:
    """Among Wagtail's own reports."""
    label, address = gettext_lazy("For an expert to check"), reverse_lazy("curriculum_expert")
    return ExpertMenuItem(label, address, name="expert", icon_name="glasses", order=750)


@hooks.register("register_admin_urls")
def register_expert_address() -> list[URLPattern]:
    """The report."""
    return [path("reports/expert/", expert, name="curriculum_expert")]


@require_safe
def expert(request: HttpRequest) -> HttpResponse:
    """Every question that is still open, and what was answered."""
    rows = rows_for(request.user)
    title = _("For an expert to check")
    crumbs = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": request.path, "label": title}]
    context = {
        "rows": rows,
        "open_count": sum(row.question.checked_on is None for row in rows),
        "header_title": title,
        "page_title": title,
        "header_icon": "glasses",
        "breadcrumbs_items": crumbs,
    }
    return render(request, "curriculum/admin/expert.html", context)
