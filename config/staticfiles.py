"""One style sheet out of many small files: static/css/**/*.css is served and collected as css/site.css.

There is no build step to forget. The finder joins the files whenever one has changed, in development at the first
request and in production during collectstatic. Cascade layers make the order of the files immaterial, but for
layers.css, which names the layers and so comes first.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

NAME = "css/site.css"


def join(folder: Path) -> str:
    """All style sheets under the folder as one, without comments and the space around signs."""
    first = folder / "layers.css"
    others = sorted(path for path in folder.rglob("*.css") if path != first)
    css = "".join(path.read_text(encoding="utf-8") for path in [first, *others])
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?", r"\1", css).replace(";}", "}").replace(": ", ":").strip() + "\n"


class StyleSheetFinder(BaseFinder):
    """Finds css/site.css, made of the parts. Stands first in STATICFILES_FINDERS."""

    def __init__(self) -> None:
        self.source = Path(settings.BASE_DIR) / "static" / "css"
        self.storage = FileSystemStorage(location=Path(settings.VAR_DIR) / "styles")

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return []

    # Overloads as in the stubs would say no more: "not found" is an empty list, as in Django's own finders.
    def find(self, path: str, find_all: bool = False) -> str | list[str]:  # type: ignore[override]
        if path != NAME:
            return []
        return [self._write()] if find_all else self._write()

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        self._write()
        yield NAME, self.storage

    def _write(self) -> str:
        target = Path(self.storage.path(NAME))
        css = join(self.source)
        if not target.exists() or target.read_text(encoding="utf-8") != css:
            target.parent.mkdir(parents=True, exist_ok=True)
            draft = target.with_suffix(".new")
            draft.write_text(css, encoding="utf-8")
            draft.replace(target)  # at once, so that no one is served half a file
        return str(target)


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Names each file after its content, also where a module of an exercise kind imports another.

    Only there: scripts of others are left as they came.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = (
        "exercises/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )
