"""`MatchExercise`: pairs whose right halves come in a mixed order."""

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
    item_ids,
    item_texts,
    mixed,
    no_unknown,
    read_feedback,
    source_items,
    source_list,
    source_text,
    write_feedback,
)
from exercises.contract import JSON, Outcome, Problem, Text


class PairBlock(blocks.StructBlock):
    """Two things that belong together, and why."""

    left = blocks.CharBlock(label=_("What is given"), max_length=200, help_text=_("For example: Open question"))
    right = blocks.CharBlock(
        label=_("What belongs to it"), max_length=200, help_text=_("For example: “What does your morning look like?”")
    )
    feedback = blocks.TextBlock(
        label=_("Feedback"), rows=2, help_text=_("Say why these belong together. One or two sentences.")
    )
    src = blocks.CharBlock(label=_("Sources"), required=False, help_text=_("Only for this pair. For example: S1"))

    class Meta:
        label = _("Pair")


class MatchExercise(ExerciseBlock):
    """At each left half a select list with all right halves. The same one may be chosen twice."""

    kind = "match"
    judged = True
    pasting = Pasting("pairs", ("left", "right", "feedback"))
    example = """
id: example
kind: match
title: Wat hoor je?
minutes: 2
intro: Koppel de zin aan wat je hoort.
pairs:
  - {left: "Open vraag", right: "‘Hoe gaat zo’n ochtend?’", fb: "De ander kiest waar het over gaat."}
  - {left: "Samenvatten", right: "‘Dus de donderdag is lastig.’", fb: "Vraag daarna of het klopt."}
  - {left: "Bevestigen", right: "‘U kwam toch maar mooi.’", fb: "Je zegt wat iemand doet, zonder cijfer.", src: S1}
"""
    example_answer = {"pair-0": ["0"], "pair-1": ["1"], "pair-2": ["1"]}

    pairs = SeveralBlock(
        PairBlock(),
        label=_("Pairs"),
        min_num=2,
        max_num=8,
        help_text=_("On screen the right halves come in a mixed order."),
    )

    def parse_answer(self, value: Any, data: QueryDict) -> JSON:
        message = _("Choose what belongs to “%(left)s”.")
        missing = {row: with_words(message, left=pair["left"]) for row, pair in enumerate(value["pairs"])}
        return list(picked_rows(data, "pair", range(len(missing)), missing))

    def grade(self, value: Any, answer: JSON) -> Outcome:
        assert isinstance(answer, list)
        right = sum(_is_right(value, row, int(str(pick))) for row, pick in enumerate(answer))
        return Outcome(score=right / len(answer), passed=right == len(answer))

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        pairs = value["pairs"]
        allowed = range(len(pairs))
        ticked = ticked_rows(state, typed, "pair", len(pairs), allowed)
        rows = [{"name": f"pair-{row}", "text": pair["left"], "ticked": ticked[row]} for row, pair in enumerate(pairs)]
        saved = saved_rows(state, len(pairs), allowed) or []
        results = [
            {
                "text": pairs[row]["left"],
                "chosen": pairs[pick]["right"],
                "is_right": _is_right(value, row, pick),
                "fitting": pairs[row]["right"],
                "feedback": pairs[row]["feedback"],
                "src": pairs[row]["src"],
            }
            for row, pick in enumerate(saved)
        ]
        right = sum(result["is_right"] for result in results)
        return {"rows": rows, "choices": _choices(value), "results": results, "right": right}

    def rules(self, value: Any) -> JSON:
        pairs = value["pairs"]
        rights = [pair["right"] for pair in pairs]
        # Which halves are equal decides what counts as right, so it is part of the rules; the texts are not.
        return [[key, rights.index(right)] for key, right in zip(item_ids(pairs), rights, strict=True)]

    def wording(self, value: Any) -> list[str]:
        return [text for pair in value["pairs"] for text in (pair["left"], pair["right"])]

    def own_texts(self, value: Any) -> list[Text]:
        return item_texts(value["pairs"], left="question", right="option", feedback="feedback")

    def checks(self, value: Any) -> list[Problem]:
        problems, lefts = [], [(pair["left"] or "").strip() for pair in value["pairs"]]
        for number, pair in enumerate(value["pairs"], start=1):
            if not pair["feedback"]:
                problems.append(Problem("pairs", _("Pair %(number)s has no feedback.") % {"number": number}))
            if lefts[number - 1] and (first := lefts.index(lefts[number - 1]) + 1) < number:
                message = _("Pairs %(first)s and %(number)s begin with the same text. Change one of them.")
                problems.append(Problem("pairs", message % {"first": first, "number": number}))
        rights = {pair["right"] for pair in value["pairs"]}
        if len(rights) == 1 and any(rights):
            message = _("There is only one thing to choose. Give the pairs different right halves.")
            problems.append(Problem("pairs", message))
        return problems

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        no_unknown(data, "pairs")
        pairs = [
            {"left": source_text(item, "left"), "right": source_text(item, "right"), **read_feedback(item)}
            for item in source_list(data, "pairs", "left", "right", "fb", "src")
        ]
        return {"pairs": source_items(key, "pairs", pairs)}

    def write_source(self, value: Any) -> dict[str, Any]:
        return {
            "pairs": [{"left": one["left"], "right": one["right"], **write_feedback(one)} for one in value["pairs"]]
        }

    class Meta:
        icon = "link"
        label = _("Match")
        description = _("Find what belongs together; each pair says why. Good for: words and what they sound like.")


def _choices(value: Any) -> list[dict[str, Any]]:
    """The right halves in a mixed order; halves with the same text are one choice."""
    pairs = value["pairs"]
    first = {pair["right"]: row for row, pair in reversed(list(enumerate(pairs)))}
    return [{"number": row, "text": pairs[row]["right"]} for row in mixed(pairs) if first[pairs[row]["right"]] == row]


def _is_right(value: Any, row: int, pick: int) -> bool:
    """Compared by text: two pairs may have the same right half."""
    return bool(value["pairs"][pick]["right"] == value["pairs"][row]["right"])
