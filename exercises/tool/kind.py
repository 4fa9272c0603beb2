"""`ToolExercise`: a field tool in a module. The way somebody goes through it never leaves the browser."""

from string import ascii_uppercase
from typing import Any

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks import ContactKeysBlock
from exercises.base import (
    ExerciseBlock,
    SeveralBlock,
    filled,
    item_ids,
    no_unknown,
    source_items,
    source_list,
    source_text,
    source_texts,
)
from exercises.contract import JSON, Problem, SourceError, Text
from exercises.tool.route import Route, problems, read_route

LISTS = ("say", "dont", "write")  # fields with a line for each thing
FALLBACK = "fallback_for_learners_without_editor_rights"  # in source files
LEAST_OUTCOMES = 2


class Tool(models.TextChoices):
    """The tools that there are. Another gets its line here on the day that it exists."""

    SIGNAL_ROUTE = "signal_route", _("Whom do I turn to?")
    SIGNAL_ROUTE_EDITOR = "signal_route_editor", _("Whom do we turn to? A sheet to fill in")


class AnswerBlock(blocks.StructBlock):
    """One answer, and where it leads."""

    text = blocks.CharBlock(label=_("Answer"), max_length=120, help_text=_("A few words. For example: Yes, or perhaps"))
    to = blocks.CharBlock(
        label=_("Leads to"), max_length=20, help_text=_("The code of the next question, or of an outcome.")
    )

    class Meta:
        label = _("Answer")


class QuestionBlock(blocks.StructBlock):
    """One screen with a question."""

    key = blocks.CharBlock(label=_("Code"), max_length=20, help_text=_("For example: Q1. Answers lead to it."))
    text = blocks.CharBlock(
        label=_("Question"), max_length=200, help_text=_("Short. For example: Is there danger right now?")
    )
    answers = SeveralBlock(AnswerBlock(), label=_("Answers"), min_num=2, max_num=6)

    class Meta:
        label = _("Question")
        label_format = "{key}: {text}"


class OutcomeBlock(blocks.StructBlock):
    """Whom to turn to, and what to say, leave and write down."""

    key = blocks.CharBlock(label=_("Code"), max_length=20, help_text=_("For example: U1. Answers lead to it."))
    title = blocks.CharBlock(label=_("What to do"), max_length=120, help_text=_("For example: Call today for advice"))
    contacts = ContactKeysBlock(
        label=_("Whom you call"), help_text=_("A learner sees the contacts of their own organisation.")
    )
    say = blocks.TextBlock(
        label=_("What you can say"), rows=3, help_text=_("One sentence on each line, just as you would say it.")
    )
    dont = blocks.TextBlock(
        label=_("What you better not do"), required=False, rows=3, help_text=_("One thing on each line.")
    )
    write = blocks.TextBlock(
        label=_("What you write down"), required=False, rows=3, help_text=_("One thing on each line.")
    )
    note = blocks.TextBlock(
        label=_("Please note"),
        required=False,
        rows=2,
        help_text=_("An exception. For example: Is it happening now? Call 112."),
    )
    src = blocks.CharBlock(label=_("Sources"), required=False, help_text=_("Only for this outcome. For example: S1"))

    class Meta:
        label = _("Outcome")
        label_format = "{key}: {title}"


class ToolExercise(ExerciseBlock):
    """Questions one by one to the right contact; or a sheet on which somebody writes who that is in their own place.

    All screens are on the page, and links lead from one to the next. What is written on a sheet stays in the browser.
    """

    kind = "tool"
    style = "exercises/tool.css"
    private = True
    script = "exercises/tool.js"
    codes = frozenset({"src", "key", "to"})
    example = """
id: example
kind: tool
title: Bij wie moet ik zijn?
minutes: 2
intro: Loop de vragen één keer door. Er wordt niets bewaard.
tool: signal_route
after: Weet je niet wie jullie VCP is? Vraag het aan het bestuur.
route:
  start: Q1
  questions:
    - {id: Q1, q: "Is er nu direct gevaar?", answers: [{t: "Ja, nu meteen", to: U1}, {t: "Nee, dat niet", to: Q2}]}
    - {id: Q2, q: "Waar gaat het over?", answers: [{t: "Zorgen over thuis", to: U2}, {t: "Ik twijfel", to: U2}]}
  outcomes:
    - id: U1
      title: Bel nu
      contacts: [noodnummer]
      say: ["Er is nu gevaar voor een kind. Ik ben op … (plek)."]
      dont: ["Ga niet alleen naar het huis."]
      write: ["Hoe laat belde je?"]
      src: S1
    - id: U2
      title: Praat met je VCP
      contacts: [vcp, veilig_thuis]
      say: ["Ik maak me zorgen over een kind. Denk je met me mee?", "Dit zag ik, op deze dagen: …"]
      dont: ["Zet niets in een groepsapp."]
      write: ["Wat zag of hoorde je?", "Wanneer was dat?"]
      note: Speelt het nu? Bel dan meteen.
"""
    example_answer = {}

    tool = blocks.ChoiceBlock(label=_("Tool"), choices=Tool.choices, default=Tool.SIGNAL_ROUTE)
    questions = blocks.ListBlock(
        QuestionBlock(), label=_("Questions"), max_num=12, help_text=_("It begins at the first question.")
    )
    outcomes = blocks.ListBlock(OutcomeBlock(), label=_("Outcomes"), max_num=16)
    fields = blocks.ListBlock(
        blocks.CharBlock(label=_("Line"), max_length=120),
        label=_("Lines of the sheet"),
        default=[],
        max_num=12,
        help_text=_("Only for a sheet to fill in, which has no questions and outcomes. For example: The board"),
    )
    fallback = blocks.TextBlock(
        label=_("With the sheet"),
        required=False,
        rows=2,
        help_text=_("For whoever cannot change the contacts of this site. For example: It stays on this device."),
    )
    after = blocks.TextBlock(
        label=_("Afterwards"), required=False, rows=2, help_text=_("What everybody reads when done.")
    )

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        route = read_route(value)
        rows = zip(item_ids(value["fields"]), value["fields"], strict=True)
        return {
            "is_done": bool(state.get("done")),
            "is_sheet": _is_sheet(value),
            "rows": [{"id": key, "label": label} for key, label in rows],
            "questions": _question_screens(route),
            "outcomes": _outcome_screens(route, value["outcomes"]),
        }

    # -- Telling about itself ----------------------------------------------------------------------------------

    def own_contacts(self, value: Any) -> list[str]:
        return list(dict.fromkeys(key for outcome in value["outcomes"] for key in outcome["contacts"] or []))

    def rules(self, value: Any) -> JSON:
        route, questions = read_route(value), value["questions"]
        ways: list[JSON] = [
            [key, one.key, item_ids(question["answers"]), [answer.to for answer in one.answers]]
            for key, one, question in zip(item_ids(questions), route.questions, questions, strict=True)
        ]
        told = {"tool": value["tool"], "questions": ways, "outcomes": [item_ids(value["outcomes"]), [*route.outcomes]]}
        return told | ({"fields": item_ids(value["fields"])} if value["fields"] else {})

    def wording(self, value: Any) -> list[str]:
        return [text.text for text in self.own_texts(value) if text.role in ("question", "option")]

    def own_texts(self, value: Any) -> list[Text]:
        texts = [Text("question", field) for field in value["fields"]]
        for question in value["questions"]:
            texts.append(Text("question", question["text"]))
            texts += [Text("option", answer["text"]) for answer in question["answers"]]
        for outcome in value["outcomes"]:
            texts.append(Text("outcome", outcome["title"]))
            texts += [Text("outcome", line) for name in LISTS for line in _lines(outcome[name])]
            texts.append(Text("outcome", outcome["note"]))
        return [*texts, Text("note", value["fallback"]), Text("feedback", value["after"])]

    def checks(self, value: Any) -> list[Problem]:
        if _is_sheet(value):
            return _sheet_problems(value)
        found = problems(read_route(value))
        if not value["questions"]:
            found.append(Problem("questions", _("There is no question yet.")))
        if len(value["outcomes"]) < LEAST_OUTCOMES:
            found.append(Problem("outcomes", _("Give at least two outcomes.")))
        if value["fields"]:
            found.append(Problem("fields", _("Only a sheet to fill in has lines. Delete them.")))
        for number, outcome in enumerate(value["outcomes"], start=1):
            if not outcome["contacts"]:
                message = _("Outcome %(number)s names no contact. Choose at least one.")
                found.append(Problem("outcomes", message % {"number": number}))
            if not _lines(outcome["say"]):
                message = _("Outcome %(number)s does not tell what one can say. Write one or two sentences.")
                found.append(Problem("outcomes", message % {"number": number}))
        return found

    # -- Source files ------------------------------------------------------------------------------------------

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        tool = source_text(data, "tool")
        if tool not in Tool.values:
            message = _("There is no tool “%(tool)s” yet. There is: %(tools)s.")
            raise SourceError(message % {"tool": tool, "tools": ", ".join(Tool.values)})
        if tool == Tool.SIGNAL_ROUTE_EDITOR:
            return _read_sheet(data, key)
        no_unknown(data, "tool", "after", "route")
        route = data.get("route")
        if not isinstance(route, dict):
            raise SourceError(_("“route” has questions and outcomes."))
        no_unknown(route, "start", "questions", "outcomes")
        questions = [_read_question(item, f"{key}/{at}") for at, item in enumerate(_listed(route, "questions"))]
        outcomes = [_read_outcome(item) for item in _listed(route, "outcomes")]
        start = source_text(route, "start", default=questions[0]["key"])
        if start not in [question["key"] for question in questions]:
            raise SourceError(_("“start” is the id of a question: %(start)s is not.") % {"start": start})
        questions.sort(key=lambda question: question["key"] != start)
        return {
            "tool": tool,
            "questions": source_items(key, "questions", questions),
            "outcomes": source_items(key, "outcomes", outcomes),
            "fields": [],
            "fallback": "",
            "after": source_text(data, "after", default=""),
        }

    def write_source(self, value: Any) -> dict[str, Any]:
        if _is_sheet(value):
            fallback = {FALLBACK: value["fallback"]} if value["fallback"] else {}
            return {"tool": value["tool"], "fields": list(value["fields"]), **filled(value, "after"), **fallback}
        questions = [
            {
                "id": question["key"],
                "q": question["text"],
                "answers": [{"t": answer["text"], "to": answer["to"]} for answer in question["answers"]],
            }
            for question in value["questions"]
        ]
        route: dict[str, Any] = {"start": questions[0]["id"]} if questions else {}
        route |= {"questions": questions, "outcomes": [_write_outcome(outcome) for outcome in value["outcomes"]]}
        return {"tool": value["tool"], **filled(value, "after"), "route": route}

    class Meta:
        icon = "decimal"
        label = _("Field tool")
        description = _("One question at a time to the right contact; nothing is kept. Good for: whom do I turn to?")


def _signs(route: Route) -> dict[str, str]:
    """What stands before each screen on paper, where no link leads there: 1, 2 for questions and A, B for outcomes."""
    signs = {f"question-{number}": str(number) for number in range(1, len(route.questions) + 1)}
    return signs | {
        f"outcome-{number}": ascii_uppercase[(number - 1) % len(ascii_uppercase)]
        for number in range(1, len(route.outcomes) + 1)
    }


def _question_screens(route: Route) -> list[dict[str, Any]]:
    screens = []
    signs = _signs(route)
    for number, question in enumerate(route.questions, start=1):
        back = route.before(question.key)
        screens.append(
            {
                "anchor": f"question-{number}",
                "sign": signs[f"question-{number}"],
                "text": question.text,
                "answers": [
                    {"text": one.text, "anchor": anchor, "sign": signs.get(anchor, "")}
                    for one, anchor in ((one, route.anchors.get(one.to, "")) for one in question.answers)
                ],
                "back": route.anchors[back.key] if back and number > 1 else "",
            }
        )
    return screens


def _outcome_screens(route: Route, outcomes: Any) -> list[dict[str, Any]]:
    screens = []
    signs = _signs(route)
    for number, outcome in enumerate(outcomes, start=1):
        back = route.before(route.outcomes[number - 1])
        screens.append(
            {
                "anchor": f"outcome-{number}",
                "sign": signs[f"outcome-{number}"],
                "title": outcome["title"],
                "contacts": outcome["contacts"] or [],
                "note": outcome["note"],
                "src": outcome["src"],
                "back": route.anchors[back.key] if back else "",
                **{name: _lines(outcome[name]) for name in LISTS},
            }
        )
    return screens


def _is_sheet(value: Any) -> bool:
    return bool(value["tool"] == Tool.SIGNAL_ROUTE_EDITOR)


def _sheet_problems(value: Any) -> list[Problem]:
    message = _("A sheet to fill in has no questions and outcomes. Delete them.")
    found = [Problem(name, message) for name in ("questions", "outcomes") if value[name]]
    if not any((field or "").strip() for field in value["fields"]):
        found.append(Problem("fields", _("The sheet has no lines yet. Give at least one.")))
    return found


def _read_sheet(data: dict[str, Any], key: str) -> dict[str, Any]:
    no_unknown(data, "tool", "after", "fields", FALLBACK)
    return {
        "tool": Tool.SIGNAL_ROUTE_EDITOR.value,
        "questions": [],
        "outcomes": [],
        "fields": source_items(key, "fields", list(source_texts(data, "fields"))),
        "fallback": source_text(data, FALLBACK, default=""),
        "after": source_text(data, "after", default=""),
    }


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _listed(route: dict[str, Any], name: str) -> list[dict[str, Any]]:
    names = {
        "questions": ("id", "q", "answers"),
        "outcomes": ("id", "title", "contacts", *LISTS, "note", "src"),
    }
    return source_list(route, name, *names[name])


def _read_question(item: dict[str, Any], key: str) -> dict[str, Any]:
    answers = [
        {"text": source_text(answer, "t"), "to": source_text(answer, "to")}
        for answer in source_list(item, "answers", "t", "to")
    ]
    return {
        "key": source_text(item, "id"),
        "text": source_text(item, "q"),
        "answers": source_items(key, "answers", answers),
    }


def _read_outcome(item: dict[str, Any]) -> dict[str, Any]:
    lists = {name: source_texts(item, name) if name in item else [] for name in LISTS}
    return {
        "key": source_text(item, "id"),
        "title": source_text(item, "title"),
        "contacts": source_texts(item, "contacts"),
        **{name: "\n".join(" ".join(line.split()) for line in lines) for name, lines in lists.items()},
        "note": source_text(item, "note", default=""),
        "src": source_text(item, "src", default=""),
    }


def _write_outcome(outcome: Any) -> dict[str, Any]:
    source = {"id": outcome["key"], "title": outcome["title"], "contacts": list(outcome["contacts"] or [])}
    source |= {name: lines for name in LISTS if (lines := _lines(outcome[name]))}
    return source | filled(outcome, "note", "src")
