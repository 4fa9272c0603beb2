"""What a block type asks of this site, found by showing it once as it begins: for whoever thinks of allowing it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.staticfiles import finders
from django.urls import Resolver404, resolve

from exercises.hosting import Host, Memory
from exercises.xblock.allowed import BlockUnavailable
from exercises.xblock.host import resources
from exercises.xblock.host.classes import block_class
from exercises.xblock.host.ids import UsageId
from exercises.xblock.host.olx import Parsed, parse
from exercises.xblock.host.play import VIEW, runtime_for
from exercises.xblock.host.runtime import HostRuntime
from exercises.xblock.host.services import services_for
from exercises.xblock.refusals import OlxError, say_unavailable

ROOT = "00000000-0000-4000-8000-000000000001"
OFFERED = {*services_for(None), "i18n", "field-data"}
DATA_SCRIPT = re.compile(
    r'<script[^>]*\stype=["\'](?!text/javascript|application/javascript|module)[^>]*>.*?</script>', re.S
)
IN_HTML = {
    "inline event handlers": re.compile(r"<[^>]+\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "inline style": re.compile(r"<style\b", re.IGNORECASE),
    "frames or files of other sites": re.compile(
        r"<(?:iframe|script|img|link|video|audio|source)[^>]+(?:src|href)=[\"'](?:https?:)?//", re.I
    ),
}
IN_SCRIPT = {
    "eval or new Function": re.compile(r"\beval\s*\(|\bFunction(?:\.apply)?\s*\("),
    "templates of Underscore, which need eval": re.compile(r"\b_\.template\s*\("),
    "Underscore": re.compile(r"(?<![\w$.])_\.(?:each|map|template|extend|bind|find|debounce|isEmpty)\b"),
    "jQuery UI": re.compile(r"\.(?:draggable|droppable|sortable|resizable|dialog|datepicker|tabs|accordion)\s*\("),
    "MathJax": re.compile(r"\bMathJax\b"),
    "RequireJS": re.compile(r"\b(?:require|requirejs|RequireJS\.require)\s*\(\s*\["),
}


@dataclass
class Finding:
    """What came of looking at one block type."""

    block_type: str
    version: str = ""
    fault: str = ""  # empty: it was shown
    stage: str = "shown"  # how far it came: loaded, read, shown
    is_scored: bool = False
    missing: list[str] = field(default_factory=list)  # services that it needs and this site does not have
    wanted: list[str] = field(default_factory=list)  # those it can do without
    beyond: list[str] = field(default_factory=list)  # what the content policy will refuse, or a page lacks


def inspect(block_type: str, olx: str = "") -> Finding:
    """Load, read and show a block type, and say how far that came and what it asks."""
    found = Finding(block_type, stage="not loaded")
    try:
        loaded = block_class(block_type)
    except BlockUnavailable as error:
        found.fault = say_unavailable(error)
        return found
    found.stage, found.is_scored = "loaded", bool(getattr(loaded, "has_score", False))
    asked = {name: how for name, how in loaded._combined_services.items() if name not in OFFERED}
    found.missing = sorted(name for name, how in asked.items() if how == "need")
    found.wanted = sorted(name for name, how in asked.items() if how == "want")
    try:
        parsed = parse(ROOT, block_type, "", olx)
        found.stage = "read"
        found.beyond = list(_beyond(_fragment(parsed)))
        found.stage = "shown"
    except (OlxError, BlockUnavailable) as error:
        found.fault = str(error)
    except (Exception, SystemExit) as error:  # code of others
        found.fault = f"{type(error).__name__}: {error}"[:200]
    return found


def _fragment(parsed: Parsed) -> Any:
    runtime: HostRuntime = runtime_for(parsed, Host("/", Memory("somebody")))
    return runtime.get_block(UsageId(parsed.root)).render(VIEW, {})


def _beyond(fragment: Any) -> Iterator[str]:
    html = DATA_SCRIPT.sub("", fragment.body_html())
    yield from (name for name, pattern in IN_HTML.items() if pattern.search(html))
    scripts = "\n".join(_text(one) for one in fragment.resources if resources.SUFFIXES.get(one.mimetype) == "js")
    yield from (name for name, pattern in IN_SCRIPT.items() if pattern.search(scripts))
    for one in fragment.resources:
        if one.kind == "url" and resources.is_elsewhere(one.data):
            yield f"left out: {one.data}"
        elif one.kind == "url" and not _text(one):
            yield f"not to be had: {one.data}"


def _text(resource: Any) -> str:
    """The text of a script or style, also when it is a file of a package or of this site."""
    if resource.kind == "text":
        return str(resource.data)
    if resources.is_elsewhere(resource.data):
        return ""
    try:
        match = resolve(resource.data.partition("?")[0])
    except Resolver404:
        path = finders.find(resource.data.rpartition("/static/")[2])
        if not isinstance(path, str):
            return ""
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    if match.view_name != "xblock:resource":
        return ""
    try:
        with block_class(match.kwargs["block_type"]).open_local_resource(match.kwargs["uri"]) as data:
            return str(data.read().decode(errors="replace"))
    except Exception:  # each package has its own way of saying that there is no such file
        return ""
