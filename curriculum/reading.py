"""Reads a folder of courses into plain values. No database: it either understands every file or says every fault.

- `sources.yaml`, `contacts.yaml` and `glossary.yaml`: what texts refer to, and what difficult words mean;
- `<course>/course.md`: a course, and beside it `<nn>-<module>.md`: its modules, in the order of their names;
- `pages/*.md`: the pages of the site around the courses.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from cms.blocks import RICH_TEXT, SHORT_TEXT, StandardBlock
from cms.contacts import contacts_named
from cms.models import GlossaryTerm, LocalContact, Source, StandardPage
from courses.models import CoursePage, Level, ModulePage
from curriculum.cutting import Fence, Prose, Section, cut_front_matter, cut_parts, cut_sections, read_yaml
from curriculum.facts import Facts, clean_row
from curriculum.faults import CurriculumFaulty, Fault
from curriculum.fences import Piece, check, contacts_in, read_fence, sources_named, with_module_titles
from curriculum.identity import course_id, part_id
from curriculum.markdown import rich_text
from exercises.contract import SourceError
from exercises.source import source_text

COURSE_FILE = "course.md"
FACILITATOR_FILE = "facilitator.md"  # for who leads the course with a group: no module
COURSE_FACTS = {"key", "title", "goal", "audience", "outcomes", "level", "right_needed", "summary"}
COURSE_FACTS |= {"hue", "proof_statement", "scene", "order"}
SOURCE_FACTS = ["key", "title", "publisher", "year", "url", "note", "checked_on"]
CONTACT_FACTS = ["key", "name", "when", "phone", "email", "url", "checked_on"]
GLOSSARY_FACTS = ["key", "term", "forms", "meaning", "source"]
PAGES_FOLDER = "pages"
GUIDE, GUIDE_FACTS = "begeleiden", {"title", "summary"}  # its address, below that of the course
STEP_HEADING = re.compile(r"^## ", re.MULTILINE)
PAGE_FACTS = {"key", "title", "lead"}
MODULE_FACTS = {"key", "title", "minutes", "required", "level", "summary", "goals", "warning"}


@dataclass(frozen=True, slots=True)
class ModuleSource:
    """One file of a module: the fields of its page, and the hash of the file."""

    path: Path
    key: str
    uuid: UUID
    fields: dict[str, Any]
    steps: list[dict[str, Any]]  # as a StreamField stores them, with a SourceKey where a source's row belongs
    sha256: str
    lines: Mapping[str, int]  # where each step and block begins, by its id

    @property
    def title(self) -> str:
        return self.fields["title"]


@dataclass(frozen=True, slots=True)
class CourseSource:
    """One folder of a course. Its hash speaks of its own file and of which modules there are, in order.

    `order` is its place among the courses of a new site; afterwards that is its editors' to change.
    """

    path: Path
    key: str
    uuid: UUID
    fields: dict[str, Any]
    modules: tuple[ModuleSource, ...]
    sha256: str
    order: int
    guide: "PageSource | None" = None  # for who leads a group through it

    @property
    def title(self) -> str:
        return self.fields["title"]


@dataclass(frozen=True, slots=True)
class PageSource:
    """One page of the site around the courses."""

    key: str  # its address
    fields: dict[str, Any]
    body: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Curriculum:
    """Everything in a folder."""

    courses: tuple[CourseSource, ...]
    pages: tuple[PageSource, ...]
    sources: tuple[dict[str, Any], ...]
    contacts: tuple[dict[str, Any], ...]
    glossary: tuple[dict[str, Any], ...] = ()


def read_curriculum(folder: Path) -> Curriculum:
    """Everything in the folder. Raises CurriculumFaulty with every fault of every file."""
    return _Reader(folder).read()


class _Reader:
    """Goes through the files and gathers faults, so that an author hears of all of them at once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[Fault] = []
        self.keys: dict[tuple[str, str, str], str] = {}  # course, kind and key: where it was used first
        self.sources: set[str] = set()
        self.contacts: set[str] = set()
        self.lines: dict[str, int] = {}

    def read(self) -> Curriculum:
        files = sorted(self.folder.glob(f"*/{COURSE_FILE}"))
        if not files:
            raise CurriculumFaulty([Fault(self.folder, 1, _("There is no course here: no folder with a course.md."))])
        sources = self._rows("sources.yaml", Source, SOURCE_FACTS)
        contacts = self._rows("contacts.yaml", LocalContact, CONTACT_FACTS)
        self.sources = {row["key"] for row in sources}
        glossary = self._rows("glossary.yaml", GlossaryTerm, GLOSSARY_FACTS)
        self.contacts = {row["key"] for row in contacts}
        courses = [course for path in files if (course := self._course(path))]
        pages = [page for path in sorted(self.folder.glob(f"{PAGES_FOLDER}/*.md")) if (page := self._page(path))]
        if self.faults:
            raise CurriculumFaulty(self.faults)
        courses.sort(key=lambda course: course.order)
        return Curriculum(tuple(courses), tuple(pages), tuple(sources), tuple(contacts), tuple(glossary))

    def fault(self, path: Path, line: int, message: Any) -> None:
        self.faults.append(Fault(path, line, str(message)))

    # -- Courses and modules ---------------------------------------------------------------------------------------

    def _course(self, path: Path) -> CourseSource | None:
        opened = self._open(path, COURSE_FACTS)
        if opened is None:
            return None
        facts, first_line, body, digest = opened
        key = facts.read("key", source_text)
        uuid = course_id(key)
        self._use(path, facts.matter.line("key"), "", "course", key)
        fields = {
            "title": facts.text("title", CoursePage),
            "goal": facts.text("goal", CoursePage),
            "audience": facts.text("audience", CoursePage),
            "level": facts.text("level", CoursePage),
            "summary": facts.text("summary", CoursePage),
            "hue": facts.text("hue", CoursePage, CoursePage.Hue.NETWORK),
            "scene": facts.text("scene", CoursePage, ""),
            "proof_statement": facts.text("proof_statement", CoursePage, ""),
            "right_needed": facts.number("right_needed", range(101), 0),
            "outcomes": facts.texts("outcomes", CoursePage, key),
            "introduction": self._markdown(path, Prose(first_line, body), SHORT_TEXT),
        }
        files = sorted(file for file in path.parent.glob("*.md") if file.name not in {COURSE_FILE, FACILITATOR_FILE})
        if not files:
            self.fault(path, 1, _("This course has no module: no other file that ends in .md."))
        modules = tuple(module for file in files if (module := self._module(file, key)))
        titles = {module.key: module.title for module in modules}
        modules = tuple(replace(module, steps=with_module_titles(module.steps, titles)) for module in modules)
        order = facts.number("order", range(1, 100), 50)
        whole = hashlib.sha256("\n".join([digest, *(module.key for module in modules)]).encode()).hexdigest()
        guide = self._guide(path.parent / FACILITATOR_FILE, key)
        return CourseSource(path, key, uuid, fields, modules, whole, order, guide)

    def _module(self, path: Path, course: str) -> ModuleSource | None:
        opened = self._open(path, MODULE_FACTS)
        if opened is None:
            return None
        facts, first_line, body, digest = opened
        key = facts.read("key", source_text)
        self._use(path, facts.matter.line("key"), course, "module", key)
        level = facts.read("level", source_text)
        if level and level not in Level.values:
            message = _("“level” is one of: %(names)s") % {"names": ", ".join(Level.values)}
            self.fault(path, facts.matter.line("level"), message)
        warning = facts.text("warning", ModulePage, "").strip()
        self._check_contacts(path, facts.matter.line("warning"), contacts_named(warning))
        fields = {
            "title": facts.text("title", ModulePage),
            "summary": facts.text("summary", ModulePage),
            "minutes": facts.number("minutes", range(1, 241)),
            "is_required": facts.flag("required", default=True),
            "goals": facts.texts("goals", ModulePage, f"{course}/{key}"),
            "warning": warning,
        }
        steps = []
        try:
            for section in cut_sections(body, first_line):
                steps.append(self._step(path, course, section))
        except SourceError as error:
            self.fault(path, error.line or first_line, error)
        return ModuleSource(path, key, part_id(course, "module", key), fields, steps, digest, self.lines)

    def _step(self, path: Path, course: str, section: Section) -> dict[str, Any]:
        self._use(path, section.line, course, "step", section.key)
        step = ModulePage._meta.get_field("steps").stream_block.child_blocks["step"]
        try:
            check(step.child_blocks["title"], section.title)
        except SourceError as error:
            self.fault(path, section.line, error)
        content = self._content(path, course, section.key, section.parts)
        if not section.parts:
            self.fault(path, section.line, _("Nothing stands under this title."))
        value = {"title": section.title, "content": content}
        uuid = part_id(course, "step", section.key)
        self.lines[str(uuid)] = section.line
        return {"type": "step", "id": str(uuid), "value": value}

    def _content(self, path: Path, course: str, key: str, parts: Iterable[Prose | Fence]) -> list[dict[str, Any]]:
        """The blocks of a step or page. A text's id follows from the key and its place among the texts."""
        content, texts = [], 0
        for part in parts:
            if isinstance(part, Prose):
                texts += 1
                uuid = part_id(course, "step", f"{key}/text/{texts}")
                self.lines[str(uuid)] = part.line
                content.append({"type": "text", "id": str(uuid), "value": self._markdown(path, part, RICH_TEXT)})
            elif piece := self._piece(path, part, course):
                uuid = part_id(course, piece.kind, piece.key)
                self.lines[str(uuid)] = part.line
                content.append({"type": piece.block_type, "id": str(uuid), "value": piece.value})
        return content

    def _page(self, path: Path) -> PageSource | None:
        opened = self._open(path, PAGE_FACTS)
        if opened is None:
            return None
        facts, first_line, body, _digest = opened
        key = facts.read("key", source_text)
        self._use(path, facts.matter.line("key"), "", "page", key)
        fields = {"title": facts.text("title", StandardPage), "lead": facts.text("lead", StandardPage, "")}
        return PageSource(key, fields, self._blocks(path, PAGES_FOLDER, key, body, first_line))

    def _guide(self, path: Path, course: str) -> PageSource | None:
        """The page for who leads a group. In its file ## is a heading as in any text: it has no steps."""
        opened = self._open(path, GUIDE_FACTS) if path.exists() else None
        if opened is None:
            return None
        facts, first_line, body, _digest = opened
        fields = {"title": facts.text("title", StandardPage), "lead": facts.read("summary", source_text, "")}
        body = STEP_HEADING.sub("### ", body)
        self.lines = {}
        return PageSource(GUIDE, fields, self._blocks(path, course, GUIDE, body, first_line))

    def _blocks(self, path: Path, course: str, key: str, body: str, first_line: int) -> list[dict[str, Any]]:
        """The body of a page without steps."""
        blocks: list[dict[str, Any]] = []
        try:
            blocks = self._content(path, course, key, list(cut_parts(body, first_line)))
        except SourceError as error:
            self.fault(path, error.line or first_line, error)
        for block in blocks:
            if block["type"] not in StandardBlock.base_blocks:
                self.fault(path, first_line, _("This block cannot be on a page: %(name)s") % {"name": block["type"]})
        return blocks

    def _piece(self, path: Path, fence: Fence, course: str) -> Piece | None:
        try:
            piece = read_fence(fence, course)
        except SourceError as error:
            self.fault(path, fence.line + (error.line or 0), error)
            return None
        self._use(path, fence.line, course, piece.kind, piece.key)
        self._check_names(path, fence, piece.value)
        self._check_contacts(path, fence.line, contacts_in(piece))
        return piece

    def _markdown(self, path: Path, prose: Prose, features: Iterable[str]) -> str:
        try:
            html = rich_text(prose.text, list(features))
        except SourceError as error:
            self.fault(path, prose.line + (error.line or 1) - 1, error)
            return ""
        self._check_names(path, prose, html)
        self._check_contacts(path, prose.line, contacts_named(html))
        return html

    def _check_contacts(self, path: Path, line: int, keys: Iterable[str]) -> None:
        """Every contact that is shown or named must be there."""
        for key in sorted(set(keys) - self.contacts):
            self.fault(path, line, _("contacts.yaml has no contact with this key: %(key)s") % {"key": key})

    def _check_names(self, path: Path, part: Prose | Fence, value: Any) -> None:
        """Every source that is named must be there. The line is that of the name where it can be found."""
        first = part.line if isinstance(part, Prose) else part.line + 1
        for key in sorted(set(sources_named(value)) - self.sources):
            lines = [number for number, line in enumerate(part.text.splitlines(), start=first) if key in line]
            message = _("sources.yaml has no source with this key: %(key)s") % {"key": key}
            self.fault(path, lines[0] if lines else part.line, message)

    def _use(self, path: Path, line: int, course: str, kind: str, key: str) -> None:
        """Note where a key is used; a key counts once."""
        if not key:
            return  # its absence was told
        here = f"{path.name}:{line}"
        first = self.keys.setdefault((course, kind, key), here)
        if first != here:
            names = {"key": key, "place": first}
            message = _("This key is used twice: %(key)s. The first time is at %(place)s.") % names
            self.fault(path, line, message)

    # -- Files -----------------------------------------------------------------------------------------------------

    def _open(self, path: Path, known: set[str]) -> tuple[Facts, int, str, str] | None:
        text = self._text(path)
        if text is None:
            return None
        try:
            matter, first_line, body = cut_front_matter(text)
        except SourceError as error:
            self.fault(path, error.line or 1, error)
            return None
        facts = Facts(matter, path, self.fault)
        for name in matter.data:
            if name not in known:
                self.fault(path, matter.line(name), _("Unknown name: %(names)s") % {"names": name})
        return facts, first_line, body, hashlib.sha256(text.encode()).hexdigest()

    def _text(self, path: Path) -> str | None:
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            self.fault(path, 1, _("This file is not UTF-8 text."))
        except OSError as error:
            self.fault(path, 1, _("This file cannot be read: %(why)s") % {"why": error.strerror})
        return None

    def _rows(self, name: str, model: type[models.Model], known: list[str]) -> list[dict[str, Any]]:
        """The rows of a YAML list, each with the model's fields."""
        path = self.folder / name
        text = self._text(path) if path.exists() else ""
        try:
            items = read_yaml(text or "") or []
        except SourceError as error:
            self.fault(path, error.line or 1, error)
            return []
        if not isinstance(items, list):
            self.fault(path, 1, _("This file is a list: every item begins with a hyphen."))
            return []
        lines = [number for number, line in enumerate((text or "").splitlines(), start=1) if line.startswith("- ")]
        rows = []
        for item, line in zip(items, lines, strict=False):
            try:
                row = clean_row(item, model, known, self.sources)
            except SourceError as error:
                self.fault(path, line, error)
                continue
            self._use(path, line, "", name, row["key"])
            rows.append(row)
        return rows
