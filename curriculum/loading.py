"""Brings courses from their files into pages and editions. Everything or nothing, and nothing twice."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.models import Source
from courses.comparison import Change, Verdict
from courses.freezing import CannotBeReleased
from courses.models import CourseIndexPage, CoursePage, ModulePage, Release
from courses.queries import current_release, what_would_change
from courses.services import Mode, publish_release
from curriculum.fences import SourceKey
from curriculum.marks import GONE, Mark, content_hash
from curriculum.reading import CourseSource, Curriculum, ModuleSource
from curriculum.site import ensure_guide, ensure_site
from curriculum.snippets import Listed, load_contacts, load_glossary, load_sources


class EditedOnSite(Exception):
    """Files changed while an editor changed the same on the site. Says where; nothing was loaded."""

    def __init__(self, places: Iterable[str]) -> None:
        self.places = tuple(places)
        super().__init__("\n".join(self.places))


class Outcome(models.TextChoices):
    """What became of a page."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"


@dataclass(slots=True)
class CourseReport:
    """What became of one course."""

    title: str
    course: Outcome
    modules: list[tuple[str, Outcome]]
    release: Release | None = None  # made now
    change: Change | None = None  # what the release came to

    @property
    def has_changes(self) -> bool:
        return self.release is not None or {self.course, *(was for _, was in self.modules)} != {Outcome.UNCHANGED}


@dataclass(slots=True)
class LoadReport:
    """What became of everything."""

    pages: list[str]
    sources: Listed
    contacts: Listed
    glossary: Listed
    courses: list[CourseReport]

    @property
    def has_changes(self) -> bool:
        lists = (self.sources, self.contacts, self.glossary)
        return bool(
            self.pages
            or any(one.made or one.changed for one in lists)
            or any(course.has_changes for course in self.courses)
        )


@transaction.atomic
def load(curriculum: Curriculum, *, overwrite: bool = False, same_meaning: bool = False) -> LoadReport:
    """Load everything, each course as a release where it changed.

    Other words in an exercise make a new edition, unless `same_meaning` says that the meaning is equal. Raises
    EditedOnSite, unless `overwrite`, and CannotBeReleased; nothing is loaded then.
    """
    sources = load_sources(curriculum.sources, overwrite=overwrite)
    contacts = load_contacts(curriculum.contacts, overwrite=overwrite)
    glossary = load_glossary(curriculum.glossary, overwrite=overwrite)
    index, written = ensure_site(curriculum.pages, overwrite=overwrite)
    keys = dict(Source.objects.values_list("key", "pk"))
    plans = [_plan(course, keys) for course in curriculum.courses]
    if not overwrite and (places := [place for plan in plans for place in plan.conflicts]):
        raise EditedOnSite(places)
    reports = [_carry_out(plan, index, same_meaning=same_meaning) for plan in plans]
    for source, plan in zip(curriculum.courses, plans, strict=True):
        if source.guide:
            written += ensure_guide(plan.course.page, source.guide, overwrite=overwrite)
    return LoadReport(written, sources, contacts, glossary, reports)


# -- Planning: what is different, and whose work it is ---------------------------------------------------------------


@dataclass(slots=True)
class _PagePlan:
    """One page as its file would have it."""

    page: Any  # not saved yet, or as it is live
    fields: Mapping[str, Any]
    mark: Mark
    key: str = ""
    outcome: Outcome = Outcome.UNCHANGED
    is_conflict: bool = False

    @property
    def is_marked(self) -> bool:
        return self.page.source_hash == str(self.mark)


@dataclass(slots=True)
class _CoursePlan:
    course: _PagePlan
    modules: list[_PagePlan]
    gone: list[ModulePage] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    @property
    def pages(self) -> list[_PagePlan]:
        return [self.course, *self.modules]


def _plan(source: CourseSource, keys: Mapping[str, int]) -> _CoursePlan:
    page = CoursePage.objects.filter(uuid=source.uuid).first() or CoursePage(uuid=source.uuid)
    plan = _CoursePlan(_page_plan(page, source, source.fields), [])
    for module in source.modules:
        known = ModulePage.objects.filter(uuid=module.uuid).first() or ModulePage(uuid=module.uuid)
        fields = module.fields | {"steps": _with_sources(module.steps, keys)}
        plan.modules.append(_page_plan(known, module, fields))
    if page.pk is not None:
        loaded = ModulePage.objects.child_of(page).live().exclude(source_hash="").exclude(source_hash__startswith=GONE)
        plan.gone = list(loaded.exclude(uuid__in=[module.uuid for module in source.modules]))
    edited = [one.page for one in plan.pages if one.is_conflict]
    edited += [page for page in plan.gone if _is_edited(page, MODULE_FIELDS)]
    plan.conflicts = [
        _("%(title)s: the file changed, and so did the page on the site.") % {"title": page.title} for page in edited
    ]
    is_touched = plan.gone or any(one.outcome != Outcome.UNCHANGED for one in plan.pages)
    if page.pk is not None and is_touched and not edited and _waits_for_release(page):
        message = _("%(title)s: something was published on the site that is not in an edition yet.")
        plan.conflicts.append(message % {"title": page.title})
    return plan


def _page_plan(page: Any, source: CourseSource | ModuleSource, fields: Mapping[str, Any]) -> _PagePlan:
    plan = _PagePlan(page, fields, Mark("", ""), source.key)
    before = Mark.read(page.source_hash)
    if page.pk is not None and before.file == Mark.of(source.sha256, "").file:
        plan.mark = before  # the file is as it was: whatever became of the page is the editors' business
        return plan
    live = content_hash(page, fields)
    is_edited = page.pk is not None and _is_edited(page, fields)
    was_live = page.live
    _fill(page, fields)
    plan.mark = Mark.of(source.sha256, content_hash(page, fields))
    if page.pk is None:
        plan.outcome = Outcome.NEW
    elif plan.mark.content != live or not was_live:
        plan.outcome = Outcome.CHANGED
        plan.is_conflict = is_edited
    return plan


def _is_edited(page: Any, names: Iterable[str]) -> bool:
    """Whether the page, live or as a draft, is no longer what was loaded. Its being unpublished counts."""
    mark = Mark.read(page.source_hash)
    if content_hash(page, names) != mark.content or page.live is (mark.file == GONE):
        return True
    if not page.has_unpublished_changes or page.latest_revision is None:
        return False
    return content_hash(page.get_latest_revision_as_object(), names) != mark.content


def _waits_for_release(course: CoursePage) -> bool:
    """Whether editors published what they have not brought into an edition: a release of ours would take it along."""
    if current_release(course=course) is None:
        return False
    try:
        return what_would_change(course).verdict != Verdict.NOTHING
    except CannotBeReleased:
        return True


def _with_sources(value: Any, keys: Mapping[str, int]) -> Any:
    """The stored value with the rows of its sources filled in."""
    if isinstance(value, SourceKey):
        return keys[value.key]
    if isinstance(value, dict):
        return {name: _with_sources(item, keys) for name, item in value.items()}
    if isinstance(value, list):
        return [_with_sources(item, keys) for item in value]
    return value


# -- Carrying out ----------------------------------------------------------------------------------------------------

MODULE_FIELDS = ("title", "summary", "minutes", "is_required", "goals", "warning", "steps")


def _carry_out(plan: _CoursePlan, index: CourseIndexPage, *, same_meaning: bool) -> CourseReport:
    order_changed = not plan.course.is_marked
    _write(plan.course, index)
    course = CoursePage.objects.get(pk=plan.course.page.pk)
    for module in plan.modules:
        _write(module, course)
    for page in plan.gone:
        page.unpublish()
        mark = Mark.read(page.source_hash).without_file
        ModulePage.objects.filter(pk=page.pk).update(source_hash=str(mark))
    if order_changed:
        _put_in_order([module.page.pk for module in plan.modules])
    outcomes = [(_name(module), module.outcome) for module in plan.modules]
    outcomes += [(page.title, Outcome.REMOVED) for page in plan.gone]
    report = CourseReport(course.title, plan.course.outcome, outcomes)
    if report.has_changes or order_changed or current_release(course=course) is None:
        report.release, report.change = _release(course, same_meaning=same_meaning)
    return report


def _name(plan: _PagePlan) -> str:
    return f"{plan.key} {plan.page.title}"


def _write(plan: _PagePlan, parent: Page) -> None:
    """Save and publish where the content is different; remember the file in any case."""
    page = plan.page
    if plan.outcome == Outcome.UNCHANGED and plan.is_marked:
        return
    if plan.outcome != Outcome.UNCHANGED:
        page.source_hash = str(plan.mark)
        if page.pk is None:
            page.slug = _free_slug(plan, parent)
            page.live = False
            Page.objects.get(pk=parent.pk).add_child(instance=page)
        page.save_revision(log_action=True).publish()
    type(page).objects.filter(pk=page.pk).update(source_hash=str(plan.mark))  # publishing keeps the earlier one


def _fill(page: Any, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        is_stream = isinstance(page._meta.get_field(name), StreamField)
        setattr(page, name, json.dumps(value) if is_stream else value)


def _free_slug(plan: _PagePlan, parent: Page) -> str:
    """For a course its key; for a module its title, since that is what a learner reads. Never changed afterwards."""
    is_course = isinstance(plan.page, CoursePage)
    slug = slugify(plan.key) if is_course else slugify(plan.page.title) or slugify(plan.key)
    is_taken = Page.objects.child_of(parent).filter(slug=slug).exists()
    return f"{slug}-{plan.page.uuid.hex[:8]}" if is_taken else slug


def _put_in_order(wanted: list[int]) -> None:
    """Put these pages in this order; other pages stay where they are among them."""
    for before, after in pairwise(wanted):
        first, second = ModulePage.objects.get(pk=before), ModulePage.objects.get(pk=after)
        if second.path < first.path:
            second.move(first, pos="right")


def _release(course: CoursePage, *, same_meaning: bool) -> tuple[Release | None, Change | None]:
    change = what_would_change(course)
    if change.verdict == Verdict.NOTHING:
        return None, None
    mode = Mode.AUTO
    if change.verdict == Verdict.CONFIRM:
        mode = Mode.CONFIRMED if same_meaning else Mode.NEW_EDITION
    note = _("Loaded from the files of the course.")
    return publish_release(course=course, mode=mode, note=note), change
