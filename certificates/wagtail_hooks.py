"""Certificates in Wagtail's admin. What was issued is read there, and not edited by anybody."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import django_filters
from django.db.models import Count, Min, Q, QuerySet
from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.models import Page
from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from accounts.models import Organisation
from certificates import accreditation_admin, admin_views, carrying_admin, deleting_admin, design_admin  # noqa: F401
from certificates.accreditation_admin import DATE, AccreditationPanel, AccreditationViewSet, would_be_lost
from certificates.codes import normalise
from certificates.models import Certificate, CertificateDesign, NameCorrection
from courses.comparison import Verdict
from courses.models import CoursePage
from courses.services import CannotBeReleased, what_would_change
from courses.wagtail_hooks import course_of

STATES = [
    ("valid", _("valid")),
    ("expired", _("expired")),
    ("revoked", _("revoked")),
    ("replaced", _("replaced")),
]


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Who may view or change certificates may read them; nobody adds, edits or deletes one by hand."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Reading, and no more."""
        return action == "view" and any(user.has_perm(self._get_permission_name(name)) for name in ("view", "change"))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """The same for several."""
        return any(self.user_has_permission(user, action) for action in actions)


# Decided on and changed at the certificate itself, through the services: never by a form of Wagtail's.
for model in (Certificate, NameCorrection):
    register_permission_policy(model, ReadOnlyPolicy(model))


class CertificateFilterSet(WagtailFilterSet):
    """By state, course, organisation and day of issue."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="of_state")
    course = django_filters.ModelChoiceFilter(
        label=_("Course"), queryset=CoursePage.objects.all(), field_name="release__edition__course"
    )
    organisation = django_filters.ModelChoiceFilter(
        label=_("Organisation"), queryset=Organisation.objects.all(), field_name="enrolment__organisation"
    )
    first = django_filters.DateFilter(
        label=_("Issued from"), field_name="issued_at", lookup_expr="date__gte", widget=DATE
    )
    last = django_filters.DateFilter(
        label=_("Issued until"), field_name="issued_at", lookup_expr="date__lte", widget=DATE
    )

    class Meta:
        model = Certificate
        fields = ["state", "course", "organisation", "first", "last"]

    def of_state(self, queryset: Any, name: str, value: str) -> Any:
        """Expired is computed, so it is no column."""
        if value in {"valid", "expired"}:
            return getattr(queryset, value)(timezone.now())
        return queryset.filter(status=value)


class CertificateIndexView(IndexView):
    """Every certificate, by number, name or course."""

    def search_queryset(self, queryset: QuerySet[Certificate]) -> QuerySet[Certificate]:
        """A number may be typed as it is printed; a name or title in part."""
        if not self.is_searching:
            return queryset
        found = Q(payload__name__icontains=self.search_query) | Q(course_title__icontains=self.search_query)
        if code := normalise(self.search_query):
            found |= Q(code__startswith=code)
        return queryset.filter(found)


def _name(certificate: Certificate) -> str:
    return (certificate.payload or {}).get("name") or str(_("erased"))


def _state(certificate: Certificate) -> str:
    return str(dict(STATES)[certificate.state(timezone.now())])


def _issued_on(certificate: Certificate) -> str:
    return date_format(timezone.localdate(certificate.issued_at))


def _last_day(certificate: Certificate) -> str:
    last = certificate.expires_at and timezone.localdate(certificate.expires_at - timedelta(seconds=1))
    return date_format(last) if last else ""


class CertificateViewSet(ModelViewSet):
    """Certificates: a list with search and filters, and one with its whole story."""

    model = Certificate
    name = "issued_certificates"
    url_prefix = "certificates"
    icon = "clipboard-list"
    menu_label = _("Issued")
    index_view_class = CertificateIndexView
    inspect_view_class = admin_views.CertificateInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    form_fields: list[str] = []
    search_fields = ["code"]
    search_backend_name = None
    filterset_class = CertificateFilterSet
    list_per_page = 50
    list_display = [
        TitleColumn("display_code", label=_("Number"), url_name="issued_certificates:inspect"),
        Column("name", label=_("Name"), accessor=_name),
        Column("course_title", label=_("Course")),
        Column("state", label=_("State"), accessor=_state),
        Column("issued_at", label=_("Issued on"), sort_key="issued_at", accessor=_issued_on),
        Column("expires_at", label=_("Valid until"), sort_key="expires_at", accessor=_last_day),
    ]


class WishIndexView(IndexView):
    """Names that holders asked for; each leads to its certificate, where it is decided on."""

    def get_inspect_url(self, instance: NameCorrection) -> str | None:
        """The certificate."""
        return None

    def get_base_queryset(self) -> Any:
        """Waiting ones first."""
        return super().get_base_queryset().select_related("certificate").order_by("-outcome", "-asked_at")


class WishViewSet(ModelViewSet):
    """Names that holders asked for."""

    model = NameCorrection
    name = "name_corrections"
    icon = "edit"
    menu_label = _("Other names")
    index_view_class = WishIndexView
    copy_view_enabled = False
    form_fields: list[str] = []
    list_filter = ["outcome"]
    list_display = [
        TitleColumn(
            "name",
            label=_("Name asked for"),
            url_name="issued_certificates:inspect",
            id_accessor="certificate_id",
        ),
        Column("printed", label=_("Name now"), accessor=lambda wish: _name(wish.certificate)),
        Column("course", label=_("Course"), accessor="certificate.course_title"),
        Column("outcome", label=_("Outcome"), accessor="get_outcome_display"),
        DateColumn("asked_at", label=_("Asked on"), sort_key="asked_at"),
    ]


class WishPanel(Component):
    """On the first page of the admin: how many holders wait for an answer."""

    name = "name_wishes"
    order = 140
    template_name = "certificates/admin/wish_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """How many, and since when."""
        waiting = NameCorrection.objects.filter(outcome=NameCorrection.Outcome.OPEN)
        return waiting.aggregate(count=Count("pk"), since=Min("asked_at"))


class PermittedMenuItem(MenuItem):
    """For who may read certificates."""

    def is_shown(self, request: HttpRequest) -> bool:
        """As the view itself."""
        return request.user.has_perm("certificates.view_certificate")


class CertificatesGroup(ModelViewSetGroup):
    """All about certificates, in one place of the menu."""

    menu_label = _("Certificates")
    menu_name = "certificates"
    menu_icon = "clipboard-list"
    menu_order = 310
    submenu_hook = "register_certificates_menu_item"
    items = (CertificateViewSet, WishViewSet, AccreditationViewSet)

    def get_submenu_items(self) -> list[MenuItem]:
        """The designs too, which are a snippet for the sake of their preview."""
        return [*super().get_submenu_items(), CertificateDesign.snippet_viewset.get_menu_item(order=50)]


@hooks.register("register_admin_viewset")
def register_certificates() -> CertificatesGroup:
    """Put them in the menu."""
    return CertificatesGroup()


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    """What may happen to a certificate."""
    patterns = [
        path("<int:pk>/revoke/", admin_views.revoke_certificate, name="revoke"),
        path("<int:pk>/replace/", admin_views.replace_certificate, name="replace"),
        path("carry-over/<int:pk>/", carrying_admin.carry, name="carry"),
        path("export/", accreditation_admin.export, name="export"),
        path("name/<int:pk>/", admin_views.decide_on_name, name="decide"),
    ]
    return [path("certificate/", include((patterns, "certificates_admin")))]


@hooks.register("register_certificates_menu_item")
def register_export() -> MenuItem:
    """Files for registers, beside the certificates."""
    return PermittedMenuItem(
        _("For registers"), reverse_lazy("certificates_admin:export"), name="export", icon_name="download", order=90
    )


@hooks.register("construct_homepage_panels")
def warn_of_accreditations(request: HttpRequest, panels: list[Any]) -> None:
    """What runs out, or was left behind, for who can do something about it."""
    if request.user.has_perm("certificates.change_accreditation"):
        panels.append(AccreditationPanel())


@hooks.register("construct_homepage_panels")
def tell_of_wishes(request: HttpRequest, panels: list[Any]) -> None:
    """Names that wait to be decided on, for who decides."""
    if request.user.has_perm(admin_views.MAY_CHANGE):
        panels.append(WishPanel())


@hooks.register("after_publish_page", order=10)
def warn_that_accreditation_stays_behind(request: HttpRequest, page: Page) -> None:
    """Before a new edition is made: its register recognised the old one."""
    course = course_of(page)
    if course is None or _what_waits(course) not in {Verdict.NEW_EDITION, Verdict.CONFIRM}:
        return
    for accreditation in would_be_lost(course, timezone.now()):
        text = _(
            "%(accreditation)s holds for %(edition)s. A new edition has no accreditation until you ask the register "
            "for one: certificates of that edition are printed without it."
        )
        messages.warning(request, text % {"accreditation": accreditation, "edition": accreditation.edition})


hooks.register("after_new_edition", carrying_admin.tell_of_new_edition)


def _what_waits(course: CoursePage) -> Verdict | None:
    try:
        return what_would_change(course).verdict
    except CannotBeReleased:
        return None
