"""What an expert must still check of the courses that ship, as `expert.yaml` lists it."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

from courses.models import ModulePage
from curriculum.identity import part_id

FILE = Path(__file__).with_name("expert.yaml")
EXPERTS = {
    "jurist": _("a lawyer who knows care and youth law"),
    "professional": _("an experienced youth and family worker"),
    "onderzoeker": _("a researcher"),
    "sport": _("Centrum Veilige Sport Nederland, or somebody who advises clubs on safety"),
    "vcp": _("a confidential contact person of a club (VCP)"),
    "trainer": _("a trainer of children"),
    "coordinator": _("a coordinator of volunteers"),
    "redactie": _("the editors themselves"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask, of whom, and whether it has been answered."""

    course: str  # its key, or nothing
    module: str  # likewise
    about: tuple[str, ...]
    who: str
    ask: str
    checked_on: date | None = None
    checked_by: str = ""

    @property
    def expert(self) -> Any:
        """Whom to ask, in words."""
        return EXPERTS[self.who]

    @property
    def page_uuid(self) -> Any:
        """The module's page, where it is about one."""
        return part_id(self.course, "module", self.module) if self.module else None


@dataclass(frozen=True, slots=True)
class Row:
    """A question with the page it is about, if that is on this site."""

    question: Question
    page: ModulePage | None
    can_edit: bool


@cache
def questions() -> tuple[Question, ...]:
    """All of them, in the order of the courses."""
    return tuple(_question(row) for row in yaml.safe_load(FILE.read_text(encoding="utf-8")))


def rows_for(user: Any) -> list[Row]:
    """The questions for somebody's screen: what is open first. One query for the pages, and those of their rights."""
    uuids = [question.page_uuid for question in questions() if question.module]
    pages = {page.uuid: page for page in ModulePage.objects.filter(uuid__in=uuids)}
    rows = []
    for question in sorted(questions(), key=lambda one: one.checked_on is not None):
        page = pages.get(question.page_uuid)
        rows.append(Row(question, page, page is not None and page.permissions_for_user(user).can_edit()))
    return rows


def _question(row: dict[str, Any]) -> Question:
    course, _slash, module = row["module"].partition("/")
    checked = row.get("checked") or {}
    about = tuple(map(str, row["about"]))
    return Question(course, module, about, row["who"], row["ask"], checked.get("on"), checked.get("by", ""))
