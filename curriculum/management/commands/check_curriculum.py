"""`manage.py check_curriculum`: how courses read, in figures, and what in them must be mended."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

import curriculum
from courses.checking import Draft, Finding, Part
from courses.checking.content import core_words, minutes_needed
from courses.language import Measure
from curriculum.checking import Checked, check_modules
from curriculum.faults import CurriculumFaulty
from curriculum.reading import read_curriculum

SHIPPED = Path(curriculum.__file__).parent
NAME = 34  # letters of a module's or block's name


class Command(BaseCommand):
    """Reads the files only. Errors make it fail; advice is for an editor to weigh."""

    help = "Measure the texts of courses in Markdown files, and say what must be mended. Loads nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from, and how much to tell."""
        parser.add_argument("path", nargs="?", type=Path, default=SHIPPED, help="The folder; default: what ships.")
        parser.add_argument("--blocks", action="store_true", help="Measure every block, not only every module.")
        parser.add_argument("--advice", action="store_true", help="Also what may be better, and need not be.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Figures first, then what was found."""
        try:
            modules = list(check_modules(read_curriculum(options["path"])))
        except CurriculumFaulty as error:
            raise CommandError(_("These files cannot be read. Mend this first:") + f"\n{error}") from error
        self._tell_figures(modules, with_blocks=options["blocks"])
        for module in modules:
            for finding in module.findings if options["advice"] else module.errors:
                self._tell(module, finding)
        errors, advice = (sum(len(found) for found in kind) for kind in _by_kind(modules))
        if errors:
            raise CommandError(ngettext("%(count)s error.", "%(count)s errors.", errors) % {"count": errors})
        told = ngettext("No errors, %(count)s piece of advice.", "No errors, %(count)s pieces of advice.", advice)
        self.stdout.write(told % {"count": advice})

    def _tell_figures(self, modules: list[Checked], *, with_blocks: bool) -> None:
        heads = [_("level"), _("core"), _("minutes"), _("needed"), *_heads(), _("errors"), _("advice")]
        self.stdout.write(f"{'':<{NAME}}" + "".join(f"{head:>10}" for head in heads))
        for module in modules:
            draft = module.draft
            about = [draft.level, core_words(draft), draft.minutes, round(minutes_needed(draft))]
            cells = [*about, *_figures(draft), len(module.errors), len(module.advice)]
            self._row(f"{module.source.key} {draft.title}", cells)
            for part in draft.parts if with_blocks else []:
                self._row(f"    {part.name}", ["", "", "", "", *_figures(part)])

    def _row(self, name: str, cells: list[Any]) -> None:
        shown = name if len(name) < NAME else name[: NAME - 2] + "…"
        self.stdout.write(f"{shown:<{NAME}}" + "".join(f"{cell:>10}" for cell in cells))

    def _tell(self, module: Checked, finding: Finding) -> None:
        path, line = module.place(finding)
        sort = _("error") if finding.is_error else _("advice")
        where = ", ".join(name for name in (finding.step, finding.block) if name)
        self.stdout.write(f"{path}:{line}: {sort} ({finding.rule}) {where + ': ' if where else ''}{finding.message}")


def _heads() -> list[str]:
    return [_("average"), _("longest"), _("ease"), _("points"), _("longest")]


def _figures(subject: Draft | Part) -> list[str]:
    running, apart = subject.running, subject.apart
    ease = "–" if running.ease is None else f"{running.ease:.0f}"
    return [_one(running), _longest(running), ease, _one(apart), _longest(apart)]


def _one(found: Measure) -> str:
    return f"{found.average:.1f}" if found.sentences else "–"


def _longest(found: Measure) -> str:
    return str(found.longest_words) if found.sentences else "–"


def _by_kind(modules: list[Checked]) -> tuple[list[list[Finding]], list[list[Finding]]]:
    return [module.errors for module in modules], [module.advice for module in modules]
