"""Reading the exercises of texts that are no course yet: how many, what is refused, and what would get lost."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from curriculum.counting import count_exercises
from exercises.contract import SourceError
from exercises.registry import kind
from exercises.source import lost_facts

CHOICE = """```oefening
id: X.1
kind: choice
title: "Wat zeg je?"
question: "Noor komt te laat."
options:
  - {t: "Fijn dat je er bent.", k: sterk, fb: "Ze hoort erbij."}
  - {t: "Je bent te laat.", k: liever niet, fb: "Laat haar meedoen."}
```"""
NOT_HERE = CHOICE.replace("choice", "hologram")
SCRIPT = f"```dialoog\nles: X\n{kind('dialogue').example.strip()}\n```"
AROUND = """# Een tekst

## Een kop zonder sleutel

{}

| ook | een tabel |

```yaml
niet: van ons
```
"""


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with two texts, one of which is in a folder of its own."""
    (tmp_path / "dieper").mkdir()
    (tmp_path / "a.md").write_text(AROUND.format(CHOICE), encoding="utf-8")
    (tmp_path / "dieper" / "b.md").write_text(AROUND.format(f"{SCRIPT}\n\n{CHOICE}"), encoding="utf-8")
    (tmp_path / "c.txt").write_text(CHOICE, encoding="utf-8")
    return tmp_path


def printed(path: Path) -> list[str]:
    out = io.StringIO()
    call_command("read_exercises", path, stdout=out)
    return out.getvalue().splitlines()


def test_exercises_are_counted_by_kind_whatever_stands_around_them(texts: Path) -> None:
    assert printed(texts) == ["choice         2", "dialogue       1", "together       3"]


def test_kind_that_is_not_here_is_told_apart_and_is_no_fault(texts: Path) -> None:
    (texts / "d.md").write_text(NOT_HERE, encoding="utf-8")

    assert printed(texts)[-2:] == ["together       3", "hologram is not a kind here: 1"]


def test_every_refusal_is_told_with_its_file_and_line(texts: Path) -> None:
    (texts / "d.md").write_text("\n\n" + CHOICE.replace("k: sterk", "k: mooi"), encoding="utf-8")
    (texts / "e.md").write_text(SCRIPT.replace("-> N2", "-> N9"), encoding="utf-8")
    (texts / "f.md").write_text(CHOICE.removesuffix("```"), encoding="utf-8")
    (texts / "g.md").write_bytes(b"\xff")

    found = [(fault.path.name, fault.line) for fault in count_exercises(texts).faults]

    with pytest.raises(CommandError, match=r"4 things to mend:\n.*d\.md:3: The quality"):
        printed(texts)
    assert found == [("d.md", 3), ("e.md", 15), ("f.md", 1), ("g.md", 1)]


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="This is not a folder"):
        printed(tmp_path / "nergens")


# -- What would get lost ---------------------------------------------------------------------------------------------


def test_fact_that_a_kind_takes_and_drops_is_told(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    block = kind("choice")
    read, write = block.read_source, block.write_source
    (texts / "d.md").write_text(CHOICE.replace("title:", "colour: red\ntitle:"), encoding="utf-8")

    def forgiving(data: dict[str, Any], key: str) -> dict[str, Any]:
        data.pop("colour", None)
        return read(data, key)

    monkeypatch.setattr(block, "read_source", forgiving)
    assert [fault.message.rpartition(": ")[2] for fault in count_exercises(texts).faults] == ["colour"]

    monkeypatch.setattr(block, "write_source", lambda value: write(value) | {"question": "Anders?"})
    assert "question" in [fault.message.rpartition(": ")[2] for fault in count_exercises(texts).faults]


def test_line_that_a_script_drops_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    block = kind("dialogue")
    text = block.example.strip()
    write = block.write_source
    assert block.lost_in(text) == []

    monkeypatch.setattr(
        block, "write_source", lambda value: {"script": write(value)["script"].replace("  denkt: Zie je wel.\n", "")}
    )

    assert block.lost_in(text) == ["denkt: Zie je wel."]


def small(data: dict[str, Any]) -> dict[str, Any]:
    """Reads a name, and a colour that is red unless another is given; knows no size."""
    if data.get("colour", "red") not in ("red", "blue"):
        raise SourceError("No colour.")
    return {"name": str(data["name"]), "colour": data.get("colour", "red")}


@pytest.mark.parametrize(
    ("data", "written", "lost"),
    [
        ({"name": "x"}, {"name": "x", "colour": "red"}, []),
        ({"name": "x", "colour": "red"}, {"name": "x"}, []),  # a default
        ({"name": 5, "colour": "blue"}, {"colour": "blue", "name": "5"}, []),
        ({"name": "x", "size": 3}, {"name": "x"}, ["size"]),  # nobody reads it
        ({"name": "x", "colour": "blue"}, {"name": "x"}, ["everything"]),
        ({"name": "x y"}, {"name": "x  z"}, ["everything", "name"]),
    ],
)
def test_default_is_told_from_a_fact_that_is_lost(
    data: dict[str, Any], written: dict[str, Any], lost: list[str]
) -> None:
    assert lost_facts(data, written, small) == lost
