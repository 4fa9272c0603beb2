"""What the documentation says, compared with what there is."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.core.management import get_commands
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.translation import override

from curriculum.reading import read_curriculum
from exercises.registry import kinds

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "bench").glob("*.md")])
OURS = ["accounts", "cms", "courses", "learning", "tools", "certificates", "privacy"]
READ = re.compile(r"""env(?:\.\w+)?\(\s*"([A-Z0-9_]+)\"""")
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCE = re.compile(r"^(`{3,}).*?^\1$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"`((?:[\w-]+/)+[\w-]+\.\w+)`[^`\n]*:\n\n(`{3,})\w*\n(.*?)\n\2\n", re.DOTALL)


def text_of(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def first_cells(markdown: str) -> str:
    """The first column of every table."""
    return "\n".join(line.split("|")[1] for line in markdown.splitlines() if line.startswith("| "))


def anchors(path: Path) -> set[str]:
    """The headings of a page as a link names them."""
    titles = HEADING.findall(FENCE.sub("", path.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


# -- Links -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_repository_leads_somewhere(page: Path) -> None:
    links = LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
    inner = [link for link in links if not re.match(r"[a-z]+:", link)]

    broken = []
    for link in inner:
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)

    assert broken == []


def test_the_index_names_every_page() -> None:
    named = {(DOCS / link.partition("#")[0]).resolve() for link in LINK.findall(text_of("README.md"))}
    guide = {(DOCS / "redactie" / link).resolve() for link in LINK.findall(text_of("redactie/index.md"))}

    assert [str(page) for page in DOCS.rglob("*.md") if page not in named | guide | {DOCS / "README.md"}] == []


def test_pictures_are_small() -> None:
    assert {
        path.name: path.stat().st_size for path in (DOCS / "images").iterdir() if path.stat().st_size > 200_000
    } == {}


# -- Reference -------------------------------------------------------------------------------------------------------


def test_every_setting_is_explained_and_no_other() -> None:
    read = set(READ.findall((ROOT / "config" / "settings.py").read_text(encoding="utf-8")))
    explained = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", first_cells(text_of("reference/settings.md"))))

    assert explained == read


def test_every_command_of_ours_is_explained_and_no_other() -> None:
    apps = {*OURS, "config", "curriculum"}
    ours = {name for name, app in get_commands().items() if app in apps or app.startswith("exercises.")}
    table = text_of("reference/commands.md").partition("## manage.py")[2]
    explained = set(re.findall(r"`([a-z_]+)", first_cells(table)))

    assert explained == ours


def test_every_make_target_is_explained_and_no_other() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)) - {"help"}
    explained = set(re.findall(r"`make ([a-z-]+)", first_cells(text_of("reference/commands.md"))))

    assert explained == targets


def own_paths(resolver: URLResolver, before: str = "") -> list[str]:
    """Every address of our own, as words with ‹› for what differs."""
    found = []
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            view = getattr(pattern.callback, "view_class", pattern.callback)
            if view.__module__.split(".")[0] in {*OURS, "config"}:
                found.append(re.sub(r"<[^>]+>", "…", path))
        elif "admin" not in path:
            found += own_paths(pattern, path)
    return found


def test_every_address_of_ours_is_explained() -> None:
    said = re.findall(r"`/?([^`]*)`", first_cells(text_of("reference/addresses.md")))
    explained = {re.sub(r"<[^>]+>", "…", path).replace("…-…", "…") for path in said}
    paths = {path for path in own_paths(get_resolver()) if not path.startswith("^media/")}

    assert len(paths) > 25
    assert paths - explained == set()


def test_every_model_of_ours_is_in_the_vocabulary() -> None:
    words = set(re.findall(r"`(\w+)`", first_cells(text_of("reference/vocabulary.md"))))

    assert {model.__name__ for app in OURS for model in apps.get_app_config(app).get_models()} - words == set()


def test_every_budget_is_a_test() -> None:
    tests = (ROOT / "tests" / "test_budgets.py").read_text(encoding="utf-8")
    tests += (ROOT / "tests" / "test_served.py").read_text(encoding="utf-8")
    named = set(re.findall(r"`(test_\w+)`", text_of("reference/budgets.md")))

    assert named == set(re.findall(r"^def (test_\w+)", tests, re.MULTILINE))


def test_guide_for_editors_speaks_of_every_kind_in_the_courses_that_ship() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "curriculum").rglob("*.md"))
    used = {name for name in kinds() if re.search(rf"^kind: {name}$", sources, re.MULTILINE)} | {"dialogue"}
    with override("nl"):
        labels = [str(kinds()[name].label) for name in used]

    assert [label for label in labels if f"*{label}*" not in text_of("redactie/oefeningen.md")] == []


def test_public_code_file_says_what_the_standard_wants() -> None:
    said = yaml.safe_load((ROOT / "publiccode.yaml").read_text(encoding="utf-8"))
    needed = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description"}

    assert needed | {"legal", "maintenance", "localisation"} <= said.keys()
    assert said["legal"]["license"] == "EUPL-1.2"
    assert said["maintenance"]["contacts"]
    for text in said["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]


# -- Recipes ---------------------------------------------------------------------------------------------------------


def files_in(page: str) -> dict[str, str]:
    """The files that a page gives in full, by their path."""
    return {path: content + "\n" for path, _mark, content in FILE.findall(text_of(page))}


@pytest.mark.django_db
def test_course_of_the_recipe_can_be_read(tmp_path: Path) -> None:
    page = text_of("how-to/load-and-write-a-course.md")
    (tmp_path / "mijn-cursus").mkdir()
    course = page.partition("### course.md")[2].partition("```markdown\n")[2].partition("\n```")[0]
    (tmp_path / "mijn-cursus" / "course.md").write_text(course, encoding="utf-8")
    for path, content in files_in("how-to/load-and-write-a-course.md").items():
        (tmp_path / path).write_text(content, encoding="utf-8")
    lists = page.partition("### sources.yaml")[2].split("```yaml\n")[1:]
    for name, block in zip(["sources.yaml", "contacts.yaml"], lists, strict=True):
        (tmp_path / name).write_text(block.partition("```")[0], encoding="utf-8")

    found = read_curriculum(tmp_path)

    assert [(course.key, [module.key for module in course.modules]) for course in found.courses] == [
        ("mijn-cursus", ["begin"])
    ]
    assert [len(found.sources), len(found.contacts)] == [1, 1]


NAME = "inorder"  # so that whoever follows the recipe in their own copy may keep its name


@pytest.fixture
def recipe(tmp_path: Path) -> Any:
    """The kind that the how-to makes, as a package of its own, and a way to run Python with it installed."""
    for path, content in files_in("how-to/add-an-exercise-kind.md").items():
        target = tmp_path / path.removeprefix("exercises/").replace("ordering", NAME)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content.replace("exercises.ordering", NAME).replace("ordering", NAME), encoding="utf-8")
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings_test",
        "EXTRA_EXERCISE_KINDS": f"{NAME}.kind.OrderingExercise",
        "PYTHONPATH": str(tmp_path),
        "VAR_DIR": str(tmp_path / "var"),
    }

    def run(*words: str) -> str:
        command = [sys.executable, *words]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)  # noqa: S603 -- ours
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


def test_kind_of_the_recipe_is_whole_and_changes_nothing_else(recipe: Any, tmp_path: Path) -> None:
    migrations = recipe("manage.py", "makemigrations", "--check", "--dry-run")
    tests = ["tests/exercises/test_contract.py", str(tmp_path / NAME / "tests.py")]
    played = recipe("-m", "pytest", "-c", "pyproject.toml", "-p", "no:cacheprovider", *tests, "-k", NAME)

    assert "No changes detected" in migrations
    assert re.search(r"\d\d passed", played)
    assert "failed" not in played
