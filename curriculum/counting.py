"""Reads every exercise in Markdown files, whatever else they hold, and counts them by kind. Loads nothing."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from curriculum.cutting import Fence, cut_fences
from curriculum.faults import Fault
from curriculum.fences import is_exercise, kind_in, read_fence
from exercises.contract import SourceError
from exercises.registry import UnknownKind


@dataclass(slots=True)
class Count:
    """How many exercises of each kind were read, which kinds are not installed here, and what was refused."""

    read: Counter[str] = field(default_factory=Counter)
    not_here: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)


def count_exercises(folder: Path) -> Count:
    """Every exercise in the Markdown files of a folder and those within it, read by its kind and written again."""
    count = Count()
    for path in sorted(folder.rglob("*.md")):
        try:
            for fence in filter(is_exercise, cut_fences(path.read_text(encoding="utf-8-sig"))):
                _read(path, fence, count)
        except UnicodeDecodeError:
            count.faults.append(Fault(path, 1, _("This file is not UTF-8 text.")))
        except SourceError as error:
            count.faults.append(Fault(path, error.line or 1, str(error)))
    return count


def _read(path: Path, fence: Fence, count: Count) -> None:
    try:
        block = kind_in(fence)
        read_fence(fence, course="")
    except UnknownKind as error:
        count.not_here[str(error)] += 1
        return
    except SourceError as error:
        count.faults.append(Fault(path, fence.line + (error.line or 0), str(error)))
        return
    count.read[block.kind] += 1
    for lost in block.lost_in(fence.text):
        message = _("This does not come back when it is written again: %(what)s") % {"what": lost}
        count.faults.append(Fault(path, fence.line, message))
