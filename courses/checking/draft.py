"""A module as what is checked: its texts in the order of the screen, whether they come from a file or from a page."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from html.parser import HTMLParser
from typing import Any

from wagtail import blocks

from cms.blocks import PROSE_BLOCKS
from courses.content import Piece, StepContent, read_steps
from courses.language import Measure, is_label, measure
from courses.models import CoursePage, ModulePage

CORE = {"text", "callout"}  # what is told: no case, no quotation, no summary, no exercise
OPENS = "case"  # in the first step, with a question before anything is told
QUOTED = {"quotation"}  # the words of somebody else are not ours to shorten
BLOCKS = ("p", "li", "h2", "h3", "h4")


class Form(StrEnum):
    """How a text stands on the screen. Only paragraphs count for the average: short labels cannot hide long lines."""

    PARAGRAPH = "paragraph"
    POINT = "point"
    LABEL = "label"  # a heading, a title, an option in a few words


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, point or label, with the marks of its sources."""

    text: str
    form: Form


@dataclass(frozen=True)
class Part:
    """One block of a step, with its texts."""

    step: str  # its title
    piece: Piece

    @property
    def name(self) -> str:
        """What an editor knows it by."""
        exercise = self.piece.exercise
        if exercise:
            return f"{exercise.block.label}: {self.piece.title}"
        prose: Any = dict(PROSE_BLOCKS).get(self.piece.kind)
        return str(prose.label) if prose else self.piece.kind

    @property
    def is_core(self) -> bool:
        return self.piece.kind in CORE

    @property
    def is_quoted(self) -> bool:
        return self.piece.kind in QUOTED

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text of the block."""
        exercise = self.piece.exercise
        if exercise:
            texts = [(text.role, line) for text in exercise.texts for line in str(text.text).splitlines()]
            return tuple(_typed(line, is_heading=role == "title") for role, line in texts if line.strip())
        block = dict(PROSE_BLOCKS).get(self.piece.kind)
        return tuple(_passages(block, self.piece.value)) if block else ()

    @cached_property
    def running(self) -> Measure:
        """The paragraphs together."""
        return measure(one.text for one in self.passages if one.form == Form.PARAGRAPH)

    @cached_property
    def apart(self) -> Measure:
        """Points and labels together."""
        return measure(one.text for one in self.passages if one.form != Form.PARAGRAPH)


@dataclass(frozen=True)
class Draft:
    """A module that is checked."""

    title: str
    level: str
    minutes: int
    steps: tuple[StepContent, ...]
    summary: str = ""
    goals: tuple[str, ...] = ()
    warning: str = ""

    @property
    def own_texts(self) -> tuple[str, ...]:
        """What the module says of itself, before its first step."""
        return tuple(text for text in (self.summary, *self.goals, *self.warning.splitlines()) if text.strip())

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Every block in order."""
        return tuple(Part(step.title, piece) for step in self.steps for piece in step.pieces)

    @property
    def core(self) -> tuple[Part, ...]:
        """What is told: no cases, no exercises, nothing at the end, and not the question beside the opening case."""
        opening = self.steps[0].pieces if self.steps else ()
        before = opening if any(piece.kind == OPENS for piece in opening) else ()
        return tuple(part for part in self.parts if part.is_core and part.piece not in before)

    @cached_property
    def running(self) -> Measure:
        """The paragraphs of everything that is ours, and the module's own sentences."""
        own = [one.text for part in self.parts if not part.is_quoted for one in _paragraphs(part)]
        return measure([*own, *(text for text in self.own_texts if not is_label(text))])

    @cached_property
    def apart(self) -> Measure:
        """Points and labels, the titles of steps included."""
        own = [one.text for part in self.parts for one in part.passages if one.form != Form.PARAGRAPH]
        return measure([*(step.title for step in self.steps), *own])


def draft_of(page: ModulePage, course: CoursePage | None = None) -> Draft:
    """The page as it was handed over: live, or a revision as an object."""
    course = course or CoursePage.objects.parent_of(page).get()
    field = ModulePage._meta.get_field("steps")
    raw = field.get_prep_value(page.steps)
    steps = read_steps(json.loads(raw) if isinstance(raw, str) else list(raw))
    goals = tuple(str(goal.value) for goal in page.goals)
    return Draft(page.title, course.level, page.minutes, steps, page.summary, goals, page.warning)


def _paragraphs(part: Part) -> Iterable[Passage]:
    return (one for one in part.passages if one.form == Form.PARAGRAPH)


# -- The texts of a stored block -------------------------------------------------------------------------------------


def _passages(block: blocks.Block, raw: Any) -> Iterator[Passage]:
    """Every text in a block as it is stored. Nothing is asked of the database: what is chosen is left out."""
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _passages(child, (raw or {}).get(name))
    elif isinstance(block, blocks.ListBlock):
        for item in raw or []:
            inside = item.get("value") if isinstance(item, dict) else item
            yield from (Passage(one.text, Form.POINT) for one in _passages(block.child_block, inside))
    elif isinstance(block, blocks.RichTextBlock):
        yield from _rich(str(raw or ""))
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        lines = str(raw or "").splitlines()
        yield from (_typed(line, is_heading=isinstance(block, blocks.CharBlock)) for line in lines if line.strip())


def _typed(text: str, *, is_heading: bool) -> Passage:
    return Passage(text.strip(), Form.LABEL if is_heading or is_label(text) else Form.PARAGRAPH)


class _Paragraphs(HTMLParser):
    """Cuts rich text where its blocks end."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Passage] = []
        self.form, self.text = Form.PARAGRAPH, ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._cut()
        elif tag in BLOCKS:
            self._cut()
            self.form = {"p": Form.PARAGRAPH, "li": Form.POINT}.get(tag, Form.LABEL)

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self._cut()
            self.form = Form.PARAGRAPH

    def handle_data(self, data: str) -> None:
        self.text += data

    def _cut(self) -> None:
        if text := " ".join(self.text.split()):
            self.found.append(Passage(text, self.form))
        self.text = ""


def _rich(html: str) -> list[Passage]:
    reader = _Paragraphs()
    reader.feed(html)
    reader._cut()
    return reader.found
