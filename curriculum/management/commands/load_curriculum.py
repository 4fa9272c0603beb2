"""`manage.py load_curriculum`: the courses that ship, or those of a folder, as pages and editions."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

import curriculum
from courses.freezing import CannotBeReleased
from curriculum.faults import CurriculumFaulty
from curriculum.loading import CourseReport, EditedOnSite, LoadReport, Outcome, load
from curriculum.reading import read_curriculum
from curriculum.snippets import Listed

SHIPPED = Path(curriculum.__file__).parent


class Command(BaseCommand):
    """Everything or nothing; a second run changes nothing."""

    help = "Load courses from Markdown files. A second run changes nothing; a change makes a correction or an edition."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where from, and what to do in doubt."""
        parser.add_argument("path", nargs="?", type=Path, default=SHIPPED, help="The folder; default: what ships.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen, and change nothing.")
        parser.add_argument("--overwrite", action="store_true", help="Also where an editor changed the same page.")
        parser.add_argument(
            "--same-meaning", action="store_true", help="Other words in exercises mean the same: no new edition."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read all, then load all."""
        try:
            found = read_curriculum(options["path"])
            with transaction.atomic():
                report = load(found, overwrite=options["overwrite"], same_meaning=options["same_meaning"])
                transaction.set_rollback(options["dry_run"])
        except CurriculumFaulty as error:
            raise CommandError(_("Nothing was loaded. Mend this first:") + f"\n{error}") from error
        except EditedOnSite as error:
            remedy = _("Nothing was loaded. Bring the change into the file, or use --overwrite to lose it:")
            raise CommandError(f"{remedy}\n{error}") from error
        except CannotBeReleased as error:
            raise CommandError(_("Nothing was loaded. No edition can be made of this:") + f"\n{error}") from error
        self._tell(report)
        if options["dry_run"]:
            self.stdout.write(_("This was a try: nothing was saved."))

    def _tell(self, report: LoadReport) -> None:
        for title in report.pages:
            self.stdout.write(_("Site: %(what)s") % {"what": title})
        self._tell_list(_("Sources"), report.sources)
        self._tell_list(_("Contacts"), report.contacts)
        self._tell_list(_("Difficult words"), report.glossary)
        for course in report.courses:
            if course.has_changes:
                self._tell_course(course)
        if not report.has_changes:
            self.stdout.write(_("No changes."))

    def _tell_list(self, name: str, listed: Listed) -> None:
        parts = [
            (listed.made, _("%(name)s: %(count)s new (%(keys)s)")),
            (listed.changed, _("%(name)s: %(count)s changed (%(keys)s)")),
            (listed.kept, _("%(name)s: %(count)s kept as an editor has them (%(keys)s)")),
        ]
        for keys, words in parts:
            if keys:
                self.stdout.write(words % {"name": name, "count": len(keys), "keys": ", ".join(keys)})

    def _tell_course(self, course: CourseReport) -> None:
        words = {
            Outcome.NEW: _("new"),
            Outcome.CHANGED: _("changed"),
            Outcome.UNCHANGED: _("unchanged"),
            Outcome.REMOVED: _("no longer in the files: unpublished"),
        }
        self.stdout.write(f"{course.title}: {words[course.course]}")
        for name, outcome in course.modules:
            self.stdout.write(f"  {name}: {words[outcome]}")
        if course.release is None or course.change is None:
            return
        names = {"number": course.release, "reason": course.release.get_reason_display()}
        self.stdout.write("  " + _("Edition %(number)s: %(reason)s") % names)
        for reason in course.change.reasons:
            self.stdout.write(f"    {reason.module}: {reason.text}" if reason.module else f"    {reason.text}")
