"""`StatementExercise`: statements to agree with or not, and a nuance for either answer."""

from typing import Any

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from exercises.answers import picked_rows, saved_rows, ticked_rows
from exercises.base import (
    ExerciseBlock,
    Pasting,
    filled,
    item_texts,
    no_unknown,
    source_items,
    source_list,
    source_text,
    source_texts,
    with_ids,
)
from exercises.contract import JSON, Outcome, Problem, SourceError, Text

ANSWERS = range(2)
DEFAULT_LABELS = ["eens", "oneens"]  # what source files mean when they name no answers


class Side(models.TextChoices):
    """One of the two answers. Stored by place, so that an answer can get another name."""

    FIRST = "first", _("The first answer")
    SECOND = "second", _("The second answer")


SIDES = [Side.FIRST, Side.SECOND]


class StatementBlock(blocks.StructBlock):
    """One statement, what we would choose, and what the learner reads after either answer."""

    text = blocks.TextBlock(
        label=_("Statement"), rows=2, help_text=_("One sentence. For example: A child always wants to tell its story.")
    )
    best = blocks.ChoiceBlock(label=_("What would you choose?"), choices=Side.choices)
    first_feedback = blocks.TextBlock(
        label=_("After the first answer"),
        rows=2,
        help_text=_("The nuance, in one or two sentences. Never a telling-off."),
    )
    second_feedback = blocks.TextBlock(label=_("After the second answer"), rows=2)
    src = blocks.CharBlock(label=_("Sources"), required=False, help_text=_("Only for this statement. For example: S1"))

    class Meta:
        label = _("Statement")


class StatementExercise(ExerciseBlock):
    """A few statements in one form. They make people think: nobody passes or fails."""

    kind = "statement"
    pasting = Pasting("statements", ("text", "first_feedback", "second_feedback"))
    for_group = True
    example = """
id: example
kind: statement
title: Eens of oneens?
minutes: 2
intro: Kies eerst zelf. Daarna lees je er meer over.
statements:
  - t: "Wie te laat komt, vindt de training niet belangrijk."
    best: oneens
    agree: "Dat lijkt soms zo. Vaak kan een kind er zelf niets aan doen."
    disagree: "Vaak is er thuis iets aan de hand. Vraag het rustig, zonder de groep erbij."
  - t: "Een kind wil graag dat iemand zijn naam kent."
    best: eens
    agree: "Je naam horen is een klein welkom."
    disagree: "Niet elk kind staat graag in het licht. Toch hoort bijna iedereen graag zijn naam."
    src: S1
"""
    example_answer = {"statement-0": ["1"], "statement-1": ["0"]}

    first_answer = blocks.CharBlock(
        label=_("First answer"), default=DEFAULT_LABELS[0], max_length=30, help_text=_("One or two words.")
    )
    second_answer = blocks.CharBlock(label=_("Second answer"), default=DEFAULT_LABELS[1], max_length=30)
    statements = blocks.ListBlock(StatementBlock(), label=_("Statements"), min_num=1, max_num=8)

    def parse_answer(self, value: Any, data: QueryDict) -> JSON:
        message = _("Choose an answer for statement %(number)s.")
        missing = {row: message % {"number": row + 1} for row in range(len(value["statements"]))}
        return list(picked_rows(data, "statement", ANSWERS, missing))

    def grade(self, value: Any, answer: JSON) -> Outcome:
        assert isinstance(answer, list)
        pairs = zip(answer, value["statements"], strict=True)
        same = sum(SIDES[int(str(pick))] == statement["best"] for pick, statement in pairs)
        return Outcome(score=same / len(answer))

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        statements, labels = value["statements"], _labels(value)
        saved = saved_rows(state, len(statements), ANSWERS)
        ticked = ticked_rows(state, typed, "statement", len(statements), ANSWERS)
        rows = [
            {"name": f"statement-{row}", "text": statement["text"], "ticked": ticked[row]}
            for row, statement in enumerate(statements)
        ]
        results = [
            {
                "text": statement["text"],
                "chosen": labels[pick],
                "best": _label(value, statement["best"]),
                "is_best": SIDES[pick] == statement["best"],
                "feedback": (statement["first_feedback"], statement["second_feedback"])[pick],
                "src": statement["src"],
            }
            for pick, statement in zip(saved or [], statements if saved else [], strict=True)
        ]
        return {"rows": rows, "labels": labels, "results": results}

    def rules(self, value: Any) -> JSON:
        return [[key, statement["best"]] for key, statement in with_ids(value["statements"])]

    def wording(self, value: Any) -> list[str]:
        return [*_labels(value), *(statement["text"] for statement in value["statements"])]

    def own_texts(self, value: Any) -> list[Text]:
        roles = {"text": "question", "first_feedback": "feedback", "second_feedback": "feedback"}
        return [*(Text("option", label) for label in _labels(value)), *item_texts(value["statements"], **roles)]

    def checks(self, value: Any) -> list[Problem]:
        problems = []
        if value["first_answer"].strip().lower() == value["second_answer"].strip().lower():
            problems.append(Problem("second_answer", _("The two answers are the same. Give them different names.")))
        for number, statement in enumerate(value["statements"], start=1):
            for name, label in zip(("first_feedback", "second_feedback"), _labels(value), strict=True):
                if not statement[name]:
                    message = _("Statement %(number)s has no text after “%(answer)s”. Write one or two sentences.")
                    problems.append(Problem("statements", message % {"number": number, "answer": label}))
        return problems

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        no_unknown(data, "answers", "statements")
        labels = source_texts(data, "answers") if "answers" in data else DEFAULT_LABELS
        if len(labels) != len(ANSWERS):
            raise SourceError(_("“answers” are two: the first and the second."))
        statements = []
        for item in source_list(data, "statements", "t", "best", "agree", "disagree", "src"):
            if item.get("best") not in labels:
                raise SourceError(_("“best” is one of the answers: %(answers)s.") % {"answers": ", ".join(labels)})
            statements.append(
                {
                    "text": source_text(item, "t"),
                    "best": SIDES[labels.index(item["best"])].value,
                    "first_feedback": source_text(item, "agree", default=""),
                    "second_feedback": source_text(item, "disagree", default=""),
                    "src": source_text(item, "src", default=""),
                }
            )
        answers = {"first_answer": labels[0], "second_answer": labels[1]}
        return answers | {"statements": source_items(key, "statements", statements)}

    def write_source(self, value: Any) -> dict[str, Any]:
        labels = _labels(value)
        statements = []
        for statement in value["statements"]:
            item = {
                "t": statement["text"],
                "best": _label(value, statement["best"]),
                "agree": statement["first_feedback"],
                "disagree": statement["second_feedback"],
            }
            statements.append(item | filled(statement, "src"))
        return ({} if labels == DEFAULT_LABELS else {"answers": labels}) | {"statements": statements}

    class Meta:
        icon = "success"
        label = _("Statements")
        description = _("Agree or not, then a nuance for either answer. Good for: loosening a firm opinion.")


def _label(value: Any, side: str) -> str:
    """The name of an answer; empty while a draft has not said which."""
    return dict(zip(Side.values, _labels(value), strict=True)).get(side, "")


def _labels(value: Any) -> list[str]:
    return [value["first_answer"], value["second_answer"]]
