"""`ScaleExercise`: where do you stand, from 1 to 10? Before a course, after it, or only for yourself."""

from typing import Any

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from exercises.answers import picked_rows, saved_rows, ticked_rows
from exercises.base import (
    ExerciseBlock,
    filled,
    item_ids,
    item_texts,
    no_unknown,
    read_feedback,
    source_items,
    source_list,
    source_number,
    source_text,
    write_feedback,
)
from exercises.contract import JSON, Outcome, Problem, SourceError, Text

NUMBERS = range(1, 11)


class Measure(models.TextChoices):
    """What the numbers are for. Without a purpose they stay in the browser."""

    PRE = "pre", _("Before: how people start")
    POST = "post", _("After: how people finish")
    NONE = "none", _("Only for the learner: nothing is sent")


class QuestionBlock(blocks.StructBlock):
    """One question with what 1 and 10 stand for."""

    text = blocks.TextBlock(
        label=_("Question"), rows=2, help_text=_("For example: How sure do you feel in front of a group of children?")
    )
    low = blocks.CharBlock(label=_("1 is"), max_length=40, help_text=_("For example: not sure"))
    high = blocks.CharBlock(label=_("10 is"), max_length=40, help_text=_("For example: very sure"))

    class Meta:
        label = _("Question")


class BandBlock(blocks.StructBlock):
    """What the learner reads after a number in this band."""

    low = blocks.IntegerBlock(label=_("From number"), min_value=NUMBERS[0], max_value=NUMBERS[-1])
    high = blocks.IntegerBlock(label=_("Up to and including number"), min_value=NUMBERS[0], max_value=NUMBERS[-1])
    feedback = blocks.TextBlock(
        label=_("Feedback"), rows=2, help_text=_("Kind, whatever the number. One or two sentences.")
    )
    src = blocks.CharBlock(label=_("Sources"), required=False, help_text=_("Only for this text. For example: S1"))

    class Meta:
        label = _("Feedback")


class ScaleExercise(ExerciseBlock):
    """Numbers from 1 to 10. Nothing is right or wrong; private when it measures nothing."""

    kind = "scale"
    codes = frozenset({"src", "pair_with"})
    example = """
id: example
kind: scale
title: Hoe zeker ben je nu?
minutes: 1
measure: pre
questions:
  - {t: "Hoe zeker voel je je voor een groep kinderen?", low: "niet zeker", high: "heel zeker"}
  - {t: "Hoe goed ken je de ouders?", low: "nog niet", high: "heel goed"}
feedback:
  - {from: 1, to: 3, fb: "Eerlijk van je, en je bent niet de enige."}
  - {from: 4, to: 7, fb: "Een mooi begin. Kies straks wat het best bij jouw groep past."}
  - {from: 8, to: 10, fb: "Fijn! Help ook eens een andere trainer."}
"""
    example_answer = {"question-0": ["4"], "question-1": ["10"]}

    measure = blocks.ChoiceBlock(label=_("What is it for?"), choices=Measure.choices, default=Measure.PRE)
    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1, max_num=6)
    feedback = blocks.ListBlock(
        BandBlock(),
        label=_("Feedback"),
        min_num=1,
        max_num=5,
        help_text=_("Together from 1 to 10. For example: 1 to 3, 4 to 7, 8 to 10."),
    )
    pair_with = blocks.CharBlock(
        label=_("Compare with"),
        required=False,
        max_length=40,
        help_text=_("At “after”: the key of the exercise at the start. For example: A1.1"),
    )

    def is_private(self, value: Any) -> bool:
        return bool(value["measure"] == Measure.NONE)

    def parse_answer(self, value: Any, data: QueryDict) -> JSON:
        message = _("Choose a number at question %(number)s.")
        missing = {row: message % {"number": row + 1} for row in range(len(value["questions"]))}
        return list(picked_rows(data, "question", NUMBERS, missing))

    def grade(self, value: Any, answer: JSON) -> Outcome:
        return Outcome()

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        questions = value["questions"]
        ticked = ticked_rows(state, typed, "question", len(questions), NUMBERS)
        rows = [
            {"name": f"question-{row}", "question": question, "ticked": ticked[row]}
            for row, question in enumerate(questions)
        ]
        saved = saved_rows(state, len(questions), NUMBERS) or []
        results = [
            {"text": questions[row]["text"], "number": number, **_read_afterwards(value, number)}
            for row, number in enumerate(saved)
        ]
        bands = [band for band in value["feedback"] if band["feedback"]]
        return {"rows": rows, "numbers": NUMBERS, "results": results, "bands": bands}

    def styles_for(self, value: Any) -> tuple[str, ...]:
        return ("exercises/private.css",) if self.is_private(value) else ()

    def scripts_for(self, value: Any) -> tuple[str, ...]:
        return ("exercises/private.js",) if self.is_private(value) else ()

    def rules(self, value: Any) -> JSON:
        return {"measure": value["measure"], "questions": item_ids(value["questions"])}

    def wording(self, value: Any) -> list[str]:
        return [text for item in value["questions"] for text in (item["text"], item["low"], item["high"])]

    def own_texts(self, value: Any) -> list[Text]:
        questions = item_texts(value["questions"], text="question", low="low", high="high")
        return questions + item_texts(value["feedback"], feedback="feedback")

    def checks(self, value: Any) -> list[Problem]:
        problems = []
        for number, band in enumerate(value["feedback"], start=1):
            if band["low"] and band["high"] and band["low"] > band["high"]:
                message = _("Feedback %(number)s runs from %(low)s to %(high)s. Put the lowest number first.")
                limits = {"number": number, "low": band["low"], "high": band["high"]}
                problems.append(Problem("feedback", message % limits))
            if not band["feedback"]:
                problems.append(Problem("feedback", _("Feedback %(number)s has no text.") % {"number": number}))
        counts = {number: sum(number in _band(band) for band in value["feedback"]) for number in NUMBERS}
        if missing := [str(number) for number, count in counts.items() if count == 0]:
            message = _("There is no feedback for %(numbers)s.")
            problems.append(Problem("feedback", message % {"numbers": ", ".join(missing)}))
        if doubled := [str(number) for number, count in counts.items() if count > 1]:
            message = _("There is more than one feedback for %(numbers)s.")
            problems.append(Problem("feedback", message % {"numbers": ", ".join(doubled)}))
        if value["pair_with"] and value["measure"] != Measure.POST:
            message = _("“Compare with” only works at “after”. Empty it, or choose “after”.")
            problems.append(Problem("pair_with", message))
        return problems

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        no_unknown(data, "measure", "private", "questions", "feedback", "pair_with")
        measure = data.get("measure")
        if measure not in Measure.values:
            raise SourceError(_("“measure” is pre, post or none."))
        if data.get("private", measure == Measure.NONE) is not (measure == Measure.NONE):
            raise SourceError(_("“private: true” goes with “measure: none”, and only with that."))
        questions = [
            {name: source_text(item, source) for name, source in (("text", "t"), ("low", "low"), ("high", "high"))}
            for item in source_list(data, "questions", "t", "low", "high")
        ]
        bands = [
            {
                "low": source_number(item, "from", NUMBERS),
                "high": source_number(item, "to", NUMBERS),
                **read_feedback(item),
            }
            for item in source_list(data, "feedback", "from", "to", "fb", "src")
        ]
        return {
            "measure": measure,
            "questions": source_items(key, "questions", questions),
            "feedback": source_items(key, "feedback", bands),
            "pair_with": source_text(data, "pair_with", default=""),
        }

    def write_source(self, value: Any) -> dict[str, Any]:
        questions = [{"t": item["text"], "low": item["low"], "high": item["high"]} for item in value["questions"]]
        bands = [{"from": band["low"], "to": band["high"], **write_feedback(band)} for band in value["feedback"]]
        own = {"measure": value["measure"], "questions": questions, "feedback": bands}
        return own | filled(value, "pair_with")

    class Meta:
        icon = "sliders"
        label = _("Scale from 1 to 10")
        description = _("Where do you stand? Good for: the same question before and after a course, or for yourself.")


def _band(band: Any) -> range:
    """The numbers of a band; none while a draft lacks one of its ends."""
    return range(band["low"], band["high"] + 1) if band["low"] and band["high"] else range(0)


def _read_afterwards(value: Any, number: int) -> dict[str, str]:
    """The text for this number, and its sources; empty where an editor left a gap."""
    found: Any = next((band for band in value["feedback"] if number in _band(band)), {})
    return {name: found.get(name, "") for name in ("feedback", "src")}
