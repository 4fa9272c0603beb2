"""`ChecklistExercise`: a card for on the field, to tick off or to count with. Private."""

from typing import Any

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from exercises.base import (
    ExerciseBlock,
    Pasting,
    SeveralBlock,
    filled,
    item_ids,
    no_unknown,
    source_items,
    source_text,
    source_texts,
)
from exercises.contract import JSON, Problem, SourceError, Text

HIGHEST = 999


class Mode(models.TextChoices):
    """What one does at each item."""

    TICK = "tick", _("tick it off")
    COUNTER = "counter", _("count, with plus and minus")


class ChecklistExercise(ExerciseBlock):
    """Items to tick off or to count. It works without a connection, and nothing but “done” is ever sent."""

    kind = "checklist"
    style = "exercises/private.css"
    private = True
    script = "exercises/checklist.js"
    pasting = Pasting("items")
    example = """
id: example
kind: checklist
title: Heb ik iedereen gezien?
minutes: 2
required: false
intro: "Kijk na de training even terug. Typ geen namen."
mode: tick
items: ["Heb ik elk kind begroet?", "Heb ik elke naam genoemd?", "Heb ik elk kind iets gevraagd?"]
after: "Niet alles gelukt? Begin de volgende keer bij wie je vandaag miste."
"""
    example_answer = {}

    mode = blocks.ChoiceBlock(label=_("What does the learner do?"), choices=Mode.choices, default=Mode.TICK)
    items = SeveralBlock(
        blocks.CharBlock(label=_("Line"), max_length=160),
        label=_("Lines"),
        min_num=2,
        max_num=20,
        help_text=_("Short enough to read on a field. For example: Did I greet every child? No names of people."),
    )
    after = blocks.TextBlock(
        label=_("Afterwards"),
        required=False,
        rows=2,
        help_text=_("What the learner reads when done. It must fit any answer."),
    )

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        keys = item_ids(value["items"])
        rows = [
            {"id": key, "place": place, "text": text}
            for place, (key, text) in enumerate(zip(keys, value["items"], strict=True))
        ]
        is_counter = value["mode"] == Mode.COUNTER
        return {"is_done": bool(state.get("done")), "rows": rows, "is_counter": is_counter, "highest": HIGHEST}

    def rules(self, value: Any) -> JSON:
        return [value["mode"], item_ids(value["items"])]

    def wording(self, value: Any) -> list[str]:
        return list(value["items"])

    def own_texts(self, value: Any) -> list[Text]:
        return [*(Text("option", item) for item in value["items"]), Text("feedback", value["after"])]

    def checks(self, value: Any) -> list[Problem]:
        problems, items = [], [(item or "").strip().casefold() for item in value["items"]]
        for number, item in enumerate(items, start=1):
            place = {"number": number}
            if not item:
                problems.append(Problem("items", _("Line %(number)s is empty.") % place))
            elif item in items[: number - 1]:
                place["other"] = items.index(item) + 1
                problems.append(Problem("items", _("Line %(number)s is the same as line %(other)s.") % place))
        return problems

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        no_unknown(data, "mode", "items", "after")
        mode = source_text(data, "mode", default=Mode.TICK.value)
        if mode not in Mode.values:
            raise SourceError(_("“mode” is one of: %(names)s") % {"names": ", ".join(Mode.values)})
        return {
            "mode": mode,
            "items": source_items(key, "items", list(source_texts(data, "items"))),
            "after": source_text(data, "after", default=""),
        }

    def write_source(self, value: Any) -> dict[str, Any]:
        own = {"mode": value["mode"], "items": list(value["items"])}
        return own | filled(value, "after")

    class Meta:
        icon = "list-ul"
        label = _("Checklist or counter")
        description = _("Tick off or count, on a phone, also out on the field. Good for: practice. Nothing is stored.")
