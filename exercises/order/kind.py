"""`OrderExercise`: steps to put in the right order."""

from bisect import bisect_left
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.languages import with_words
from exercises.answers import picked_rows, saved_rows, ticked_rows
from exercises.base import (
    ExerciseBlock,
    Pasting,
    SeveralBlock,
    filled,
    item_ids,
    item_texts,
    mixed,
    no_unknown,
    source_items,
    source_list,
    source_text,
)
from exercises.contract import JSON, InvalidAnswer, Outcome, Problem, Text


class StepBlock(blocks.StructBlock):
    """One step, and why it comes here."""

    text = blocks.CharBlock(
        label=_("Step"), max_length=160, help_text=_("What you do, in a few words. For example: Go to the child")
    )
    why = blocks.TextBlock(
        label=_("Why here?"),
        rows=2,
        help_text=_("Why this step comes here. One or two sentences. For example: First see whether it is safe."),
    )
    src = blocks.CharBlock(label=_("Sources"), required=False, help_text=_("Only for this step. For example: S1"))

    class Meta:
        label = _("Step")
        label_format = "{text}"


class OrderExercise(ExerciseBlock):
    """Steps in a mixed order, with a list of places at each; script puts buttons to move them in its place."""

    kind = "order"
    style = "exercises/order.css"
    judged = True
    script = "exercises/order.js"
    pasting = Pasting("steps", ("text", "why"))
    example = """
id: example
kind: order
title: Een kind valt
minutes: 2
intro: Een kind valt en huilt. Zet de stappen in een goede volgorde.
steps:
  - {t: "Naar het kind toe gaan", why: "Je bent erbij. Dat is het eerste wat een kind nodig heeft."}
  - {t: "Vragen waar het pijn doet", why: "Eerst luisteren en kijken, dan pas iets doen."}
  - {t: "Hulp halen als dat nodig is", why: "Nu weet je wat er is, en dus ook wie je nodig hebt.", src: S1}
  - {t: "De ouders bellen", why: "Je kunt nu vertellen wat er is gebeurd en wat je al deed."}
feedback: Eerst erbij zijn, dan kijken, dan pas regelen.
"""
    example_answer = {"step-0": ["0"], "step-1": ["2"], "step-2": ["1"], "step-3": ["3"]}

    steps = SeveralBlock(
        StepBlock(),
        label=_("Steps"),
        min_num=3,
        max_num=10,
        help_text=_("In the right order: on screen they are mixed. Four to seven work best."),
    )
    feedback = blocks.TextBlock(
        label=_("Feedback"),
        rows=3,
        help_text=_("For everybody, after answering. Say what matters most, also if another order can be good."),
    )

    def parse_answer(self, value: Any, data: QueryDict) -> JSON:
        steps, order = value["steps"], mixed(value["steps"])
        if steps and not any(data.get(_name(row)) for row in order):
            raise InvalidAnswer({_name(order[0]): _("Nothing was moved or chosen yet. Put the steps in order first.")})
        missing = {row: with_words(_("Choose a place for “%(step)s”."), step=steps[row]["text"]) for row in order}
        places = picked_rows(data, "step", range(len(steps)), missing)
        taken: dict[int, int] = {}
        errors = {}
        for row in order:
            if (other := taken.setdefault(places[row], row)) != row:
                message = _("Place %(place)s is taken by “%(other)s”. Choose another place.")
                errors[_name(row)] = with_words(message, place=places[row] + 1, other=steps[other]["text"])
        if errors:
            raise InvalidAnswer(errors)
        return list(places)

    def grade(self, value: Any, answer: JSON) -> Outcome:
        assert isinstance(answer, list)
        places = [int(str(place)) for place in answer]
        moves, most = len(places) - len(staying(places)), len(places) - 1
        return Outcome(score=1 - moves / most if most else 1.0, passed=moves == 0)

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        steps = value["steps"]
        allowed = range(len(steps))
        saved = _saved_places(state, len(steps))
        order = sorted(allowed, key=saved.__getitem__) if saved else mixed(steps)
        ticked = ticked_rows({"answer": saved}, typed, "step", len(steps), allowed)
        rows = [{"name": _name(row), "text": steps[row]["text"], "ticked": ticked[row]} for row in order]
        stay = staying(saved)
        results = [
            {"text": step["text"], "why": step["why"], "src": step["src"], "place": place + 1, "is_right": row in stay}
            for row, (step, place) in enumerate(zip(steps if saved else [], saved, strict=True))
        ]
        choices = [{"number": place, "text": _("place %(place)s") % {"place": place + 1}} for place in allowed]
        return {"rows": rows, "choices": choices, "results": results, "moves": len(saved) - len(stay)}

    def rules(self, value: Any) -> JSON:
        return item_ids(value["steps"])

    def wording(self, value: Any) -> list[str]:
        return [step["text"] for step in value["steps"]]

    def own_texts(self, value: Any) -> list[Text]:
        """On paper the steps are mixed as they are on screen."""
        shown = [value["steps"][row] for row in mixed(value["steps"])]
        return [*item_texts(shown, text="option", why="feedback"), Text("feedback", value["feedback"])]

    def checks(self, value: Any) -> list[Problem]:
        problems, texts = [], [(step["text"] or "").strip() for step in value["steps"]]
        for number, step in enumerate(value["steps"], start=1):
            if not step["why"]:
                message = _("Step %(number)s does not say why it comes here.")
                problems.append(Problem("steps", message % {"number": number}))
            if texts[number - 1] and (first := texts.index(texts[number - 1]) + 1) < number:
                message = _("Steps %(first)s and %(number)s are the same. Change one of them.")
                problems.append(Problem("steps", message % {"first": first, "number": number}))
        if not value["feedback"]:
            problems.append(Problem("feedback", _("There is no feedback yet. Say what matters most in this order.")))
        return problems

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        no_unknown(data, "steps", "feedback")
        steps = [
            {
                "text": source_text(step, "t"),
                "why": source_text(step, "why", default=""),
                "src": source_text(step, "src", default=""),
            }
            for step in source_list(data, "steps", "t", "why", "src")
        ]
        return {
            "steps": source_items(key, "steps", list(steps)),
            "feedback": source_text(data, "feedback", default=""),
        }

    def write_source(self, value: Any) -> dict[str, Any]:
        steps = [{"t": step["text"], "why": step["why"], **filled(step, "src")} for step in value["steps"]]
        return {"steps": steps, "feedback": value["feedback"]}

    class Meta:
        icon = "list-ol"
        label = _("Put steps in order")
        description = _("Steps in a mixed order; each says why it comes where. Good for: what do you do first?")


def staying(places: list[int]) -> set[int]:
    """The most steps that can stay where they are; moving only the others makes the order right.

    `places` has for each step, in the right order, the place that it was given. It is the longest run of rising places.
    """
    lowest_ends: list[int] = []  # for every length of run, the lowest place that one can end with
    ends_at: list[int] = []  # for every step, the length of the longest run that ends there
    for place in places:
        length = bisect_left(lowest_ends, place)
        lowest_ends[length : length + 1] = [place]
        ends_at.append(length)
    stay: set[int] = set()
    wanted = len(lowest_ends) - 1
    for row in reversed(range(len(places))):
        if ends_at[row] == wanted:  # of those left of here, the nearest one with a run this long has the lowest place
            stay.add(row)
            wanted -= 1
    return stay


def _name(row: int) -> str:
    return f"step-{row}"


def _saved_places(state: dict[str, Any], count: int) -> list[int]:
    """The places that were saved, one for each step; empty when they do not fit this exercise."""
    saved = saved_rows(state, count, range(count)) or []
    return saved if len(set(saved)) == count else []
