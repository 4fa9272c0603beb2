"""What the design of the courses holds, exercise by exercise, so that nothing of it is lost or changes unseen.

`python -m tests.curriculum.inventory FOLDER > tests/curriculum/inventory.json` takes it from the folder of the design:
Markdown in which every module begins with `## A1 Title`, and the test of a course with `## Final test A`.
"""

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import yaml

from curriculum.cutting import Fence, cut_fences, cut_front_matter

MODULE = re.compile(r"^## (?:Final test (?P<course>[A-Z])\b|(?P<key>[A-Z]\d+) )", re.MULTILINE)
KINDS = {"dialoog": "dialogue", "toets": "test"}  # fences that say what they hold; in others stands a kind
TAKEN = Path(__file__).with_name("inventory.json")
CHANGES = Path(__file__).with_name("inventory_changes.yaml")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One exercise: where it belongs, and the hash of its data whatever its spelling."""

    module: str
    id: str
    kind: str
    sha256: str


def taken() -> list[Entry]:
    """The inventory as it was taken."""
    return [Entry(**row) for row in json.loads(TAKEN.read_text(encoding="utf-8"))]


def in_design(folder: Path) -> Iterator[Entry]:
    """Every exercise of the design."""
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        heads = list(MODULE.finditer(text))
        ends = [*(head.start() for head in heads[1:]), len(text)]
        for head, end in zip(heads, ends, strict=False):
            module = head["key"] or f"{head['course']}-toets"
            yield from _entries(module, text[head.end() : end])


def in_courses(folder: Path) -> Iterator[Entry]:
    """Every exercise of the modules that are written."""
    for path in sorted(folder.glob("*/[0-9]*.md")):
        matter, _line, body = cut_front_matter(path.read_text(encoding="utf-8"))
        yield from _entries(str(matter.data["key"]), body)


def _entries(module: str, text: str) -> Iterator[Entry]:
    for fence in cut_fences(text):
        if fence.words[:1] in (("oefening",), ("dialoog",), ("toets",)):
            yield _entry(module, fence)


def _entry(module: str, fence: Fence) -> Entry:
    """A script counts line by line; other data as what it says, not as it is spelled."""
    lines = [line.rstrip() for line in fence.text.strip().splitlines()]
    if fence.words[0] == "dialoog":
        key = next(line.partition(":")[2].strip() for line in lines if line.startswith("oefening:"))
        return Entry(module, key, "dialogue", _hash(lines))
    data = yaml.safe_load(fence.text)
    return Entry(module, data["id"], KINDS.get(fence.words[0]) or data["kind"], _hash(data))


def _hash(data: Any) -> str:
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    entries = [asdict(entry) for entry in sorted(in_design(Path(sys.argv[1])))]
    sys.stdout.write(json.dumps(entries, indent=1, ensure_ascii=False) + "\n")
