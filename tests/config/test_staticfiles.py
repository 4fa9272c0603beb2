"""One style sheet and two scripts out of many files, and the promises that tokens make."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from config.staticfiles import SCRIPTS, SHEET, HashedFiles, JoiningFinder, join_scripts, join_sheets

STATIC = Path(settings.BASE_DIR) / "static"
CSS = STATIC / "css"


@pytest.fixture
def finder(tmp_path: Path) -> JoiningFinder:
    css, scripts = tmp_path / "source" / "css", tmp_path / "source" / "js" / "site"
    (css / "components").mkdir(parents=True)
    (css / "layers.css").write_text("@layer base, components;\n")
    (css / "base.css").write_text("/* why */\n@layer base {\n  a { color: red; }\n}\n")
    (css / "components" / "tag.css").write_text(".tag > b { margin: 0 -0.5px 10.5px; }\n")
    scripts.mkdir(parents=True)
    (scripts / "two.js").write_text("const own = 2;\n")
    (scripts / "one.js").write_text("/* Why,\n   and how. */\n// aside\nconst own = 1;\n")
    finder = JoiningFinder()
    finder.source = tmp_path / "source"
    finder.storage = FileSystemStorage(location=tmp_path / "made")
    return finder


def test_parts_become_one_sheet_with_the_layers_first(finder: JoiningFinder) -> None:
    css = join_sheets(finder.source / "css")

    assert css == "@layer base,components;@layer base{a{color:red}}.tag>b{margin:0 -.5px 10.5px}\n"


def test_finder_gives_the_sheet_and_nothing_else(finder: JoiningFinder) -> None:
    found = finder.find(SHEET)

    assert Path(str(found)).read_text() == join_sheets(finder.source / "css")
    assert finder.find("css/base.css") == []
    assert [name for name, _storage in finder.list(None)] == [SHEET, *SCRIPTS]


def test_scripts_with_the_same_names_become_one_module(finder: JoiningFinder) -> None:
    found = finder.find("js/site.js")

    assert Path(str(found)).read_text() == "{\nconst own = 1;\n}\n{\nconst own = 2;\n}\n"


@pytest.mark.parametrize("folder", SCRIPTS.values())
def test_joined_scripts_import_nothing_and_share_nothing(folder: str) -> None:
    text = join_scripts(STATIC / folder)

    assert text
    assert re.findall(r"^(?:import\b(?![.(])|export\b).*", text, re.MULTILINE) == []


def test_sheet_follows_when_a_part_changes_or_goes(finder: JoiningFinder) -> None:
    finder.find(SHEET)

    (finder.source / "css" / "components" / "tag.css").unlink()

    assert "tag" not in Path(str(finder.find(SHEET))).read_text()


def test_site_finds_the_sheet_by_its_name() -> None:
    found = finders.find(SHEET)

    assert found is not None
    assert Path(found).read_text(encoding="utf-8") == join_sheets(CSS)


def test_own_modules_go_without_comments_and_find_one_another_by_their_hashed_names(tmp_path: Path) -> None:
    source = FileSystemStorage(location=tmp_path / "source")
    for name, text in {
        "exercises/kind/one.js": 'import { two } from "./two.js";',
        "exercises/kind/two.js": '/* Why,\n   and how. */\nexport const two = "/* 2 */"; // two\n',
        "others/one.js": '/* Theirs. */\nimport { two } from "./gone.js";',
    }.items():
        (tmp_path / "source" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "source" / name).write_text(text)
    files = HashedFiles(location=tmp_path / "served", base_url="/static/")
    paths = {}
    for name in ("exercises/kind/one.js", "exercises/kind/two.js", "others/one.js"):
        with source.open(name) as content:
            files.save(name, content)
        paths[name] = (source, name)

    hashed = {name: new for name, new, _done in files.post_process(paths) if isinstance(new, str)}

    served = {name: (tmp_path / "served" / new).read_text() for name, new in hashed.items() if new != name}
    two = Path(hashed["exercises/kind/two.js"]).name
    assert re.fullmatch(r"two\.[0-9a-f]{12}\.js", two)
    assert served["exercises/kind/one.js"] == f'import {{ two }} from "./{two}";'
    assert served["exercises/kind/two.js"] == 'export const two = "/* 2 */"; // two\n'
    assert served["others/one.js"] == '/* Theirs. */\nimport { two } from "./gone.js";'


def test_sheet_stays_within_its_budget() -> None:
    assert len(gzip.compress(join_sheets(CSS).encode(), 9)) <= 10 * 1024


def test_dark_by_choice_is_the_same_as_dark_by_system() -> None:
    css = join_sheets(CSS).split("@layer tokens{", 1)[1]
    by_system = re.findall(r':root:not\(\[data-theme="light"\]\)[^{},]*\{([^}]*)\}', css)[:3]
    by_choice = re.findall(r':root\[data-theme="dark"\][^{},]*\{([^}]*)\}', css)[:3]

    assert len(by_choice) == 3
    assert by_system == by_choice


def test_no_template_carries_style_or_script_of_its_own() -> None:
    forbidden = re.compile(r"\sstyle=|\son[a-z]+=\"|hx-on|<style|<script(?![^>]*(\ssrc=|application/json))")
    templates = [*(CSS.parents[1] / "templates").rglob("*.html"), *(CSS.parents[1] / "exercises").rglob("*.html")]

    pages = [path for path in templates if path.parent.name != "emails"]  # a mail brings its style along

    guilty = [path.name for path in pages if forbidden.search(path.read_text(encoding="utf-8"))]

    assert guilty == []
