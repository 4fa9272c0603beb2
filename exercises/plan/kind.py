"""`PlanExercise`: a first step in words of one's own, and a reminder for it. Private."""

from typing import Any

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from exercises.base import ExerciseBlock, item_ids, no_unknown, source_items, source_list, source_text
from exercises.contract import JSON, Problem, SourceError, Text

CERTAINTY = range(1, 11)


class Answer(models.TextChoices):
    """How a question of a plan is answered."""

    TEXT = "text", _("words")
    DATE = "date", _("a day")
    CHECK = "check", _("a tick")
    SCALE = "scale", _("a number from 1 to 10")


class Reminder(models.TextChoices):
    """What helps to remember the plan."""

    CALENDAR = "ics", _("A reminder for one's own calendar")
    NONE = "none", _("No reminder")


class FieldBlock(blocks.StructBlock):
    """One question of the plan."""

    label = blocks.CharBlock(label=_("Question"), max_length=120, help_text=_("Short. For example: If …"))
    hint = blocks.CharBlock(
        label=_("Example"),
        required=False,
        max_length=200,
        help_text=_("What somebody could fill in. For example: if the children come in"),
    )
    type = blocks.ChoiceBlock(label=_("What to fill in"), choices=Answer.choices, default=Answer.TEXT)

    class Meta:
        label = _("Question")
        label_format = "{label}"


class PlanExercise(ExerciseBlock):
    """If this happens, then I do that. What is filled in stays with the learner."""

    kind = "plan"
    style = "exercises/private.css"
    private = True
    script = "exercises/plan.js"
    example = """
id: example
kind: plan
title: Mijn eerste stap
minutes: 2
intro: "Kies één kleine stap voor deze week. Typ geen namen."
fields:
  - {label: "Als …", hint: "bijvoorbeeld: als de kinderen binnenkomen"}
  - {label: "dan …", hint: "bijvoorbeeld: dan groet ik elk kind bij de naam"}
  - {label: "Ik heb het aan iemand verteld.", type: check}
  - {label: "Hoe zeker ben je dat je het doet? (1-10)", type: scale}
  - {label: "Datum", type: date}
reminder: ics
"""
    example_answer = {}

    fields = blocks.ListBlock(
        FieldBlock(),
        label=_("Questions"),
        min_num=1,
        max_num=8,
        default=[
            {"label": _("If …"), "hint": _("for example: if the children come in"), "type": Answer.TEXT.value},
            {"label": _("then …"), "hint": _("for example: then I greet every child"), "type": Answer.TEXT.value},
            {"label": _("Day"), "hint": "", "type": Answer.DATE.value},
        ],
        help_text=_("“If …” and “then …” make it likely that a plan is carried out. Two to six questions are enough."),
    )
    reminder = blocks.ChoiceBlock(label=_("Reminder"), choices=Reminder.choices, default=Reminder.CALENDAR)

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        fields = [
            {"id": key, "place": place, "label": field["label"], "hint": field["hint"], "type": field["type"]}
            for place, (key, field) in enumerate(zip(item_ids(value["fields"]), value["fields"], strict=True))
        ]
        has_reminder = value["reminder"] == Reminder.CALENDAR
        return {"is_done": bool(state.get("done")), "rows": fields, "numbers": CERTAINTY, "has_reminder": has_reminder}

    def rules(self, value: Any) -> JSON:
        keys = item_ids(value["fields"])
        fields = [[key, field["type"]] for key, field in zip(keys, value["fields"], strict=True)]
        return {"fields": fields, "reminder": value["reminder"]}

    def wording(self, value: Any) -> list[str]:
        return [field["label"] for field in value["fields"]]

    def own_texts(self, value: Any) -> list[Text]:
        texts = []
        for field in value["fields"]:
            texts += [Text("question", field["label"]), Text("example", field["hint"])]
        return texts

    def checks(self, value: Any) -> list[Problem]:
        problems = [
            Problem("fields", _("Question %(number)s has no text.") % {"number": number})
            for number, field in enumerate(value["fields"], start=1)
            if not (field["label"] or "").strip()
        ]
        if value["fields"] and not any(field["type"] == Answer.TEXT for field in value["fields"]):
            message = _("None of the questions asks for words. Is that what you want?")
            problems.append(Problem("fields", message, is_error=False))
        return problems

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        no_unknown(data, "fields", "reminder")
        fields = [
            {
                "label": source_text(field, "label"),
                "hint": source_text(field, "hint", default=""),
                "type": _one_of(field, "type", Answer, default=Answer.TEXT),
            }
            for field in source_list(data, "fields", "label", "hint", "type")
        ]
        reminder = _one_of(data, "reminder", Reminder, default=Reminder.NONE)
        return {"fields": source_items(key, "fields", fields), "reminder": reminder}

    def write_source(self, value: Any) -> dict[str, Any]:
        fields = []
        for field in value["fields"]:
            source = {"label": field["label"]} | ({"hint": field["hint"]} if field["hint"] else {})
            fields.append(source | ({"type": field["type"]} if field["type"] != Answer.TEXT else {}))
        return {"fields": fields, "reminder": value["reminder"]}

    class Meta:
        icon = "date"
        label = _("First step")
        description = _("A plan in “if … then …”, with a reminder. Good for: the end of a module. Nothing is stored.")


def _one_of(data: dict[str, Any], name: str, choices: type[models.TextChoices], default: models.TextChoices) -> str:
    """The word under this name in source data, which must be one of these."""
    word = source_text(data, name, default=default.value)
    if word not in choices.values:
        raise SourceError(_("“%(name)s” is one of: %(words)s") % {"name": name, "words": ", ".join(choices.values)})
    return word
