"""`MultiExercise`: one question with several right answers."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from exercises.answers import picked_several, saved_several, ticked_several
from exercises.base import (
    ExerciseBlock,
    Pasting,
    SeveralBlock,
    item_texts,
    no_unknown,
    read_feedback,
    source_items,
    source_list,
    source_text,
    with_ids,
    write_feedback,
)
from exercises.contract import JSON, InvalidAnswer, Outcome, Problem, SourceError, Text


class OptionBlock(blocks.StructBlock):
    """One option, whether it should be ticked, and why."""

    text = blocks.TextBlock(
        label=_("Option"), rows=2, help_text=_("One sentence. For example: I ask Yara now and then how she is.")
    )
    is_right = blocks.BooleanBlock(
        label=_("This should be ticked"), required=False, help_text=_("Leave it open when the option is not right.")
    )
    feedback = blocks.TextBlock(
        label=_("Feedback"),
        rows=2,
        help_text=_(
            "Everybody reads this, ticked or not: say why it belongs or not, and what to do instead. "
            "For example: Good. Keep it short, and do it more than once."
        ),
    )
    src = blocks.CharBlock(label=_("Sources"), required=False, help_text=_("Only for this option. For example: S1"))

    class Meta:
        label = _("Option")
        label_format = "{text}"


class MultiExercise(ExerciseBlock):
    """One question; tick everything that is right. Leaving the others open counts as much as ticking."""

    kind = "multi"
    style = "exercises/multi.css"
    judged = True
    pasting = Pasting("options", ("text", "feedback"))
    example = """
id: example
kind: multi
title: De weken erna
minutes: 2
question: Yara is gepest. Wat doe je in de weken erna?
options:
  - {t: "Ik maak voortaan zelf de teams.", r: true, fb: "Zo blijft niemand als laatste over."}
  - {t: "Ik laat het rusten.", r: false, fb: "Begrijpelijk, maar pesten komt vaak stil terug. Blijf kijken."}
  - t: "Ik vraag Yara af en toe hoe het gaat."
    r: true
    fb: "Hou het kort en doe het vaker. Eén keer vragen is niet genoeg."
    src: S1
  - {t: "Ik zet het kind dat pest uit de groep.", r: false, fb: "Dan sluit jij ook iemand buiten. Praat eerst."}
"""
    example_answer = {"option": ["0", "1"]}

    question = blocks.TextBlock(
        label=_("Question"),
        rows=2,
        help_text=_("One question, as you would say it aloud. The page adds that more than one answer may be right."),
    )
    options = SeveralBlock(
        OptionBlock(),
        label=_("Options"),
        min_num=3,
        max_num=10,
        help_text=_("Four to six work best. On screen they keep this order, so mix the right ones with the others."),
    )

    def parse_answer(self, value: Any, data: QueryDict) -> JSON:
        picks = picked_several(data, "option", range(len(value["options"])))
        if not picks:
            raise InvalidAnswer({"option": _("Tick at least one answer.")})
        return list(picks)

    def grade(self, value: Any, answer: JSON) -> Outcome:
        assert isinstance(answer, list)
        options = value["options"]
        right = sum((place in answer) == bool(option["is_right"]) for place, option in enumerate(options))
        return Outcome(score=right / len(options), passed=right == len(options))

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        options = value["options"]
        allowed = range(len(options))
        saved = saved_several(state, allowed) or []
        ticked = saved if typed is None else ticked_several(typed, "option", allowed)
        results = [
            {
                "text": option["text"],
                "is_ticked": place in saved,
                "belongs": bool(option["is_right"]),
                "is_right": (place in saved) == bool(option["is_right"]),
                "feedback": option["feedback"],
                "src": option["src"],
            }
            for place, option in enumerate(options if saved else [])
        ]
        return {"ticked": ticked, "results": results, "right": sum(result["is_right"] for result in results)}

    def rules(self, value: Any) -> JSON:
        return [[key, bool(option["is_right"])] for key, option in with_ids(value["options"])]

    def wording(self, value: Any) -> list[str]:
        return [value["question"], *(option["text"] for option in value["options"])]

    def own_texts(self, value: Any) -> list[Text]:
        items = item_texts(value["options"], text="option", feedback="feedback")
        return [Text("question", value["question"]), *items]

    def checks(self, value: Any) -> list[Problem]:
        options, problems = value["options"], []
        texts = [(option["text"] or "").strip() for option in options]
        for number, option in enumerate(options, start=1):
            if not option["feedback"]:
                problems.append(Problem("options", _("Option %(number)s has no feedback.") % {"number": number}))
            if texts[number - 1] and (first := texts.index(texts[number - 1]) + 1) < number:
                message = _("Options %(first)s and %(number)s are the same. Change one of them.")
                problems.append(Problem("options", message % {"first": first, "number": number}))
        return problems + _count_problems(right=sum(bool(option["is_right"]) for option in options), of=len(options))

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        no_unknown(data, "question", "options")
        options = []
        for option in source_list(data, "options", "t", "r", "fb", "src"):
            if not isinstance(option.get("r"), bool):
                raise SourceError(_("“r” is true or false: should this option be ticked?"))
            options.append(
                {
                    "text": source_text(option, "t"),
                    "is_right": option["r"],
                    **read_feedback(option),
                }
            )
        return {"question": source_text(data, "question"), "options": source_items(key, "options", options)}

    def write_source(self, value: Any) -> dict[str, Any]:
        options = [
            {"t": option["text"], "r": bool(option["is_right"]), **write_feedback(option)}
            for option in value["options"]
        ]
        return {"question": value["question"], "options": options}

    class Meta:
        icon = "circle-check"
        label = _("Several right answers")
        description = _("Tick everything that is right; every option says why. Good for: what belongs to it?")


def _count_problems(*, right: int, of: int) -> list[Problem]:
    """What to say of the number of options that should be ticked."""
    if right == 0:
        message = _("None of the options should be ticked. Tick “This should be ticked” at the right ones.")
        return [Problem("options", message)]
    if right == of:
        message = _("Every option is right, so there is nothing to choose. Is that what you want?")
        return [Problem("options", message, is_error=False)]
    if right == 1:
        message = _("Only one option is right. Would “Choice” be a better kind of exercise?")
        return [Problem("options", message, is_error=False)]
    return []
