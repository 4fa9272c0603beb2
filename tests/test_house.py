"""Rules of the house that a machine can check and no other tool does."""

import ast
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = [*sorted((ROOT / "requirements").glob("*.txt")), ROOT / "package-lock.json"]
# What a browser would refuse under our Content-Security-Policy; data for a script is no script.
INLINE = re.compile(
    r"<script(?![^>]*(?:\ssrc=|\stype=\"application/(?:ld\+)?json\"))|<style\b|\sstyle=|\son[a-z]+=[\"']|javascript:",
    re.IGNORECASE,
)
THIRD_PARTY = re.compile(
    r"(^|/)(node_modules|vendor|vendored|third_party|site-packages)/|\.(min\.(js|css)|woff2?|ttf|otf|eot|whl|jar|map)$"
)
ADDRESS = re.compile(r".*(?:--index-url|--extra-index-url|--find-links|\"resolved\"|file:|registry\.|pypi\.).*")
BANNER = re.compile(r"/\*!|@license|@preserve|Licensed under the (MIT|Apache|BSD)", re.IGNORECASE)


def committed(*suffixes: str) -> list[Path]:
    """Files that git knows or would take in, with one of the given suffixes."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)  # noqa: S603 -- fixed arguments
    paths = (ROOT / name for name in sorted(set(listing.stdout.split("\0"))) if name)
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]


def named(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def pins(lock: Path) -> dict[str, str]:
    """Name and version of everything that a requirements lock pins."""
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", lock.read_text(), re.MULTILINE))


def imports(path: Path) -> set[str]:
    """The top-level packages that a file imports, at its top or inside a function."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def test_nothing_of_others_is_committed() -> None:
    by_name = [path for path in committed() if THIRD_PARTY.search(str(path.relative_to(ROOT)))]
    by_banner = [path for path in committed(".js", ".css") if BANNER.search(path.read_text())]

    assert named(by_name + by_banner) == []


def test_no_source_file_is_longer_than_400_lines() -> None:
    source = [path for path in committed(".py", ".html", ".css", ".js") if "migrations" not in path.parts]

    long = [path for path in source if len(path.read_text().splitlines()) > 400]

    assert named(long) == []


def test_every_python_module_has_a_name_that_says_something() -> None:
    nameless = {"utils", "util", "helpers", "common", "core", "misc"}

    found = [path for path in committed(".py") if nameless & {path.stem, *path.relative_to(ROOT).parts[:-1]}]

    assert named(found) == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_lock_file_names_no_place_to_download_from(lock: Path) -> None:
    found = ADDRESS.findall(lock.read_text())

    assert found == []


@pytest.mark.parametrize("name", ["setup", "base", "test"])
def test_every_pinned_package_has_a_hash(name: str) -> None:
    lock = (ROOT / "requirements" / f"{name}.txt").read_text()

    unpinned = [entry for entry in re.split(r"\n(?=[a-z0-9])", lock.strip()) if "--hash=sha256:" not in entry]

    assert unpinned == []


def test_tests_run_on_the_versions_that_a_server_has() -> None:
    base, test = pins(ROOT / "requirements" / "base.txt"), pins(ROOT / "requirements" / "test.txt")

    assert {name: test.get(name) for name in base} == base


def test_every_package_that_is_imported_is_asked_for_by_name() -> None:
    """What only comes along with another package today may stay away tomorrow."""
    wishes = "".join((ROOT / "requirements" / f"{name}.in").read_text() for name in ["setup", "base", "test"])
    asked = {name.lower().replace("_", "-") for name in re.findall(r"^[A-Za-z][\w.-]*", wishes, re.MULTILINE)}
    distributions = packages_distributions()

    imported = {name for path in committed(".py") for name in imports(path)} - sys.stdlib_module_names
    unasked = {
        name
        for name in imported & distributions.keys()
        if not asked & {found.lower().replace("_", "-") for found in distributions[name]}
    }

    assert unasked == set()


def test_no_page_has_inline_script_or_style() -> None:
    """A template for paper or mail is no page: WeasyPrint or a mail program reads it, and no policy stands between."""
    others = {"pdf", "emails"}
    pages = [path for path in committed(".html") if "pdf" not in path.stem and not others & set(path.parts)]

    found = [
        f"{path.relative_to(ROOT)}: {hit.group().strip()}"
        for path in pages
        for hit in INLINE.finditer(path.read_text())
    ]

    assert found == []
