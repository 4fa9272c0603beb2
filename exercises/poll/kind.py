"""`PollExercise`: what do you think? Nothing is right or wrong; from twenty answers on, everybody sees the totals."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from exercises.answers import picked
from exercises.base import (
    ExerciseBlock,
    Pasting,
    SeveralBlock,
    filled,
    item_ids,
    item_texts,
    no_unknown,
    source_items,
    source_list,
    source_text,
)
from exercises.contract import JSON, InvalidAnswer, Outcome, Problem, Response, SourceError, Text

TOTALS_FROM = 20  # answers; with fewer, somebody might be recognised
MOST_HANDS = 1000  # in one room


class OptionBlock(blocks.StructBlock):
    """One answer, and what the learner reads after choosing it."""

    text = blocks.CharBlock(
        label=_("Answer"), max_length=160, help_text=_("A few words. For example: Quarrels or bullying")
    )
    lesson = blocks.TextBlock(
        label=_("What goes with it"),
        rows=2,
        help_text=_("Which lesson or tip fits this answer. For example: Lesson B2 is about this: keeping order."),
    )

    class Meta:
        label = _("Answer")
        label_format = "{text}"


class PollExercise(ExerciseBlock):
    """One question about the learner's own practice. An answer is kept by the id of its option, to be counted."""

    kind = "poll"
    style = "exercises/poll.css"
    counted = True
    for_group = True
    pasting = Pasting("options", ("text", "lesson"))
    example = """
id: example
kind: poll
title: Wat vind jij het lastigst?
minutes: 1
required: false
question: Wat vind jij het lastigst op de club?
options:
  - {t: "Drukte in de groep", lesson: "De les over structuur helpt je aan korte afspraken."}
  - {t: "Ruzie of pesten", lesson: "In de les over pesten oefen je wat je zegt."}
  - {t: "Te weinig tijd", lesson: "Begin klein: één afspraak scheelt al veel."}
after: "Dank je. Bijna iedereen vindt wel iets lastig."
"""
    example_answer = {"option": ["0"]}

    question = blocks.TextBlock(
        label=_("Question"), rows=2, help_text=_("About the learner's own practice. There is no right answer.")
    )
    options = SeveralBlock(OptionBlock(), label=_("Answers"), min_num=2, max_num=8)
    after = blocks.TextBlock(
        label=_("Afterwards"),
        required=False,
        rows=2,
        help_text=_("What everybody reads after answering. It must fit every answer."),
    )

    # -- Answering ---------------------------------------------------------------------------------------------

    def parse_answer(self, value: Any, data: QueryDict) -> JSON:
        chosen = picked(data, "option", range(len(value["options"])))
        if chosen is None:
            raise InvalidAnswer({"option": _("Choose one of the answers.")})
        return item_ids(value["options"])[chosen]

    def grade(self, value: Any, answer: JSON) -> Outcome:
        return Outcome()

    def respond_in_group(self, value: Any, state: dict[str, Any], data: QueryDict) -> Response:
        """How many hands went up for each answer. Empty is fine: the group only wants to talk about it."""
        hands, errors = [], {}
        for place, option in enumerate(value["options"]):
            name = f"hands-{place}"
            typed = data.get(name, "").strip()
            count = picked(data, name, range(MOST_HANDS)) if typed else 0
            if count is None:
                message = _("“%(answer)s”: type a whole number, such as 4.")
                errors[name] = message % {"answer": option["text"]}
            hands.append(count or 0)
        if errors:
            raise InvalidAnswer(errors)
        return Response(answer=list(hands), state={"hands": hands}, outcome=Outcome())

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        options, keys = value["options"], item_ids(value["options"])
        answer, hands = state.get("answer"), _saved_hands(state, len(options))
        place = keys.index(answer) if isinstance(answer, str) and answer in keys else None
        ticked = picked(typed, "option", range(len(options))) if typed is not None else place
        return {
            "ticked": ticked,
            "chosen": None if place is None else options[place],
            "hands": _hands_fields(options, hands, typed),
            "hands_rows": _rows(options, hands) if hands is not None else [],
        }

    def view_totals(self, value: Any, totals: Mapping[str, int]) -> dict[str, Any]:
        """A row for each answer, or none while too few have answered."""
        counts = [totals.get(key or "", 0) for key in item_ids(value["options"])]
        is_enough = sum(counts) >= TOTALS_FROM
        return {"totals": _rows(value["options"], counts) if is_enough else [], "totals_from": TOTALS_FROM}

    # -- Telling about itself ----------------------------------------------------------------------------------

    def rules(self, value: Any) -> JSON:
        return list(item_ids(value["options"]))

    def wording(self, value: Any) -> list[str]:
        return [value["question"], *(option["text"] for option in value["options"])]

    def own_texts(self, value: Any) -> list[Text]:
        options = item_texts(value["options"], text="option", lesson="feedback")
        return [Text("question", value["question"]), *options, Text("feedback", value["after"])]

    def checks(self, value: Any) -> list[Problem]:
        problems: list[Problem] = []
        seen: dict[str, int] = {}
        for number, option in enumerate(value["options"], start=1):
            text = (option["text"] or "").strip().lower()
            if text and text in seen:
                message = _("Answers %(first)s and %(number)s are the same. Give each its own words.")
                problems.append(Problem("options", message % {"first": seen[text], "number": number}))
            seen.setdefault(text, number)
            if not option["lesson"]:
                message = _("Answer %(number)s says nothing afterwards. Write which lesson or tip goes with it.")
                problems.append(Problem("options", message % {"number": number}))
        return problems

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        no_unknown(data, "question", "options", "after", "show_totals_from")
        if data.get("show_totals_from", TOTALS_FROM) != TOTALS_FROM:
            message = _("“show_totals_from” is %(count)s for every poll: with fewer, somebody might be recognised.")
            raise SourceError(message % {"count": TOTALS_FROM})
        options = [
            {"text": source_text(option, "t"), "lesson": source_text(option, "lesson", default="")}
            for option in source_list(data, "options", "t", "lesson")
        ]
        return {
            "question": source_text(data, "question"),
            "options": source_items(key, "options", options),
            "after": source_text(data, "after", default=""),
        }

    def write_source(self, value: Any) -> dict[str, Any]:
        options = [{"t": option["text"], "lesson": option["lesson"]} for option in value["options"]]
        return {"question": value["question"], "options": options, **filled(value, "after")}

    class Meta:
        icon = "list-ol"
        label = _("Poll")
        description = _("What do you think? Everybody sees the totals. Good for: you are not the only one.")


def _rows(options: Any, counts: Sequence[int]) -> list[dict[str, Any]]:
    """How often each answer was given, in numbers and as a share of all."""
    total = sum(counts)
    return [
        {
            "text": option["text"],
            "lesson": option["lesson"],
            "count": count,
            "total": total,
            "percent": round(100 * count / total) if total else 0,
        }
        for option, count in zip(options, counts, strict=True)
    ]


def _hands_fields(options: Any, hands: list[int] | None, typed: QueryDict | None) -> list[dict[str, Any]]:
    """The fields to type how many hands went up: as refused, as counted, or empty."""
    counted: list[Any] = [count or "" for count in hands or [0] * len(options)]
    fields = []
    for place, option in enumerate(options):
        name = f"hands-{place}"
        kept = typed.get(name, "") if typed is not None else counted[place]
        fields.append({"name": name, "text": option["text"], "typed": kept})
    return fields


def _saved_hands(state: dict[str, Any], options: int) -> list[int] | None:
    """The hands that were counted, or None when there are none that fit this poll."""
    hands = state.get("hands")
    if not isinstance(hands, list) or len(hands) != options:
        return None
    return hands if all(type(count) is int and 0 <= count < MOST_HANDS for count in hands) else None
