"""Reading the live pages of a course as content that can be frozen, and saying what stands in the way.

Live means the row in the database, never the newest revision: that may be a draft, and autosave from a tab that is
still open overwrites it. The raw JSON is checked before Wagtail reads it, since Wagtail drops what it does not know
and makes up ids that are not there, both in silence.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Cast
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from cms.contacts import contacts_named
from cms.models import LocalContact, Source
from courses.content import CourseContent, ModuleContent, canonical_hash
from courses.models import CoursePage, ModulePage
from exercises.registry import kinds

SOURCE_MARK = re.compile(r"\[(S\d+|[A-Z]:[a-z0-9-]+)\]")
BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
NOT_FROZEN = {"page_ptr", "source_hash", "is_hidden"}
#: What a module's page says, apart from Wagtail's own bookkeeping (dates, locks, drafts), which would change the hash.
MODULE_FIELDS = ["title", "slug", *(f.name for f in ModulePage._meta.local_fields if f.name not in NOT_FROZEN)]
#: Frozen only where it says something, so that content without it keeps the hash it had.
LEFT_OUT_WHEN_EMPTY = {"warning", "scene"}
STREAMS = [f.name for f in ModulePage._meta.local_fields if isinstance(f, StreamField)]


class CannotBeReleased(Exception):
    """The pages cannot be frozen as they are. Says every problem, so that an editor can mend them in one go."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


def live_content(course: CoursePage) -> CourseContent:
    """The course and its live modules as they are in the database now. Raises CannotBeReleased."""
    course = CoursePage.objects.select_related("locale").get(pk=course.pk)
    pages = list(
        ModulePage.objects.child_of(course)
        .live()
        .filter(is_hidden=False)
        .select_related("locale")
        .order_by("path")
        .annotate(raw_steps=Cast("steps", models.TextField()))
    )
    problems = [*_course_problems(course, pages)]
    for page in pages:
        problems += [f"{page.title}: {problem}" for problem in _module_problems(page)]
    if problems:
        raise CannotBeReleased(problems)
    modules = tuple(_module_content(page) for page in pages)
    # Only where there is one, so that courses without a test keep the hash they had.
    has_test = {"has_test": True} if any(_has_test(module) for module in modules) else {}
    return CourseContent(facts=_course_facts(course) | has_test, modules=modules)


def _course_facts(course: CoursePage) -> dict[str, Any]:
    return {
        "uuid": str(course.uuid),
        "title": course.title,
        "slug": course.slug,
        "summary": course.summary,
        "goal": course.goal,
        "audience": course.audience,
        "outcomes": [str(outcome.value) for outcome in course.outcomes],
        "introduction": _plain(course.introduction) if strip_tags(course.introduction).strip() else "",
        "level": course.level,
        "right_needed": course.right_needed,
        "proof_statement": course.proof_statement,
    } | _language(course)


def _language(page: Page) -> dict[str, str]:
    """The language it is written in. Only where it is not the site's own, so that other content keeps its hash."""
    code = page.locale.language_code
    return {} if code == settings.LANGUAGE_CODE else {"language": code}


def _module_content(page: ModulePage) -> ModuleContent:
    data = page.serializable_data()
    names = [name for name in MODULE_FIELDS if data[name] or name not in LEFT_OUT_WHEN_EMPTY]
    content: dict[str, Any] = {"pk": page.pk} | {name: data[name] for name in names}
    content |= {name: json.loads(content[name]) for name in STREAMS} | _language(page)
    content = _plain(json.loads(json.dumps(content, cls=DjangoJSONEncoder)))
    return ModuleContent(
        uuid=page.uuid,
        title=page.title,
        slug=page.slug,
        minutes=page.minutes,
        is_required=page.is_required,
        content=content,
        sha256=canonical_hash(content),
        page_id=page.pk,
        revision_id=page.live_revision_id,
        references=frozenset(_references(page, content)),
    )


def _has_test(module: ModuleContent) -> bool:
    """Whether finishing the course takes passing a test of this module."""
    tests = [
        part for part in _parts(module.content["steps"]) if part["type"] in kinds() and kinds()[part["type"]].is_test
    ]
    return module.is_required and any(part["value"]["is_required"] for part in tests)


def _plain(value: Any) -> Any:
    """Without the keys that Wagtail's text editor gives to paragraphs: opening and saving a page changes nothing."""
    if isinstance(value, str):
        return BLOCK_KEY.sub("", value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    return value


def _references(page: ModulePage, content: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """What the module shows that lives elsewhere: chosen in a block, or named by its key in a text.

    Links to pages are left out: a page may go, and the link with it. Wagtail's own reference index is not read,
    since a background task fills it; its extraction is.
    """
    for model, key, _model_path, _content_path in ModulePage._meta.get_field("steps").extract_references(page.steps):
        if not issubclass(model, Page):
            yield ContentType.objects.get_for_model(model).pk, str(key)
    steps = content["steps"]
    keys = {*SOURCE_MARK.findall(json.dumps(steps)), *_named_sources(steps)}
    for pk in Source.objects.filter(key__in=keys).values_list("pk", flat=True):
        yield ContentType.objects.get_for_model(Source).pk, str(pk)
    contacts = {part["value"]["contact"] for part in _parts(steps) if part["type"] == "contact"}
    contacts |= {key for _title, child in _exercises(page) for key in kinds()[child.block_type].contacts(child.value)}
    contacts |= {key for part in _parts(steps) for key in _contacts_in_prose(part)}
    contacts |= set(contacts_named(page.warning))
    for pk in LocalContact.objects.filter(key__in=contacts, organisation=None).values_list("pk", flat=True):
        yield ContentType.objects.get_for_model(LocalContact).pk, str(pk)


def _contacts_in_prose(part: dict[str, Any]) -> list[str]:
    """The keys of the contacts that a text names."""
    return [] if part["type"] in kinds() else contacts_named(json.dumps(part["value"]))


def _parts(steps: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for step in steps:
        yield from step["value"]["content"]


def _exercises(page: ModulePage) -> Iterator[tuple[str, Any]]:
    """Every exercise of a module, with the title of its step."""
    for step in page.steps:
        for child in step.value["content"]:
            if child.block_type in kinds():
                yield step.value["title"], child


def _named_sources(steps: list[dict[str, Any]]) -> Iterator[str]:
    for part in _parts(steps):
        if part["type"] in kinds():
            yield from (key.strip() for src in _sources_in(part["value"]) for key in src.split(",") if key.strip())


def _sources_in(value: Any) -> Iterator[str]:
    """Every `src` of an exercise: its own, and those of its questions and options."""
    if isinstance(value, dict):
        for name, item in value.items():
            if name == "src" and isinstance(item, str):
                yield item
            else:
                yield from _sources_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from _sources_in(item)


# -- What stands in the way ----------------------------------------------------------------------------------------


def _course_problems(course: CoursePage, pages: list[ModulePage]) -> Iterator[str]:
    if not course.live:
        yield _("The page of this course is not published. Publish it first.")
    if not pages:
        yield _("This course has no published module. Publish one first.")


def _module_problems(page: ModulePage) -> Iterator[str]:
    raw = json.loads(page.raw_steps or "[]")
    if not raw:
        yield _("This module has no steps.")
    problems = [*_raw_problems(ModulePage._meta.get_field("steps").stream_block, raw, set())]
    yield from problems
    if problems:
        return  # the checks of a kind may rely on what is missing
    named = dict.fromkeys(contacts_named(page.warning), _("Warning beforehand"))
    named |= {
        key: step["value"]["title"] for step in raw for part in _parts([step]) for key in _contacts_in_prose(part)
    }
    for title, child in _exercises(page):
        block = kinds()[child.block_type]
        named |= dict.fromkeys(block.contacts(child.value), title)
        for problem in block.checks(child.value):
            if problem.is_error:
                yield f"{title}: {problem.message}"
    there = set(LocalContact.objects.filter(key__in=named).values_list("key", flat=True)) if named else set()
    for key in sorted(named.keys() - there):
        message = _("There is no contact with the key “%(key)s”. Make it under Contacts, or choose another.")
        yield f"{named[key]}: {message % {'key': key}}"


def _raw_problems(block: Any, raw: Any, seen: set[str]) -> Iterator[str]:
    """Unknown kinds, and ids that are missing, twice there, or no ids at all, in everything that has ids."""
    if isinstance(block, StreamBlock):
        for child in raw or []:
            if child.get("type") not in block.child_blocks:
                kind = child.get("type")
                yield _("A block of the kind “%(kind)s” cannot be read: that kind is not installed.") % {"kind": kind}
                continue
            yield from _id_problems(child, seen)
            yield from _raw_problems(block.child_blocks[child["type"]], child.get("value"), seen)
    elif isinstance(block, StructBlock):
        for name, child_block in block.child_blocks.items():
            if isinstance(raw, dict) and name in raw:
                yield from _raw_problems(child_block, raw[name], seen)
    elif isinstance(block, ListBlock):
        items: set[str] = set()  # an item is known within its own list
        for item in raw or []:
            if not (isinstance(item, dict) and item.get("type") == "item" and "value" in item):
                yield _missing_id(getattr(block, "label", ""))
                continue
            yield from _id_problems(item, items)
            yield from _raw_problems(block.child_block, item["value"], seen)


def _id_problems(child: dict[str, Any], seen: set[str]) -> Iterator[str]:
    value = child.get("value")
    name = (value.get("title") if isinstance(value, dict) else None) or child.get("type")
    try:
        identity = str(UUID(str(child["id"])))
    except (KeyError, ValueError):
        yield _missing_id(name)
        return
    if identity in seen:
        yield _("“%(name)s” has the same id as another block. Make it again instead of copying it.") % {"name": name}
    seen.add(identity)


def _missing_id(name: Any) -> str:
    return _("“%(name)s” has no id. Open the module, change something and publish it again.") % {"name": name}


# -- What an editor is warned of -----------------------------------------------------------------------------------


def live_warnings(course: CoursePage) -> list[str]:
    """What the kinds would have an editor look at before a release. Stops nothing."""
    warnings = []
    for page in ModulePage.objects.child_of(course).live().filter(is_hidden=False).order_by("path"):
        for title, child in _exercises(page):
            for problem in kinds()[child.block_type].checks(child.value):
                if not problem.is_error:
                    warnings.append(f"{page.title}, {title}: {problem.message}")
    return warnings
