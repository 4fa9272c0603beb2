"""Cuts a file into its front matter, its steps and what is in them. Knows lines and fences, not what they mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from django.utils.translation import gettext as _

from exercises.contract import SourceError

HEADING = re.compile(r"##\s+(?P<title>.+?)\s*(?:\{#(?P<key>[^}]*)\})?\s*")
FENCE = re.compile(r"(?P<mark>`{3,}|~{3,})\s*(?P<words>.*?)\s*")
KEY = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown between fences."""

    line: int  # of the file, where its text begins
    text: str


@dataclass(frozen=True, slots=True)
class Fence:
    """What stands between two fences."""

    line: int  # of the opening fence
    words: tuple[str, ...]  # behind it: the kind of fence, and what it needs
    text: str


@dataclass(slots=True)
class Section:
    """A heading and everything under it, up to the next heading."""

    line: int
    title: str
    key: str
    parts: list[Prose | Fence] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The facts on top of a file, and the line of each."""

    data: dict[str, Any]
    lines: dict[str, int]

    def line(self, name: str) -> int:
        """Where a fact stands; the first line of the file for one that is missing."""
        return self.lines.get(name, 1)


class _OnceLoader(yaml.SafeLoader):
    """YAML in which no name is given twice: the second would win in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names: set[str] = set()
        for key, _value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in names:
                raise SourceError(_("“%(name)s” is given twice.") % {"name": key.value}, key.start_mark.line + 1)
            names.add(str(key.value))
        return super().construct_mapping(node, deep)


def read_yaml(text: str) -> Any:
    """The data in a YAML text. Raises SourceError with the line."""
    try:
        return yaml.load(text, _OnceLoader)  # noqa: S506 -- a SafeLoader
    except yaml.YAMLError as error:
        mark, why = getattr(error, "problem_mark", None), getattr(error, "problem", None) or str(error)
        line = mark.line + 1 if mark else None
        raise SourceError(_("This is not valid YAML: %(why)s") % {"why": why}, line) from error
    except ValueError as error:  # such as a date that does not exist
        raise SourceError(_("This is not valid YAML: %(why)s") % {"why": error}) from error


def cut_front_matter(text: str) -> tuple[FrontMatter, int, str]:
    """The facts on top, the line where the rest begins, and the rest. Raises SourceError with the line."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---":
        raise SourceError(_("The file begins with --- and facts such as key and title."), 1)
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.strip() == "---"), None)
    if end is None:
        raise SourceError(_("The facts on top have no end: write --- under them."), 1)
    try:
        data = read_yaml("\n".join(lines[1:end]))
    except SourceError as error:
        raise SourceError(error.message, (error.line or 0) + 1) from error
    if not isinstance(data, dict):
        raise SourceError(_("Between the two --- stand facts such as “key: A1”."), 2)
    places = {line.partition(":")[0]: number for number, line in enumerate(lines[:end], start=1)}
    return FrontMatter(data, places), end + 2, "\n".join(lines[end + 1 :])


def cut_sections(text: str, first_line: int) -> Iterator[Section]:
    """The steps of a module. Raises SourceError with the line within the file."""
    section: Section | None = None
    for piece in _pieces(text.splitlines(), first_line):
        if isinstance(piece, Section):
            if section:
                yield section
            section = piece
        elif section:
            section.parts.append(piece)
        else:
            raise SourceError(_("Text stands under the title of a step. Begin with “## Title {#key}”."), piece.line)
    if section is None:
        raise SourceError(_("There is no step yet. Begin with “## Title {#key}”."), first_line)
    yield section


def cut_parts(text: str, first_line: int) -> Iterator[Prose | Fence]:
    """What is in a page without steps. Raises SourceError with the line within the file."""
    for piece in _pieces(text.splitlines(), first_line):
        if isinstance(piece, Section):
            raise SourceError(_("A page has no steps: use ### for a heading."), piece.line)
        yield piece


def cut_fences(text: str) -> Iterator[Fence]:
    """Every fence of any Markdown file, whatever stands around it. Raises SourceError with the line."""
    lines, number = text.splitlines(), 0
    while number < len(lines):
        if fence := FENCE.fullmatch(lines[number]):
            inside = _until_closed(lines, number, fence["mark"], 1)
            yield Fence(number + 1, tuple(fence["words"].split(maxsplit=1)), "\n".join(inside))
            number += len(inside) + 1
        number += 1


def _pieces(lines: list[str], first_line: int) -> Iterator[Section | Prose | Fence]:
    number = 0
    prose: list[str] = []
    while number <= len(lines):
        line = lines[number] if number < len(lines) else None
        fence = FENCE.fullmatch(line) if line is not None else None
        is_heading = line is not None and line.startswith("## ")
        if line is not None and not fence and not is_heading:
            prose.append(line)
            number += 1
            continue
        while prose and not prose[0].strip():
            prose.pop(0)
        if prose:
            yield Prose(first_line + number - len(prose), "\n".join(prose))
        prose = []
        if line is None:
            return
        if fence:
            inside = _until_closed(lines, number, fence["mark"], first_line)
            yield Fence(first_line + number, tuple(fence["words"].split(maxsplit=1)), "\n".join(inside))
            number += len(inside) + 2
        else:
            yield _heading(line, first_line + number)
            number += 1


def _until_closed(lines: list[str], number: int, mark: str, first_line: int) -> list[str]:
    inside: list[str] = []
    for line in lines[number + 1 :]:
        if line.strip() == mark:
            return inside
        if FENCE.fullmatch(line) or line.startswith("## "):
            break
        inside.append(line)
    raise SourceError(_("This fence has no end: close it with %(mark)s.") % {"mark": mark}, first_line + number)


def _heading(line: str, number: int) -> Section:
    match = HEADING.fullmatch(line)
    if match is None or match["key"] is None:
        raise SourceError(_("A step needs a key of its own: “## Title {#key}”."), number)
    if not KEY.fullmatch(match["key"]):
        message = _("A key has small letters, digits and hyphens only: %(key)s") % {"key": match["key"]}
        raise SourceError(message, number)
    return Section(number, match["title"], match["key"])
