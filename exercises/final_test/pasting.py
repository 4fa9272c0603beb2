"""Many questions at once, as plain text: one field on a line, as in `vraag: Wat doe je eerst?`.

Beside `exercises.pasting`, where a line is an item: a question has answers of its own with feedback at each, which no
line holds. So a text can have faults here, and then it must stay to be mended: it is stored, and `checks` tells the
lines. There, every line can be read, and nothing is stored. What they share is that both are taken in when the form is
read, and that the same text twice gives the same items.
"""

import re
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from exercises.source import SOURCE_NAMESPACE, source_items

MOST_FAULTS_SHOWN = 8
LINE = re.compile(r"\s*(?P<name>[^\W\d_]+)\s*:\s*(?P<text>.*?)\s*")


class PasteBlock(blocks.TextBlock):
    """A field that empties itself: what is pasted moves to the list of questions."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": _("Paste many questions"),
                "required": False,
                "rows": 4,
                "max_length": 100_000,
                "help_text": _(
                    "One field on each line: module, vraag, goed, terug, fout, terug. They move to the list when you "
                    "save. The editors' guide has an example."
                ),
                **kwargs,
            }
        )


@dataclass(slots=True)
class _Reading:
    """How far a text was read."""

    lesson: str = ""
    questions: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Any] = field(default_factory=list)

    def fault(self, line: int, message: Any) -> None:
        self.faults.append(_("Line %(line)s: %(message)s") % {"line": line, "message": message})


def faults_in(text: str) -> list[Any]:
    """What is wrong with a text, each with its line; not more than one can mend in a go."""
    return _read(text).faults[:MOST_FAULTS_SHOWN]


def add_pasted(value: Any) -> Any:
    """The editor's value with the questions of a sound text at the end of its list. A text with faults stays."""
    reading = _read(value["pasted"] or "")
    if not reading.questions or reading.faults:
        return value
    block = value.block.child_blocks["questions"]
    kept = [one for one in block.get_prep_value(value["questions"]) if _is_begun(one["value"])]
    value["questions"] = block.to_python([*kept, *_as_items(reading.questions)])
    value["pasted"] = ""
    return value


def _is_begun(question: dict[str, Any]) -> bool:
    """Whether the editor wrote anything in it: a new form begins with one that is empty."""
    return bool(question["text"] or any(option["value"]["text"] for option in question["options"]))


def _as_items(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Stored list items. Ids come from the text: saving the same text once more gives the same question."""
    items = []
    for question in questions:
        key = f"pasted/{question['text']}"
        options = source_items(key, "options", question["options"])
        stored = {**question, "options": options, "key": ""}
        items.append({"type": "item", "id": str(uuid.uuid5(SOURCE_NAMESPACE, key)), "value": stored})
    return items


def _read(text: str) -> _Reading:
    reading = _Reading()
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        match = LINE.fullmatch(line)
        name = match["name"].lower() if match else ""
        if match is None or name not in READERS:
            message = _("begin with module, vraag, goed, fout, terug or bron, and a colon.")
            reading.fault(number, message)
        elif not match["text"]:
            reading.fault(number, _("there is nothing behind “%(name)s:”.") % {"name": name})
        else:
            READERS[name](reading, number, match["text"])
    return reading


def _lesson(reading: _Reading, number: int, text: str) -> None:
    reading.lesson = text


def _question(reading: _Reading, number: int, text: str) -> None:
    reading.questions.append({"text": text, "lesson": reading.lesson, "options": [], "src": ""})


def _source(reading: _Reading, number: int, text: str) -> None:
    if reading.questions:
        reading.questions[-1]["src"] = text
    else:
        reading.fault(number, _NO_QUESTION)


def _right(reading: _Reading, number: int, text: str) -> None:
    _option(reading, number, text, is_right=True)


def _wrong(reading: _Reading, number: int, text: str) -> None:
    _option(reading, number, text, is_right=False)


def _option(reading: _Reading, number: int, text: str, *, is_right: bool) -> None:
    if reading.questions:
        reading.questions[-1]["options"].append({"text": text, "is_right": is_right, "feedback": ""})
    else:
        reading.fault(number, _NO_QUESTION)


def _feedback(reading: _Reading, number: int, text: str) -> None:
    options = reading.questions[-1]["options"] if reading.questions else []
    if not options:
        reading.fault(number, _("“terug:” stands under an answer."))
    elif options[-1]["feedback"]:
        reading.fault(number, _("this answer has its feedback already."))
    else:
        options[-1]["feedback"] = text


_NO_QUESTION = _("write “vraag:” first.")
READERS = {
    "module": _lesson,
    "vraag": _question,
    "goed": _right,
    "fout": _wrong,
    "terug": _feedback,
    "bron": _source,
}
