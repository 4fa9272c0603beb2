"""Blocks that tests make up: one that uses every scope, and ones that break down at every moment."""

from typing import Any

import pytest
from web_fragments.fragment import Fragment
from xblock import plugin
from xblock.core import XBlock
from xblock.fields import Boolean, Dict, Float, Integer, List, Scope, String


class ProbeBlock(XBlock):
    """Writes in any scope what it is told to, and reports what it is told to."""

    has_score = True
    title = String(default="Proef", scope=Scope.settings, display_name="Titel")
    size = Integer(default=3, scope=Scope.settings, values={"min": 1, "max": 9})
    ratio = Float(default=0.5, scope=Scope.content)
    is_big = Boolean(default=False, scope=Scope.settings)
    colour = String(
        default="red",
        scope=Scope.settings,
        values=[{"display_name": "Rood", "value": "red"}, {"display_name": "Blauw", "value": "blue"}],
    )
    words = List(default=["a"], scope=Scope.content)
    mine = Integer(default=0, scope=Scope.user_state)
    taste = String(default="", scope=Scope.preferences)
    person = String(default="", scope=Scope.user_info)
    together = Integer(default=0, scope=Scope.user_state_summary)
    notes = Dict(default={}, scope=Scope.user_state)

    def student_view(self, context: Any) -> Any:
        """What is kept, as text."""
        told = f"{self.mine}|{self.taste}|{self.person}|{self.together}|{self.title}|{self.size}|{self.colour}"
        return Fragment(f"<p class='probe'>{told}</p>")

    @XBlock.json_handler
    def write(self, data: dict[str, Any], suffix: str = "") -> dict[str, Any]:
        """Write fields."""
        for name, value in data.items():
            setattr(self, name, value)
        return {"suffix": suffix}

    @XBlock.json_handler
    def add(self, data: Any, suffix: str = "") -> dict[str, Any]:
        """Count one more, of one's own and together."""
        self.mine += 1
        self.together += 1
        return {"mine": self.mine, "together": self.together}

    @XBlock.handler
    def peek(self, request: Any, suffix: str = "") -> Any:
        """A question that also writes."""
        import webob

        self.mine += 1
        return webob.Response(json={"mine": self.mine, "who": self.runtime.user_id})

    @XBlock.json_handler
    def report(self, data: list[Any], suffix: str = "") -> dict[str, Any]:
        """Report events."""
        for name, facts in data:
            self.runtime.publish(self, name, facts)
        return {}

    @XBlock.json_handler
    def breaks(self, data: Any, suffix: str = "") -> None:
        """Write, report, and then break down."""
        self.mine = 99
        self.save()
        self.runtime.publish(self, "grade", {"value": 1, "max_value": 1})
        raise RuntimeError("handler")


class BreaksOnRender(XBlock):
    """Writes, and cannot be shown."""

    mine = Integer(default=0, scope=Scope.user_state)

    def student_view(self, context: Any) -> Any:
        """Break down."""
        self.mine = 5
        self.save()
        raise RuntimeError("render")


class BreaksOnParse(XBlock):
    """Cannot read its OLX."""

    @classmethod
    def parse_xml(cls, node: Any, runtime: Any, keys: Any) -> Any:
        """Break down."""
        raise RuntimeError("parse")


class ParentBlock(XBlock):
    """Shows its children."""

    has_children = True

    def student_view(self, context: Any) -> Any:
        """One after the other."""
        fragment = Fragment("<div class='parent'>")
        for child in self.runtime.render_children(self, context=context):
            fragment.add_content(child.content)
            fragment.add_fragment_resources(child)
        fragment.add_content("</div>")
        return fragment


class HtmlBlock(XBlock):
    """Text, without a score."""

    content = String(default="", scope=Scope.content)

    def student_view(self, context: Any) -> Any:
        """The text."""
        return Fragment(f"<div class='text'>{self.content}</div>")

    @XBlock.json_handler
    def report(self, data: list[Any], suffix: str = "") -> dict[str, Any]:
        """Report events."""
        for name, facts in data:
            self.runtime.publish(self, name, facts)
        return {}


class ReportsOnRender(XBlock):
    """Says at every look that it is complete."""

    def student_view(self, context: Any) -> Any:
        """Report, and show."""
        self.runtime.publish(self, "completion", {"completion": 1.0})
        return Fragment("<p>gezien</p>")


class BreaksOnImport:
    """An entry point whose package cannot be imported."""

    name, group = "breaks_on_import", "xblock.v1"

    def load(self) -> Any:
        """Break down."""
        raise ImportError("import")


BLOCKS = {
    "probe": ProbeBlock,
    "breaks_on_render": BreaksOnRender,
    "breaks_on_parse": BreaksOnParse,
    "parent": ParentBlock,
    "html": HtmlBlock,
    "reports_on_render": ReportsOnRender,
}


def install(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Let these blocks be installed and allowed, for one test."""
    for name, block in BLOCKS.items():
        monkeypatch.setitem(plugin.PLUGIN_CACHE, ("xblock.v1", name), block)
    entry = BreaksOnImport()
    monkeypatch.setattr(XBlock, "extra_entry_points", [(entry.name, entry)])
    settings.XBLOCK_TYPES = [*settings.XBLOCK_TYPES, *BLOCKS, entry.name, "gone"]
