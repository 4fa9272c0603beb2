"""Checking courses in their files: figures, and what must be mended with its file and line."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import curriculum
from courses.models import Level
from curriculum.checking import check_modules
from curriculum.reading import read_curriculum
from tests.curriculum.conftest import Folder

SHIPPED = Path(curriculum.__file__).parent
MODULE, OTHER = "proef/01-p1.md", "proef/02-p2.md"
LONG = " ".join(["Je", *["heel"] * 19, "lang."])  # 21 words


def run(folder: Folder, *options: str) -> tuple[str, str]:
    """What the command prints, and the error that it ends with."""
    out = io.StringIO()
    try:
        call_command("check_curriculum", str(folder.path), *options, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


# -- What ships ------------------------------------------------------------------------------------------------------


def test_courses_that_ship_have_no_errors() -> None:
    modules = list(check_modules(read_curriculum(SHIPPED)))

    assert modules
    assert [f"{module.source.path.name}: {finding}" for module in modules for finding in module.errors] == []


def test_courses_in_plain_language_have_short_sentences() -> None:
    plain = [one.draft for one in check_modules(read_curriculum(SHIPPED)) if one.draft.level == Level.B1]

    assert plain
    assert max(draft.running.average for draft in plain) <= 12
    assert max(max(draft.running.longest_words, draft.apart.longest_words) for draft in plain) <= 20


# -- The command -----------------------------------------------------------------------------------------------------


def test_row_of_figures_for_every_module(folder: Folder) -> None:
    printed, error = run(folder)

    assert error == ""
    assert [line.split()[:2] for line in printed.splitlines()[1:3]] == [["P1", "De"], ["P2", "De"]]
    assert printed.splitlines()[1].split()[-2:] == ["0", "1"]  # no errors; and its minutes are too many


def test_rows_for_blocks_on_request(folder: Folder) -> None:
    assert "Choose one:" not in run(folder)[0]
    assert "    In short" in run(folder, "--blocks")[0]


def test_error_is_told_with_its_file_and_line_and_makes_it_fail(folder: Folder) -> None:
    folder.change(MODULE, "Eerst **lezen**. [S1]", f"Eerst **lezen**. [S1]\n\nDan dit. {LONG}")
    folder.change(OTHER, '{t: "Luister eerst.", src: "S1, O"}', '{t: "Bel 0800-2000."}')

    printed, error = run(folder)

    assert f"{folder.path / MODULE}:{folder.line(MODULE, LONG)}: error (long-sentence) Begin, Text: " in printed
    assert f"{folder.path / OTHER}:{folder.line(OTHER, '0800')}: error (phone) Eind, In short: " in printed
    assert error == "2 errors."


def test_advice_is_told_on_request_and_makes_nothing_fail(folder: Folder) -> None:
    folder.change(MODULE, "een punt", "een punt middels dit")

    assert run(folder) == (run(folder)[0], "")
    assert "stiff-word" not in run(folder)[0]
    printed, error = run(folder, "--advice")
    assert f"{MODULE}:{folder.line(MODULE, 'middels')}: advice (stiff-word) Begin, Text: “middels”" in printed
    assert error == ""


def test_words_that_are_broken_over_lines_are_found_where_they_begin(folder: Folder) -> None:
    words = LONG.split()
    broken = "\n".join([" ".join(words[:6]), " ".join(words[6:])])
    folder.change(MODULE, "- een punt", f"{broken}\n\n- een punt")

    assert f"{MODULE}:{folder.line(MODULE, 'Je heel')}: error" in run(folder)[0]


def test_files_that_cannot_be_read_are_told_first(folder: Folder) -> None:
    folder.change(MODULE, "minutes: 5", "minutes: veel")

    printed, error = run(folder)

    assert printed == ""
    assert f"{MODULE}:{folder.line(MODULE, 'minutes')}: " in error


def test_folder_without_courses_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no course here"):
        call_command("check_curriculum", str(tmp_path / "nergens"))
