"""One style sheet out of many files, and the promises its tokens make."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from config.staticfiles import NAME, HashedFiles, StyleSheetFinder, join

CSS = Path(settings.BASE_DIR) / "static" / "css"


@pytest.fixture
def finder(tmp_path: Path) -> StyleSheetFinder:
    (tmp_path / "source" / "components").mkdir(parents=True)
    (tmp_path / "source" / "layers.css").write_text("@layer base, components;\n")
    (tmp_path / "source" / "base.css").write_text("/* why */\n@layer base {\n  a { color: red; }\n}\n")
    (tmp_path / "source" / "components" / "tag.css").write_text(".tag > b { margin: 0 1px; }\n")
    finder = StyleSheetFinder()
    finder.source = tmp_path / "source"
    finder.storage = FileSystemStorage(location=tmp_path / "made")
    return finder


def test_parts_become_one_sheet_with_the_layers_first(finder: StyleSheetFinder) -> None:
    css = join(finder.source)

    assert css == "@layer base,components;@layer base{a{color:red}}.tag > b{margin:0 1px}\n"


def test_finder_gives_the_sheet_and_nothing_else(finder: StyleSheetFinder) -> None:
    found = finder.find(NAME)

    assert Path(str(found)).read_text() == join(finder.source)
    assert finder.find("css/base.css") == []
    assert [name for name, _storage in finder.list(None)] == [NAME]


def test_sheet_follows_when_a_part_changes_or_goes(finder: StyleSheetFinder) -> None:
    finder.find(NAME)

    (finder.source / "components" / "tag.css").unlink()

    assert "tag" not in Path(str(finder.find(NAME))).read_text()


def test_site_finds_the_sheet_by_its_name() -> None:
    found = finders.find(NAME)

    assert found is not None
    assert Path(found).read_text(encoding="utf-8") == join(CSS)


def test_module_that_imports_another_finds_it_by_its_hashed_name(tmp_path: Path) -> None:
    source = FileSystemStorage(location=tmp_path / "source")
    for name, text in {
        "exercises/kind/one.js": 'import { two } from "./two.js";',
        "exercises/kind/two.js": "export const two = 2;",
        "others/one.js": 'import { two } from "./gone.js";',
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
    assert served["others/one.js"] == 'import { two } from "./gone.js";'


def test_sheet_stays_within_its_budget() -> None:
    assert len(gzip.compress(join(CSS).encode(), 9)) <= 10 * 1024


def test_dark_by_choice_is_the_same_as_dark_by_system() -> None:
    css = join(CSS).split("@layer tokens{", 1)[1]
    by_system = re.findall(r':root:not\(\[data-theme="light"\]\)[^{},]*\{([^}]*)\}', css)[:3]
    by_choice = re.findall(r':root\[data-theme="dark"\][^{},]*\{([^}]*)\}', css)[:3]

    assert len(by_choice) == 3
    assert by_system == by_choice


def test_no_template_carries_style_or_script_of_its_own() -> None:
    forbidden = re.compile(r"\sstyle=|\son[a-z]+=\"|hx-on|<style|<script(?![^>]*(\ssrc=|application/json))")
    templates = [*(CSS.parents[1] / "templates").rglob("*.html"), *(CSS.parents[1] / "exercises").rglob("*.html")]

    guilty = [path.name for path in templates if forbidden.search(path.read_text(encoding="utf-8"))]

    assert guilty == []
