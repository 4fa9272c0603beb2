"""`CardsExercise`: cards to turn, to remember something by. Nothing is judged."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

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
from exercises.contract import JSON, Problem, Text

MOST_WORDS = 40  # on a back: what one remembers at a glance


class CardBlock(blocks.StructBlock):
    """One card."""

    front = blocks.CharBlock(
        label=_("Front of the card"),
        max_length=120,
        help_text=_("A word or a short question. For example: What is an ecogram?"),
    )
    back = blocks.TextBlock(
        label=_("Back of the card"),
        rows=2,
        help_text=_("The answer in one or two sentences, as you would say it aloud."),
    )
    src = blocks.CharBlock(label=_("Sources"), required=False, help_text=_("Only for this card. For example: S1"))

    class Meta:
        label = _("Card")
        label_format = "{front}"


class CardsExercise(ExerciseBlock):
    """Think of the answer, turn the card, and say yourself when you know enough."""

    kind = "cards"
    style = "exercises/cards.css"
    pasting = Pasting("cards", ("front", "back"))
    example = """
id: example
kind: cards
title: Woorden om te onthouden
minutes: 1
required: false
intro: "Bedenk eerst zelf het antwoord. Draai dan de kaart om."
cards:
  - {front: "Vraagverlegenheid", back: "Moeite hebben om hulp te vragen.", src: S1}
  - {front: "Wederkerigheid", back: "Ook iets voor de ander kunnen doen. Dat maakt hulp vragen lichter."}
  - {front: "Wat is een ecogram?", back: "Een tekening van de mensen om iemand heen. Je maakt hem samen."}
"""
    example_answer = {}

    cards = SeveralBlock(
        CardBlock(),
        label=_("Cards"),
        min_num=2,
        max_num=20,
        help_text=_("Four to eight cards work best. The order on screen is yours."),
    )

    def is_private(self, value: Any) -> bool:
        """There is nothing to send but “done”."""
        return True

    def view(self, value: Any, state: dict[str, Any], typed: QueryDict | None) -> dict[str, Any]:
        return {"is_done": bool(state.get("done"))}

    def rules(self, value: Any) -> JSON:
        return item_ids(value["cards"])

    def wording(self, value: Any) -> list[str]:
        return [card["front"] for card in value["cards"]]

    def own_texts(self, value: Any) -> list[Text]:
        return item_texts(value["cards"], front="question", back="example")

    def checks(self, value: Any) -> list[Problem]:
        problems, fronts = [], [(card["front"] or "").strip().casefold() for card in value["cards"]]
        for number, card in enumerate(value["cards"], start=1):
            place = {"number": number}
            if not fronts[number - 1]:
                problems.append(Problem("cards", _("Card %(number)s has no front.") % place))
            elif fronts[number - 1] in fronts[: number - 1]:
                place["other"] = fronts.index(fronts[number - 1]) + 1
                problems.append(Problem("cards", _("Card %(number)s has the same front as card %(other)s.") % place))
            if not (card["back"] or "").strip():
                problems.append(Problem("cards", _("Card %(number)s has no back.") % place))
            elif len(card["back"].split()) > MOST_WORDS:
                message = _("The back of card %(number)s is long. Can it be said in one or two sentences?")
                problems.append(Problem("cards", message % place, is_error=False))
        return problems

    def read_source(self, data: dict[str, Any], key: str) -> dict[str, Any]:
        no_unknown(data, "cards")
        cards = [
            {
                "front": source_text(card, "front"),
                "back": source_text(card, "back"),
                "src": source_text(card, "src", default=""),
            }
            for card in source_list(data, "cards", "front", "back", "src")
        ]
        return {"cards": source_items(key, "cards", cards)}

    def write_source(self, value: Any) -> dict[str, Any]:
        cards = [{"front": card["front"], "back": card["back"], **filled(card, "src")} for card in value["cards"]]
        return {"cards": cards}

    class Meta:
        icon = "copy"
        label = _("Cards to turn")
        description = _("A word in front, what it means on the back. Good for: remembering, also weeks later.")
