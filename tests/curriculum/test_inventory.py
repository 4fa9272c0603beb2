"""The courses that ship, compared with their design: nothing is missing, nothing changed unseen."""

from pathlib import Path

import pytest
import yaml

import curriculum
from tests.curriculum.inventory import CHANGES, Entry, in_courses, in_design, taken

SHIPPED = Path(curriculum.__file__).parent
CHOICE = 'id: X1.1\nkind: choice\ntitle: "Wat zeg je?"'
SCRIPT = "oefening: X1.2\nstart: N1"
DESIGN = f"## X1 Een begin\n\n```oefening\n{CHOICE}\n```\n\n```dialoog\n{SCRIPT}\n```\n\n## Final test X\n"


@pytest.fixture(scope="module")
def shipped() -> list[Entry]:
    """Every exercise of the courses that ship."""
    return list(in_courses(SHIPPED))


@pytest.fixture(scope="module")
def changes() -> dict[str, str]:
    """The hash that an exercise has on purpose."""
    rows = yaml.safe_load(CHANGES.read_text(encoding="utf-8"))
    assert all(row["why"].strip() for row in rows)
    return {row["id"]: row["sha256"] for row in rows}


def design() -> list[Entry]:
    return taken()


def modules() -> list[str]:
    return sorted({entry.module for entry in design()})


def test_inventory_holds_all_modules_and_both_tests() -> None:
    assert len(modules()) == 8 + 8 + 4 + 4 + 2
    assert len({entry.id for entry in design()}) == len(design())


def test_every_module_of_the_design_is_written(shipped: list[Entry]) -> None:
    assert sorted({*modules()} - {entry.module for entry in shipped}) == []


def test_nothing_of_a_written_module_is_missing(shipped: list[Entry]) -> None:
    written = {entry.module for entry in shipped}
    there = {(entry.module, entry.id, entry.kind) for entry in shipped}

    wanted = [(entry.module, entry.id, entry.kind) for entry in design() if entry.module in written]

    assert [one for one in wanted if one not in there] == []


def test_nothing_stands_in_the_courses_that_is_not_in_the_design(shipped: list[Entry]) -> None:
    known = {(entry.module, entry.id) for entry in design()}

    assert [entry for entry in shipped if (entry.module, entry.id) not in known] == []


def test_nothing_changed_but_what_is_listed_with_its_reason(shipped: list[Entry], changes: dict[str, str]) -> None:
    hashes = {entry.id: entry.sha256 for entry in design()}

    different = {entry.id: entry.sha256 for entry in shipped if entry.sha256 != hashes.get(entry.id)}

    assert different == changes


# -- The comparison itself -------------------------------------------------------------------------------------------


def hashes(folder: Path, text: str) -> dict[str, str]:
    (folder / "x.md").write_text(text, encoding="utf-8")
    return {entry.id: entry.sha256 for entry in in_design(folder)}


def test_spelling_makes_no_difference_and_data_does(tmp_path: Path) -> None:
    before = hashes(tmp_path, DESIGN)

    assert set(before) == {"X1.1", "X1.2"}
    assert (
        hashes(tmp_path, DESIGN.replace('"Wat zeg je?"', "'Wat zeg je?'").replace("start: N1", "start: N1  ")) == before
    )
    assert hashes(tmp_path, DESIGN.replace("Wat zeg je?", "Wat doe je?"))["X1.1"] != before["X1.1"]
    assert hashes(tmp_path, DESIGN.replace("start: N1", "start: N2"))["X1.2"] != before["X1.2"]
