"""`SortExercise`: items to put into groups, some of which fit in more than one."""

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
    source_texts,
    with_ids,
    write_feedback,
)
from exercises.contract import JSON, Outcome, Problem, SourceError, Text


class ItemBlock(blocks.StructBlock):
    """One item, the groups that are right for it, and why."""

    text = blocks.CharBlock(
        label=_("Item"), max_length=160, help_text=_("A few words. For example: Reading a letter together")
    )
    fits = blocks.TextBlock(
        label=_("Fits in"),
        rows=2,
        help_text=_("The name of the group, just as you wrote it above. More than one is right? One on each line."),
    )
    feedback = blocks.TextBlock(
        label=_("Feedback"), rows=2, help_text=_("Say why it belongs there. One or two sentences.")
    )
    src = blocks.CharBlock(label=_("Sources"), required=False, help_text=_("Only for this item. For example: S1"))

    class Meta:
        label = _("Item")


class SortExercise(ExerciseBlock):
    """Items to put into groups, with a select list at each, so that nothing has to be dragged."""

    kind = "sort"
    judged = True
    pasting = Pasting("items", ("text", "fits", "feedback"))
    for_group = True
    example = """
id: example
kind: sort
title: Wie doet dit vooral?
minutes: 2
buckets: ["vooral de trainer", "vooral de club"]
items:
  - {t: "Elk kind bij de naam begroeten", b: ["vooral de trainer"], fb: "Jij ziet ze elke week als eerste."}
  - {t: "Een vertrouwenspersoon aanwijzen", b: ["vooral de club"], fb: "Dat doet het bestuur. Weet jij wie het is?"}
  - t: "Nieuwe ouders welkom heten"
    b: ["vooral de trainer", "vooral de club"]
    fb: "Het mag allebei, als iemand het maar doet."
    src: S1
"""
    example_answer = {"item-0": ["0"], "item-1": ["0"], "item-2": ["1"]}

    buckets = SeveralBlock(
        blocks.CharBlock(label=_("Group"), max_length=60),
        label=_("Groups"),
        min_num=2,
        max_num=5,
        help_text=_("Two to five groups, each with a short name. For example: the coach, the club"),
    )
    items = SeveralBlock(
        ItemBlock(), label=_("Items"), min_num=2, max_num=12, help_text=_("On screen they come in a mixed order.")
    )

    def parse_answer(self, value: Any, data: QueryDict) -> JSON:
        message = _("Choose a group for “%(item)s”.")
        missing = {row: with_words(message, item=value["items"][row]["text"]) for row in mixed(value["items"])}
        return list(picked_rows(data, "item", range(len(value["buckets"])), missing))

    def grade(self, value: Any, answer: JSON) -> Outcome:
        assert isinstance(answer, list)
        right = sum(pick in _accepted(value, item) for pick, item in zip(answer, value["items"], strict=True))
        return Outcome(score=right / len(answer), passed=right == len(answer))

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        items, buckets, order = value["items"], list(value["buckets"]), mixed(value["items"])
        allowed = range(len(buckets))
        ticked = ticked_rows(state, typed, "item", len(items), allowed)
        rows = [{"name": f"item-{row}", "text": items[row]["text"], "ticked": ticked[row]} for row in order]
        saved = saved_rows(state, len(items), allowed) or []
        results = [
            {
                "text": items[row]["text"],
                "chosen": buckets[saved[row]],
                "is_right": saved[row] in _accepted(value, items[row]),
                "fitting": [buckets[bucket] for bucket in _accepted(value, items[row])],
                "feedback": items[row]["feedback"],
                "src": items[row]["src"],
            }
            for row in (order if saved else [])
        ]
        right = sum(result["is_right"] for result in results)
        choices = [{"number": number, "text": bucket} for number, bucket in enumerate(buckets)]
        return {"rows": rows, "choices": choices, "results": results, "right": right}

    def rules(self, value: Any) -> JSON:
        keys = [[key, _accepted(value, item)] for key, item in with_ids(value["items"])]
        return {"buckets": item_ids(value["buckets"]), "items": keys}

    def wording(self, value: Any) -> list[str]:
        return [*value["buckets"], *(item["text"] for item in value["items"])]

    def own_texts(self, value: Any) -> list[Text]:
        items = item_texts(value["items"], text="question", feedback="feedback")
        return [*(Text("option", bucket) for bucket in value["buckets"]), *items]

    def checks(self, value: Any) -> list[Problem]:
        buckets = [bucket.strip() for bucket in value["buckets"] if bucket and bucket.strip()]
        names, problems = ", ".join(dict.fromkeys(buckets)), []
        if len(set(buckets)) < len(buckets):
            problems.append(Problem("buckets", _("Two groups have the same name. Give each its own.")))
        for number, item in enumerate(value["items"], start=1):
            if not item["feedback"]:
                problems.append(Problem("items", _("Item %(number)s has no feedback.") % {"number": number}))
            for line in _lines(item["fits"]):
                if line not in buckets:
                    message = _("Item %(number)s: there is no group “%(group)s”. There are: %(groups)s.")
                    problems.append(Problem("items", message % {"number": number, "group": line, "groups": names}))
            if buckets and not _lines(item["fits"]):
                message = _("Item %(number)s has no group yet. There are: %(groups)s.")
                problems.append(Problem("items", message % {"number": number, "groups": names}))
        for bucket in buckets:
            if not any(bucket in _lines(item["fits"]) for item in value["items"]):
                message = _("Nothing fits in “%(group)s”. Is that what you want?")
                problems.append(Problem("buckets", message % {"group": bucket}, is_error=False))
        return problems

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        no_unknown(data, "buckets", "items")
        buckets = source_texts(data, "buckets")
        items = []
        for item in source_list(data, "items", "t", "b", "fb", "src"):
            fits = source_texts(item, "b")
            if unknown := [bucket for bucket in fits if bucket not in buckets]:
                raise SourceError(_("“%(name)s” is not one of the buckets.") % {"name": ", ".join(unknown)})
            items.append(
                {
                    "text": source_text(item, "t"),
                    "fits": "\n".join(fits),
                    **read_feedback(item),
                }
            )
        return {"buckets": source_items(key, "buckets", buckets), "items": source_items(key, "items", items)}

    def write_source(self, value: Any) -> dict[str, Any]:
        items = [{"t": item["text"], "b": _lines(item["fits"]), **write_feedback(item)} for item in value["items"]]
        return {"buckets": list(value["buckets"]), "items": items}

    class Meta:
        icon = "folder-open-inverse"
        label = _("Sort into groups")
        description = _("Put each item in the right group; each says why. Good for: whose task is this?")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _accepted(value: Any, item: Any) -> list[int]:
    """The places of the groups that are right for this item."""
    fits = _lines(item["fits"])
    return [place for place, bucket in enumerate(value["buckets"]) if bucket.strip() in fits]
