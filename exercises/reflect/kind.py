"""`ReflectExercise`: stand still for a moment. Private: only that it was done reaches the server."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from exercises.base import ExerciseBlock, filled, no_unknown, source_text
from exercises.contract import JSON, Text


class ReflectExercise(ExerciseBlock):
    """One open question, for nobody else to read."""

    kind = "reflect"
    style = "exercises/private.css"
    private = True
    example = """
id: example
kind: reflect
title: Even stilstaan
minutes: 1
required: false
question: "Welke trainer van vroeger vergeet jij nooit?"
help: "Denk aan één moment. Wat deed dat met jou? Typ geen namen."
after: "Grote kans dat het iets kleins was. Zulke kleine dingen doe jij ook."
"""
    example_answer = {}

    question = blocks.TextBlock(label=_("Question"), rows=2, help_text=_("One open question about the learner."))
    help = blocks.TextBlock(
        label=_("Help"), required=False, rows=2, help_text=_("What to think of. End with: do not type names.")
    )
    after = blocks.TextBlock(
        label=_("Afterwards"),
        required=False,
        rows=2,
        help_text=_("What the learner reads when done. It must fit any answer."),
    )

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        return {"is_done": bool(state.get("done"))}

    def rules(self, value: Any) -> JSON:
        return []

    def wording(self, value: Any) -> list[str]:
        return [value["question"]]

    def own_texts(self, value: Any) -> list[Text]:
        return [Text("question", value["question"]), Text("intro", value["help"]), Text("feedback", value["after"])]

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        no_unknown(data, "question", "help", "after")
        return {
            "question": source_text(data, "question"),
            "help": source_text(data, "help", default=""),
            "after": source_text(data, "after", default=""),
        }

    def write_source(self, value: Any) -> dict[str, Any]:
        return {"question": value["question"], **filled(value, "help", "after")}

    class Meta:
        icon = "help"
        label = _("Reflection")
        description = _("An open question to think about. What people type is never stored. Good for: looking back.")
