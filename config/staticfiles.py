"""One file out of many small ones: a sheet of static/css/**/*.css, and a script of each of two folders.

There is no build step to forget. The finder joins the files whenever one has changed, in development at the first
request and in production during collectstatic. Cascade layers make the order of the sheets immaterial, but for
layers.css, which names the layers and so comes first. Each script keeps its names to itself in a block of its own.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
OWN_SCRIPT = re.compile(r"(?:accounts|exercises|js|learning|tools)/.+\.js")
COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.DOTALL | re.MULTILINE)
SCRIPTS = {
    "js/site.js": "js/site",  # on every page
    "js/lesson.js": "js/lesson",  # on the pages of a course, where the first brings it for all the others
}


def join_sheets(folder: Path) -> str:
    """All style sheets under the folder as one, without comments, space around signs and noughts before a point."""
    first = folder / "layers.css"
    others = sorted(path for path in folder.rglob("*.css") if path != first)
    css = "".join(path.read_text(encoding="utf-8") for path in [first, *others])
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"(?<=[ ,(:-])0(?=\.\d)", "", css)
    return re.sub(r" ?([{};,>]) ?", r"\1", css).replace(";}", "}").replace(": ", ":").strip() + "\n"


def join_scripts(folder: Path) -> str:
    """All scripts of the folder as one module. Importing would have to stand outside their blocks: none may.

    Only comments that have their lines to themselves are left out, since a sign within a string is no comment.
    """
    scripts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js"))]
    return "".join(f"{{\n{without_comments(script).strip()}\n}}\n" for script in scripts)


def without_comments(script: str) -> str:
    """The script without the comments that have their lines to themselves."""
    return COMMENT.sub("", script)


def as_served(name: str, content: bytes) -> bytes:
    """What a browser gets of the static file with this name: of our own scripts all but their comments."""
    return without_comments(content.decode()).encode() if OWN_SCRIPT.fullmatch(name) else content


class JoiningFinder(BaseFinder):
    """Finds the style sheet and the scripts that are made of parts. Stands first in STATICFILES_FINDERS."""

    def __init__(self) -> None:
        self.source = Path(settings.BASE_DIR) / "static"
        self.storage = FileSystemStorage(location=Path(settings.VAR_DIR) / "joined")

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return []

    # Overloads as in the stubs would say no more: "not found" is an empty list, as in Django's own finders.
    def find(self, path: str, find_all: bool = False) -> str | list[str]:  # type: ignore[override]
        if path != SHEET and path not in SCRIPTS:
            return []
        return [self._write(path)] if find_all else self._write(path)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in (SHEET, *SCRIPTS):
            self._write(name)
            yield name, self.storage

    def _joined(self, name: str) -> str:
        return join_sheets(self.source / "css") if name == SHEET else join_scripts(self.source / SCRIPTS[name])

    def _write(self, name: str) -> str:
        target = Path(self.storage.path(name))
        text = self._joined(name)
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_suffix(".new")
            draft.write_text(text, encoding="utf-8")
            draft.replace(target)  # at once, so that no one is served half a file
        return str(target)


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Names each file after its content, also where a module of an exercise kind imports another.

    Our own scripts go without their comments, meant for who reads the code. Scripts of others stay as they came.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = (
        "exercises/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )

    def _save(self, name: str, content: File[Any]) -> str:
        return super()._save(name, ContentFile(as_served(name, b"".join(content.chunks()))))
