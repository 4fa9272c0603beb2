"""A course that ships, after its files change: a typing error is a correction, another answer is a new edition."""

import io
import re
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command

import curriculum
from courses.models import CoursePage, Release
from curriculum.cutting import Prose, cut_front_matter, cut_sections
from curriculum.identity import course_id

pytestmark = pytest.mark.django_db
SHIPPED = Path(curriculum.__file__).parent
COURSE = "naast-een-gezin"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The course for volunteers in a folder of its own, loaded."""
    shutil.copytree(SHIPPED / COURSE, tmp_path / COURSE)
    for name in ("sources.yaml", "contacts.yaml"):
        shutil.copy(SHIPPED / name, tmp_path / name)
    load(tmp_path)
    return tmp_path


def load(folder: Path) -> str:
    out = io.StringIO()
    call_command("load_curriculum", str(folder), stdout=out)
    return out.getvalue()


def releases() -> list[tuple[str, str]]:
    course = CoursePage.objects.get(uuid=course_id(COURSE))
    found = Release.objects.filter(edition__course=course).select_related("edition").order_by("pk")
    return [(str(release), release.reason) for release in found]


def first_prose(path: Path) -> str:
    """The first line of running text in a module."""
    _matter, line, body = cut_front_matter(path.read_text(encoding="utf-8"))
    parts = [part for section in cut_sections(body, line) for part in section.parts]
    return next(part.text for part in parts if isinstance(part, Prose)).splitlines()[0]


def test_typing_error_that_is_mended_is_one_correction_and_no_new_edition(copied: Path) -> None:
    path = copied / COURSE / "01-c1.md"
    line = first_prose(path)
    path.write_text(path.read_text(encoding="utf-8").replace(line, f"{line} Dus.", 1), encoding="utf-8")

    told = load(copied)

    assert releases() == [("1.0", "first"), ("1.1", "correction")]
    assert len(re.findall(r"^  C\d .*: changed$", told, re.MULTILINE)) == 1
    load(copied)
    assert len(releases()) == 2


def test_other_right_answer_is_a_new_edition(copied: Path) -> None:
    path = copied / COURSE / "04-c4.md"
    text = path.read_text(encoding="utf-8")
    assert "k: kan," in text
    path.write_text(text.replace("k: kan,", "k: liever niet,", 1), encoding="utf-8")

    load(copied)

    assert releases() == [("1.0", "first"), ("2.0", "first")]
