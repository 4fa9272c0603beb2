"""What a page needs that holds the drawing tool: an exercise, or the page of the tool by itself."""

import json
from collections.abc import Sequence
from typing import Any

from exercises.ecogram import model
from exercises.ecogram.drawing import draw
from exercises.ecogram.layout import SIZES, Size
from exercises.ecogram.telling import describe, fill, summary
from exercises.ecogram.words import choices_of, drawing_words, editor_words

# All are named, so that a browser fetches them at once and not one after another. The last one begins.
MODULES = ("model", "layout", "telling", "drawing", "changes", "rows", "files", "pointing", "editor")


def tool_context(centre: Sequence[str], least: int = 0) -> dict[str, Any]:
    """The tool before anybody is drawn. `least` is how many people an exercise asks; 0 is the page by itself."""
    words = drawing_words()
    start = model.empty(centre, words["sectors"])
    names = ("kind", "ring", "line", "dir", "freq", "wish", "support")
    return {
        "modules": modules(),
        "words": json.dumps({**words, **editor_words()}, ensure_ascii=False, separators=(",", ":")),
        "start": json.dumps(start, ensure_ascii=False, separators=(",", ":")),
        "least": least,
        "progress": fill(editor_words()["progress"], n=0, least=least) if least else "",
        "sectors": start["sectors"],
        "drawings": [draw(start, words, size=size) for size in SIZES],
        "told": summary(start, words),
        "choices": {name: choices_of(name) for name in names},
        "longest_name": model.LONGEST_NAME,
        "longest_sector": model.LONGEST_SECTOR,
    }


def modules() -> tuple[str, ...]:
    """The ES modules of the tool, as static files."""
    return tuple(f"exercises/ecogram/{name}.js" for name in MODULES)


def shown_drawing(drawing: model.Drawing, sizes: Sequence[Size] = SIZES) -> dict[str, Any]:
    """A drawing that is only looked at: its pictures, and the same in sentences."""
    words = drawing_words()
    numbers = range(1, len(drawing["people"]) + 1)
    return {
        "drawings": [draw(drawing, words, size=size) for size in sizes],
        "told": summary(drawing, words),
        "people": [describe(drawing, number, words) for number in numbers],
    }
