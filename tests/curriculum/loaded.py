"""What tests of loading do and look at."""

import io

from django.core.management import call_command
from wagtail.models import Page

from courses.models import CoursePage, ModulePage, Release
from curriculum.identity import course_id, part_id
from tests.curriculum.conftest import Folder

MODULE, OTHER, COURSE_FILE = "proef/01-p1.md", "proef/02-p2.md", "proef/course.md"


def load(folder: Folder | None = None, *options: str) -> str:
    out = io.StringIO()
    call_command("load_curriculum", *([str(folder.path)] if folder else []), *options, stdout=out)
    return out.getvalue()


def course() -> CoursePage:
    return CoursePage.objects.get(uuid=course_id("proef"))


def module(key: str = "P1") -> ModulePage:
    return ModulePage.objects.get(uuid=part_id("proef", "module", key))


def releases() -> list[tuple[str, str]]:
    return [(str(release), release.reason) for release in Release.objects.select_related("edition").order_by("pk")]


def edit(page: Page, *, publish: bool = True, **fields: str) -> None:
    """What an editor does in the admin."""
    page = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    revision = page.save_revision(log_action=True)
    if publish:
        revision.publish()


def modules_in_order() -> list[str]:
    return [page.title for page in ModulePage.objects.child_of(course()).order_by("path")]
