"""Checks the modules of a folder, and says where in which file each finding stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from courses.checking import Draft, Finding, check
from courses.content import read_steps
from curriculum.reading import CourseSource, Curriculum, ModuleSource


@dataclass(frozen=True, slots=True)
class Checked:
    """One module of a file, with what was found in it."""

    source: ModuleSource
    draft: Draft
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.is_error]

    @property
    def advice(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.is_error]

    def place(self, finding: Finding) -> tuple[Path, int]:
        """The file and the line: that of the words where they are found, otherwise where the block begins."""
        lines = self.source.path.read_text(encoding="utf-8-sig").splitlines()
        begin = self.source.lines.get(finding.block_id, 1)
        words = finding.quote.split()
        for size in (len(words), 4, 2):  # a sentence may be broken over lines
            wanted = " ".join(words[:size])
            for number, line in enumerate(lines[begin - 1 :], start=begin):
                if wanted and wanted in line:
                    return self.source.path, number
        return self.source.path, begin


def check_modules(found: Curriculum) -> Iterator[Checked]:
    """Every module of every course, in order."""
    for course in found.courses:
        for module in course.modules:
            draft = draft_in_file(course, module)
            yield Checked(module, draft, tuple(check(draft)))


def draft_in_file(course: CourseSource, module: ModuleSource) -> Draft:
    """The module of a file as what is checked."""
    return Draft(
        title=module.title,
        level=course.fields["level"],
        minutes=module.fields["minutes"],
        steps=read_steps(module.steps),
        summary=module.fields["summary"],
        goals=tuple(goal["value"] for goal in module.fields["goals"]),
        warning=module.fields["warning"],
    )
