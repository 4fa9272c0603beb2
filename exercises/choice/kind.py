"""`ChoiceExercise`: one question, a few options, and feedback for each."""

from typing import Any

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from exercises.answers import picked, saved_pick
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


class Quality(models.TextChoices):
    """How good an option is. Shown as text with an icon, never as colour alone."""

    STRONG = "strong", _("strong")
    FAIR = "ok", _("possible")
    WEAK = "weak", _("rather not")


QUOTES = {("‘", "’"), ("“", "”")}
SCORES = {Quality.STRONG: 1.0, Quality.FAIR: 0.5, Quality.WEAK: 0.0}
SOURCE_WORDS = {"sterk": Quality.STRONG, "kan": Quality.FAIR, "liever niet": Quality.WEAK}


class OptionBlock(blocks.StructBlock):
    """One option with its quality and what the learner reads after choosing it."""

    text = blocks.TextBlock(label=_("Option"), rows=2)
    quality = blocks.ChoiceBlock(label=_("How good is this?"), choices=Quality.choices)
    feedback = blocks.TextBlock(
        label=_("Feedback"), rows=2, help_text=_("Say why, and what to do instead. One or two sentences.")
    )
    src = blocks.CharBlock(label=_("Sources"), required=False, help_text=_("Only for this option. For example: S1"))

    class Meta:
        label = _("Option")
        label_format = "{text}"


class ChoiceExercise(ExerciseBlock):
    """One question with options of different quality."""

    kind = "choice"
    judged = True
    pasting = Pasting("options", ("text", "feedback"))
    example = """
id: example
kind: choice
title: Een kind komt te laat
minutes: 1
question: Wat zeg je als Noor te laat binnenkomt?
options:
  - {t: "Fijn dat je er bent. Doe maar mee.", k: sterk, fb: "Ze hoort er meteen bij. Praten kan straks."}
  - t: "Je bent te laat. Ga maar zitten."
    k: liever niet
    fb: "Vaak kan een kind er niets aan doen. Laat haar liever meedoen."
    src: S1
"""
    example_answer = {"option": ["0"]}

    question = blocks.TextBlock(label=_("Question"), rows=2, help_text=_("One question, as you would say it aloud."))
    options = SeveralBlock(OptionBlock(), label=_("Options"), min_num=2, max_num=6)

    def parse_answer(self, value: Any, data: QueryDict) -> JSON:
        chosen = picked(data, "option", range(len(value["options"])))
        if chosen is None:
            raise InvalidAnswer({"option": _("Choose one of the answers.")})
        return chosen

    def grade(self, value: Any, answer: JSON) -> Outcome:
        assert isinstance(answer, int)
        quality = value["options"][answer]["quality"]
        return Outcome(score=SCORES.get(quality), passed=quality == Quality.STRONG)

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        options = value["options"]
        answer = saved_pick(state, range(len(options)))
        chosen = None if answer is None else options[answer]
        others = [option for place, option in enumerate(options) if chosen is not None and place != answer]
        return {"answer": answer, "chosen": chosen, "others": others}

    def rules(self, value: Any) -> JSON:
        return [[key, option["quality"]] for key, option in with_ids(value["options"])]

    def wording(self, value: Any) -> list[str]:
        return [value["question"], *(option["text"] for option in value["options"])]

    def own_texts(self, value: Any) -> list[Text]:
        items = item_texts(value["options"], text="option", feedback="feedback")
        return [Text("question", value["question"]), *items]

    def to_say(self, value: Any) -> list[str]:
        """The strong options that are spoken: they stand between quotation marks."""
        strong = [(option["text"] or "").strip() for option in value["options"] if option["quality"] == Quality.STRONG]
        spoken = [text for text in strong if (text[:1], text[-1:]) in QUOTES and text.count(text[0]) == 1]
        return [text[1:-1] for text in spoken]

    def checks(self, value: Any) -> list[Problem]:
        problems = []
        if not any(option["quality"] == Quality.STRONG for option in value["options"]):
            message = _("None of the options is strong. Give at least one the quality “strong”.")
            problems.append(Problem("options", message))
        for number, option in enumerate(value["options"], start=1):
            if not option["feedback"]:
                problems.append(Problem("options", _("Option %(number)s has no feedback.") % {"number": number}))
        return problems

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        no_unknown(data, "question", "options")
        options = []
        for option in source_list(data, "options", "t", "k", "fb", "src"):
            quality = SOURCE_WORDS.get(source_text(option, "k", default=""))
            if quality is None:
                raise SourceError(_("The quality of an option is sterk, kan or liever niet."))
            options.append(
                {
                    "text": source_text(option, "t"),
                    "quality": quality.value,
                    **read_feedback(option),
                }
            )
        return {"question": source_text(data, "question"), "options": source_items(key, "options", options)}

    def write_source(self, value: Any) -> dict[str, Any]:
        words = {quality.value: word for word, quality in SOURCE_WORDS.items()}
        options = [
            {"t": option["text"], "k": words[option["quality"]], **write_feedback(option)}
            for option in value["options"]
        ]
        return {"question": value["question"], "options": options}

    class Meta:
        icon = "radio-empty"
        label = _("Choice")
        description = _("One question, a few options; every option gets feedback. Good for: what do you say now?")
