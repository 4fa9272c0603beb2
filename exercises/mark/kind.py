"""`MarkExercise`: a text in which every sentence gets one of a few labels."""

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


class SentenceBlock(blocks.StructBlock):
    """One sentence of the text, the label that is right for it, and why."""

    text = blocks.TextBlock(
        label=_("Sentence"), rows=2, help_text=_("One sentence. For example: Yara had nothing to drink three times.")
    )
    label = blocks.CharBlock(
        label=_("Right label"),
        max_length=40,
        help_text=_("The name of the label, just as you wrote it above. For example: fact"),
    )
    feedback = blocks.TextBlock(
        label=_("Feedback"),
        rows=2,
        help_text=_("Say why this label fits. For example: You can count this. Write the dates with it."),
    )
    src = blocks.CharBlock(label=_("Sources"), required=False, help_text=_("Only for this sentence. For example: S1"))

    class Meta:
        label = _("Sentence")
        label_format = "{text}"


class MarkExercise(ExerciseBlock):
    """Sentences in the order of the text, with the labels as radio buttons at each."""

    kind = "mark"
    style = "exercises/mark.css"
    judged = True
    pasting = Pasting("sentences", ("text", "label", "feedback"))
    example = """
id: example
kind: mark
title: Feit of mening?
minutes: 2
intro: Een feit heb je zelf gezien, gehoord of geteld. De rest is een mening.
labels: ["feit", "mening"]
sentences:
  - {t: "Yara had drie keer geen drinken bij zich.", label: feit, fb: "Dit kun je tellen. Schrijf de datums erbij."}
  - {t: "Haar ouders letten niet goed op haar.", label: mening, fb: "Dat weet je niet. Schrijf op wat je zag."}
  - t: "Ze zei: ‘Ze schreeuwen de hele tijd.’"
    label: feit
    fb: "Dat ze dit zei, is een feit. Zet haar eigen woorden tussen aanhalingstekens."
    src: S1
"""
    example_answer = {"sentence-0": ["0"], "sentence-1": ["1"], "sentence-2": ["1"]}

    labels = SeveralBlock(
        blocks.CharBlock(label=_("Name of the label"), max_length=40),
        label=_("Names of the labels"),
        min_num=2,
        max_num=4,
        help_text=_("Two to four, each of one or two words. For example: fact, opinion"),
    )
    sentences = SeveralBlock(
        SentenceBlock(),
        label=_("Sentences"),
        min_num=2,
        max_num=12,
        help_text=_("In the order of the text. Every sentence gets one label. Four to eight work best."),
    )

    def parse_answer(self, value: Any, data: QueryDict) -> JSON:
        message = _("Choose a label for: “%(sentence)s”")
        missing = {row: with_words(message, sentence=item["text"]) for row, item in enumerate(value["sentences"])}
        return list(picked_rows(data, "sentence", range(len(value["labels"])), missing))

    def grade(self, value: Any, answer: JSON) -> Outcome:
        assert isinstance(answer, list)
        pairs = zip(answer, value["sentences"], strict=True)
        right = sum(pick == _right_label(value, sentence) for pick, sentence in pairs)
        return Outcome(score=right / len(answer), passed=right == len(answer))

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        sentences, labels = value["sentences"], list(value["labels"])
        allowed = range(len(labels))
        saved = saved_rows(state, len(sentences), allowed) or []
        ticked = ticked_rows(state, typed, "sentence", len(sentences), allowed)
        rows = [
            {"name": f"sentence-{row}", "text": sentence["text"], "ticked": ticked[row]}
            for row, sentence in enumerate(sentences)
        ]
        results = [
            {
                "text": sentences[row]["text"],
                "chosen": labels[pick],
                "is_right": pick == _right_label(value, sentences[row]),
                "fitting": sentences[row]["label"],
                "feedback": sentences[row]["feedback"],
                "src": sentences[row]["src"],
            }
            for row, pick in enumerate(saved)
        ]
        right = sum(result["is_right"] for result in results)
        return {"rows": rows, "labels": labels, "results": results, "right": right}

    def rules(self, value: Any) -> JSON:
        keys = [[key, _right_label(value, sentence)] for key, sentence in with_ids(value["sentences"])]
        return {"labels": item_ids(value["labels"]), "sentences": keys}

    def wording(self, value: Any) -> list[str]:
        return [*value["labels"], *(sentence["text"] for sentence in value["sentences"])]

    def own_texts(self, value: Any) -> list[Text]:
        sentences = item_texts(value["sentences"], text="question", feedback="feedback")
        return [*(Text("option", label) for label in value["labels"]), *sentences]

    def checks(self, value: Any) -> list[Problem]:
        labels = [name for name in _names(value) if name]
        problems = []
        if len({label.lower() for label in labels}) < len(labels):
            problems.append(Problem("labels", _("Two labels have the same name. Give each its own.")))
        for number, sentence in enumerate(value["sentences"], start=1):
            problems += _sentence_problems(number, sentence, labels)
        used = {(sentence["label"] or "").strip() for sentence in value["sentences"]}
        for label in labels:
            if label not in used:
                message = _("No sentence has the label “%(label)s”. Is that what you want?")
                problems.append(Problem("labels", message % {"label": label}, is_error=False))
        return problems

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        no_unknown(data, "labels", "sentences")
        labels = source_texts(data, "labels")
        sentences = []
        for sentence in source_list(data, "sentences", "t", "label", "fb", "src"):
            if (label := source_text(sentence, "label")) not in labels:
                raise SourceError(_("“%(name)s” is not one of the labels.") % {"name": label})
            sentences.append(
                {
                    "text": source_text(sentence, "t"),
                    "label": label,
                    **read_feedback(sentence),
                }
            )
        return {
            "labels": source_items(key, "labels", list(labels)),
            "sentences": source_items(key, "sentences", sentences),
        }

    def write_source(self, value: Any) -> dict[str, Any]:
        sentences = [
            {"t": sentence["text"], "label": sentence["label"].strip(), **write_feedback(sentence)}
            for sentence in value["sentences"]
        ]
        return {"labels": _names(value), "sentences": sentences}

    class Meta:
        icon = "tag"
        label = _("Label sentences")
        description = _("Give every sentence its label; each says why. Good for: is this a fact or an opinion?")


def _names(value: Any) -> list[str]:
    return [(label or "").strip() for label in value["labels"]]


def _right_label(value: Any, sentence: Any) -> int | None:
    """The place of the right label; None while a draft has not said which."""
    names, name = _names(value), (sentence["label"] or "").strip()
    return names.index(name) if name in names else None


def _sentence_problems(number: int, sentence: Any, labels: list[str]) -> list[Problem]:
    """What an editor should mend at one sentence."""
    problems, label = [], (sentence["label"] or "").strip()
    if not sentence["feedback"]:
        problems.append(Problem("sentences", _("Sentence %(number)s has no feedback.") % {"number": number}))
    facts = {"number": number, "label": label, "labels": ", ".join(dict.fromkeys(labels))}
    if not label and labels:
        problems.append(Problem("sentences", _("Sentence %(number)s has no label yet. There are: %(labels)s.") % facts))
    elif label and label not in labels:
        message = _("Sentence %(number)s: there is no label “%(label)s”. There are: %(labels)s.")
        problems.append(Problem("sentences", message % facts))
    return problems
