"""The site around the courses: its first pages and the group of its editors. Made once; from then on it is theirs."""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site, Task, Workflow

from cms.models import AccessibilityStatementPage, HomePage, StandardPage, ThemeSettings
from courses.models import CourseIndexPage, CoursePage
from curriculum.reading import PageSource

HOME, CATALOGUE, STATEMENT = "home", "cursussen", "toegankelijkheid"
EDITORS = "Redacteuren"
APPROVAL = "Goedkeuring door een collega"
EDITORS_MAY: dict[str, list[str]] = {
    "wagtailadmin": ["access_admin"],
    "cms": [
        f"{what}_{model}"
        for model in ("source", "localcontact", "glossaryterm")
        for what in ("add", "change", "view", "delete")
    ],
    "simple_translation": ["submit_translation"],
    "learning": ["add_invitation", "change_invitation", "view_invitation", "change_remark", "view_remark"],
    "certificates": [
        *("view_certificate", "change_certificate", "view_namecorrection"),
        *(f"{what}_{model}" for model in ("accreditation", "certificatedesign") for what in ("add", "change", "view")),
        *("delete_accreditation", "delete_certificatedesign"),
    ],
}
EDITORS_MAY_ON_PAGES = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]
EDITORS_MAY_WITH_FILES = ["add_image", "change_image", "choose_image", "add_document", "change_document"]
EDITORS_MAY_WITH_FILES += ["choose_document"]


def ensure_site(pages: Iterable[PageSource], *, overwrite: bool) -> tuple[CourseIndexPage, list[str]]:
    """The catalogue, and what is new: pages made or, when overwriting, brought back to their file; the address."""
    sources = {page.key: page for page in pages}
    written: list[str] = []
    home = HomePage.objects.first() or _make_home(sources.get(HOME), written)
    written += _follow_address(home)
    index = CourseIndexPage.objects.first() or _make_index(home, sources.get(CATALOGUE), written)
    for key, source in sources.items():
        page: Any = {HOME: home, CATALOGUE: index}.get(key) or _standard_page(home, source, written)
        if overwrite and source.fields["title"] not in written and _fill(page, source):
            page.save_revision(log_action=True).publish()
            written.append(page.title)
    ensure_editors(home)
    return index, written


def ensure_guide(course: CoursePage, source: PageSource, *, overwrite: bool) -> list[str]:
    """The page for who leads a group through a course: made once, brought back to its file when overwriting."""
    page = StandardPage.objects.child_of(course).filter(slug=source.key).first()
    written: list[str] = []
    if page is None:
        _add(course, StandardPage(title=source.key, slug=source.key), source, written)
    elif overwrite and _fill(page, source):
        page.save_revision(log_action=True).publish()
        written.append(page.title)
    return [f"{course.title}: {title}" for title in written]


def _make_home(source: PageSource | None, written: list[str]) -> HomePage:
    root = Page.get_first_root_node()
    welcome = root.get_children().filter(slug=HOME, numchild=0).first()
    if welcome is not None and welcome.specific_class is Page:  # what Wagtail begins with
        Page.objects.filter(pk=welcome.pk).update(slug="welkom-bij-wagtail")
    home = HomePage(title="Leerkring", slug=HOME)
    _add(root, home, source, written)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.root_page, site.site_name = home, settings.WAGTAIL_SITE_NAME
    site.save()
    ThemeSettings.for_site(site)  # makes it, so that a visitor's first page need not
    if welcome is not None and welcome.specific_class is Page:
        Page.objects.get(pk=welcome.pk).delete()
    for kind in (Workflow, Task):  # Wagtail's migration gives them names in English
        kind.objects.filter(name="Moderators approval").update(name=APPROVAL)
    return home


def _follow_address(home: Page) -> list[str]:
    """Let Wagtail know the address that the settings give this site; the demo may start at another port."""
    address = urlsplit(settings.SITE_URL)
    at = {"hostname": address.hostname, "port": address.port or (443 if address.scheme == "https" else 80)}
    site = Site.objects.filter(root_page_id=home.pk).first()
    if site is None or {name: getattr(site, name) for name in at} == at:
        return []
    for name, value in at.items():
        setattr(site, name, value)
    site.save()
    return [site.root_url]


def _make_index(home: HomePage, source: PageSource | None, written: list[str]) -> CourseIndexPage:
    index = CourseIndexPage(title="Cursussen", slug=CATALOGUE, show_in_menus=True)
    _add(home, index, source, written)
    return index


def _standard_page(home: HomePage, source: PageSource, written: list[str]) -> Page:
    found = Page.objects.child_of(home).filter(slug=source.key).first()
    if found is not None:
        return found.specific
    kind = AccessibilityStatementPage if source.key == STATEMENT else StandardPage
    page: Page = kind(title=source.key, slug=source.key)
    _add(home, page, source, written)
    return page


def _add(parent: Page, page: Any, source: PageSource | None, written: list[str]) -> None:
    if source:
        _fill(page, source)
    page.live = False
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision(log_action=True).publish()
    page.refresh_from_db()
    written.append(page.title)


def _fill(page: Any, source: PageSource) -> bool:
    """Put the file's texts in the page. True when anything is different now."""
    before = [page.title, page.lead, list(page.body.get_prep_value()) if hasattr(page, "body") else []]
    page.title, page.lead = source.fields["title"], source.fields["lead"]
    if hasattr(page, "body"):
        page.body = json.dumps(source.body)
    return before != [page.title, page.lead, source.body]


def ensure_editors(home: Page) -> Group:
    """The group of people who write and publish, with what they may do. Who may do more or less is changed there."""
    group, made = Group.objects.get_or_create(name=EDITORS)
    if not made:
        return group
    for app, names in EDITORS_MAY.items():
        group.permissions.add(*Permission.objects.filter(content_type__app_label=app, codename__in=names))
    for permission in Permission.objects.filter(codename__in=EDITORS_MAY_ON_PAGES, content_type__model="page"):
        GroupPagePermission.objects.create(group=group, page=home, permission=permission)
    everything = Collection.get_first_root_node()
    for permission in Permission.objects.filter(codename__in=EDITORS_MAY_WITH_FILES):
        GroupCollectionPermission.objects.create(group=group, collection=everything, permission=permission)
    return group
