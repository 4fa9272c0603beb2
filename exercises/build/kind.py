"""`BuildExercise`: choose parts or type words of your own, and take the result along. Private."""

import re
from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from exercises.base import (
    ExerciseBlock,
    SeveralBlock,
    item_ids,
    no_unknown,
    source_items,
    source_list,
    source_text,
    source_texts,
)
from exercises.contract import JSON, SourceError, Text

MOST_WORDS = 0.75  # of a label, in an example that says it


class Output(models.TextChoices):
    """What comes out: words to copy, or a sheet to print."""

    SENTENCE = "sentence", _("a sentence to copy")
    POSTER = "poster", _("a poster to print")
    AGREEMENT_SHEET = "agreement_sheet", _("a sheet of agreements to print and sign")


class SlotBlock(blocks.StructBlock):
    """One place in the sentence with the parts that fit there."""

    label = blocks.CharBlock(label=_("Label"), max_length=80, help_text=_("For example: I noticed that you"))
    label_is_spoken = blocks.BooleanBlock(label=_("The label is part of the sentence"), default=True, required=False)
    parts = SeveralBlock(blocks.CharBlock(label=_("Part"), max_length=160), label=_("Parts"), min_num=2, max_num=8)
    own = blocks.BooleanBlock(label=_("Words of one's own are possible"), default=True, required=False)

    class Meta:
        label = _("Place in the sentence")
        label_format = "{label}"


class BuildExercise(ExerciseBlock):
    """Parts that together make something to say or to hang on the wall."""

    kind = "build"
    style = "exercises/private.css"
    private = True
    example = """
id: example
kind: build
title: Maak een compliment
minutes: 2
intro: "Kies een zin of schrijf er zelf een. Typ geen naam."
slots:
  - {label: "Ik zag dat je", parts: ["bleef proberen", "iemand hielp", "goed luisterde"], own: true}
  - {label: "en dat helpt, want", parts: ["zo leer je het", "zo hoort iedereen erbij"], own: true}
example: "Ik zag dat je bleef proberen, en dat helpt, want zo leer je het."
feedback: "Zeg deze zin de volgende keer hardop."
"""
    example_answer = {}

    slots = blocks.ListBlock(SlotBlock(), label=_("Places in the sentence"), min_num=1, max_num=10)
    model = blocks.TextBlock(label=_("Example"), rows=2, help_text=_("A good result, made from these parts."))
    feedback = blocks.TextBlock(
        label=_("Afterwards"),
        required=False,
        rows=2,
        help_text=_("What the learner reads when done. It must fit any answer."),
    )
    output = blocks.ChoiceBlock(label=_("What comes out"), choices=Output.choices, default=Output.SENTENCE)

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        return {"is_done": bool(state.get("done")), "is_printed": value["output"] != Output.SENTENCE}

    def rules(self, value: Any) -> JSON:
        return [value["output"], item_ids(value["slots"])]

    def wording(self, value: Any) -> list[str]:
        return [text for slot in value["slots"] for text in (slot["label"], *slot["parts"])]

    def own_texts(self, value: Any) -> list[Text]:
        texts = [Text("option", text) for text in self.wording(value)]
        return [*texts, Text("example", value["model"]), Text("feedback", value["feedback"])]

    def to_say(self, value: Any) -> list[str]:
        """The example, where what comes out is a sentence."""
        return [value["model"]] if value["output"] == Output.SENTENCE and value["model"] else []

    # -- Source files ------------------------------------------------------------------------------------------

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        no_unknown(data, "slots", "example", "feedback", "output")
        model = source_text(data, "example")
        output = source_text(data, "output", default=Output.SENTENCE.value)
        if output not in Output.values:
            raise SourceError(_("“output” is one of: %(names)s") % {"names": ", ".join(Output.values)})
        slots = source_list(data, "slots", "label", "parts", "own", "spoken")
        own = [_read_slot(slot, f"{key}/slots/{number}", model) for number, slot in enumerate(slots)]
        return {
            "slots": source_items(key, "slots", own),
            "model": model,
            "feedback": source_text(data, "feedback", default=""),
            "output": output,
        }

    def write_source(self, value: Any) -> dict[str, Any]:
        slots = [
            {
                "label": slot["label"],
                "parts": list(slot["parts"]),
                "own": bool(slot["own"]),
                "spoken": bool(slot["label_is_spoken"]),
            }
            for slot in value["slots"]
        ]
        own = {"slots": slots, "example": value["model"], "output": value["output"]}
        return own | ({"feedback": value["feedback"]} if value["feedback"] else {})

    class Meta:
        icon = "form"
        label = _("Build")
        description = _("Parts that make a sentence, a poster or agreements. Good for: words to use tomorrow.")


def _read_slot(slot: dict[str, Any], key: str, model: str) -> dict[str, Any]:
    """One slot. Where the source does not say whether the label is spoken, the example shows it."""
    label = source_text(slot, "label")
    own, spoken = slot.get("own", False), slot.get("spoken", _is_in(label, model))
    if not isinstance(own, bool) or not isinstance(spoken, bool):
        raise SourceError(_("“own” and “spoken” are true or false."))
    parts = source_items(key, "parts", source_texts(slot, "parts"))
    return {"label": label, "label_is_spoken": spoken, "parts": parts, "own": own}


def _is_in(label: str, text: str) -> bool:
    """Whether the text says the label: its words in order, or most of them where the text speaks of somebody else.

    “We kijken samen terug” is said in “Over vier weken kijken ze samen terug”.
    """
    words, said = _words(label), _words(text)
    near = [said[start : start + len(words) + 1] for start in range(len(said))]
    return bool(words) and any(_in_common(words, some) >= MOST_WORDS * len(words) for some in near)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _in_common(words: list[str], others: list[str]) -> int:
    return sum(match.size for match in SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks())
